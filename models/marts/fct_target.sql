with

paths as (
    select * from {{ ref('int_target_paths') }}
),

final as (
    select
        observation_id,
        document_id,
        district_id,
        indicator_id,
        year as target_year,
        period_end as deadline,
        wording,
        value,
        value_low,
        value_high,
        unit,
        bound,
        latest_year as latest_actual_year,
        latest_value as latest_actual_value,
        latest_observation_id as latest_actual_observation_id,
        -- Part of the way from nothing to the target, or to the lower end of its range. A limit to
        -- stay under has no such way.
        case
            when measure in ('level', 'share') and not is_downward and goal > 0
                then {{ from_double(as_double('latest_value') ~ ' / ' ~ as_double('goal'), 18) }}
        end as progress,
        cast(goal - latest_value as decimal(38, 6)) as distance,
        case
            when may_grow and year > latest_year
                then {{ from_double(
                    '100 * (' ~ yearly_factor('latest_value', 'goal', 'year - latest_year') ~ ' - 1)',
                    18
                ) }}
        end as needed_yearly_growth,
        base_year,
        base_value,
        path_value,
        case
            when latest_year = year or (has_path and is_reached) then is_reached
            when path_value is null then null
            when is_downward then latest_value - latest_margin <= path_value
            else latest_value + latest_margin >= path_value
        end as on_track
    from paths
)

select * from final
