with

targets as (
    select * from {{ ref('int_observations') }}
    where
        status = 'target'
        and coalesce(correction, '') != 'drop'
),

candidates as (
    select * from {{ ref('int_year_candidates') }}
    where is_chosen and status = 'actual'
),

units as (
    select * from {{ ref('stg_units') }}
),

-- Actuals in a unit that counts the same (户, 家), no later than the deadline; what adds up over
-- years is no figure of one of them. Known when the target was set are the years before.
matched as (
    select
        targets.observation_id,
        candidates.observation_id as actual_observation_id,
        candidates.year,
        candidates.value,
        candidates.margin,
        candidates.year < cast(substr(targets.published_on, 1, 4) as integer) as is_before
    from targets
    inner join candidates
        on
            targets.district_id = candidates.district_id
            and targets.indicator_id = candidates.indicator_id
            and targets.dimension = candidates.dimension
            and targets.year >= candidates.year
            and (targets.period_grain in ('year', 'instant'))
            = (candidates.period_grain in ('year', 'instant'))
    left join units as target_units on targets.unit = target_units.unit
    left join units as actual_units on candidates.unit = actual_units.unit
    where
        candidates.value is not null
        and coalesce(target_units.factor_to_reference, 1)
        = coalesce(actual_units.factor_to_reference, 1)
),

final as (
    select
        *,
        row_number() over (
            partition by observation_id
            order by year desc
        ) as latest_rank,
        row_number() over (
            partition by observation_id, is_before
            order by year desc
        ) as before_rank
    from matched
)

select * from final
