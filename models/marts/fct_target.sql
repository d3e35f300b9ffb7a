with

targets as (
    select
        *,
        coalesce(value, value_low) as goal
    from {{ ref('int_observations') }}
    where status = 'target'
),

actuals as (
    select * from {{ ref('fct_indicator_year') }}
    where status = 'actual'
),

latest as (
    select
        *,
        row_number() over (partition by district_id, indicator_id order by year desc) as age_rank
    from actuals
),

final as (
    select
        targets.observation_id,
        targets.document_id,
        targets.district_id,
        targets.indicator_id,
        targets.year as target_year,
        targets.value,
        targets.value_low,
        targets.value_high,
        targets.unit,
        targets.bound,
        latest.year as latest_actual_year,
        latest.value as latest_actual_value,
        latest.observation_id as latest_actual_observation_id,
        -- Part of the way from nothing to the target, or to the lower end of its range. A limit to
        -- stay under has no such way.
        case
            when
                targets.measure in ('level', 'share')
                and targets.bound not in ('lt', 'le')
                and targets.unit = latest.unit
                and targets.goal > 0
                then cast(latest.value / targets.goal as decimal(18, 6))
        end as progress
    from targets
    left join latest
        on
            targets.district_id = latest.district_id
            and targets.indicator_id = latest.indicator_id
            and latest.age_rank = 1
)

select * from final
