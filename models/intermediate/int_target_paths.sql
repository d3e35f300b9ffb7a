with

targets as (
    select
        *,
        coalesce(value, value_low) as goal
    from {{ ref('int_observations') }}
    where
        status = 'target'
        and coalesce(correction, '') != 'drop'
),

actuals as (
    select * from {{ ref('int_target_actuals') }}
),

known as (
    select
        targets.*,
        base.year as base_year,
        base.value as base_value,
        latest.year as latest_year,
        latest.value as latest_value,
        latest.margin as latest_margin,
        latest.actual_observation_id as latest_observation_id
    from targets
    left join actuals as latest
        on
            targets.observation_id = latest.observation_id
            and latest.latest_rank = 1
    left join actuals as base
        on
            targets.observation_id = base.observation_id
            and base.is_before
            and base.before_rank = 1
),

-- A limit, a decline, and a goal below what was there are to be undercut, all else to be reached.
-- A decline of at most 5 percent is to stay above -5: bounds speak of the size of a change.
directed as (
    select
        *,
        case
            when bound in ('lt', 'le') then goal >= 0
            when goal < 0 then true
            when bound in ('gt', 'ge') then false
            else coalesce(goal < base_value, false)
        end as is_downward,
        measure in ('level', 'share') as has_path,
        measure = 'level'
        and dimension not in ('percent', 'percentage_point', 'rank', 'ratio')
        and goal > 0
        and latest_value > 0 as may_grow,
        {{ as_double('goal') }} as goal_point,
        {{ as_double('base_value') }} as base_point,
        {{ as_double('year - base_year') }} as path_years,
        {{ as_double('latest_year - base_year') }} as path_years_gone
    from known
),

-- Powers differ in their last digits from engine to engine: twelve places are the same.
grown as (
    select
        *,
        case
            when may_grow and base_value > 0 and latest_year > base_year
                then {{ from_double(
                    'power(goal_point / base_point, path_years_gone / path_years)', places=12
                ) }}
        end as path_factor
    from directed
),

final as (
    select
        *,
        case
            when not has_path or latest_year <= base_year then null
            when may_grow and base_value > 0
                then cast(base_value * path_factor as decimal(38, 6))
            else {{ from_double(
                'base_point + (goal_point - base_point) * path_years_gone / path_years'
            ) }}
        end as path_value,
        case
            when is_downward then latest_value <= goal
            else latest_value >= goal
        end as is_reached
    from grown
)

select * from final
