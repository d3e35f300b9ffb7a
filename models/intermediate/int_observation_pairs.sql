with

observations as (
    select * from {{ ref('int_comparable_observations') }}
),

intervals as (
    select * from {{ ref('int_observation_intervals') }}
),

compared as (
    select
        observations.*,
        intervals.stated_low,
        intervals.stated_high,
        intervals.interval_low,
        intervals.interval_high
    from observations
    inner join intervals on observations.observation_id = intervals.observation_id
),

-- `chosen` is the one that stands first in the order of choice. Parts of one span (a list under one
-- number) are different things, not two statements of one.
pairs as (
    select
        chosen.observation_id as chosen_observation_id,
        passed.observation_id as passed_observation_id,
        chosen.district_id,
        chosen.indicator_id,
        chosen.year,
        chosen.period_key,
        chosen.dimension,
        chosen.document_id = passed.document_id as is_same_document,
        coalesce(chosen.interval_low <= passed.interval_high, true)
        and coalesce(passed.interval_low <= chosen.interval_high, true) as is_compatible,
        chosen.status != passed.status
        or coalesce(chosen.revision, '') != coalesce(passed.revision, '')
        or (
            chosen.publisher = passed.publisher
            and chosen.published_from != passed.published_from
        ) as is_revision
    from compared as chosen
    inner join compared as passed
        on
            chosen.district_id = passed.district_id
            and chosen.indicator_id = passed.indicator_id
            and chosen.period_key = passed.period_key
            and chosen.dimension = passed.dimension
            and chosen.choice_order < passed.choice_order
    where
        (chosen.stated_low != passed.stated_low or chosen.stated_high != passed.stated_high)
        and (
            chosen.document_id != passed.document_id
            or chosen.span_start != passed.span_start
        )
),

final as (
    select
        *,
        case
            when is_compatible then 'within_rounding'
            when is_revision then 'revised'
            else 'conflict'
        end as relation
    from pairs
)

select * from final
