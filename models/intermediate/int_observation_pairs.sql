with

observations as (
    select * from {{ ref('int_disputed_observations') }}
),

stated as (
    select distinct
        district_id,
        indicator_id,
        period_key,
        dimension,
        value_rank
    from observations
),

-- What is said a thousand times alike is compared with what is said otherwise, and not with itself.
opposed as (
    select
        observations.*,
        stated.value_rank as other_rank
    from observations
    inner join stated
        on
            observations.district_id = stated.district_id
            and observations.indicator_id = stated.indicator_id
            and observations.period_key = stated.period_key
            and observations.dimension = stated.dimension
            and observations.value_rank != stated.value_rank
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
    from opposed as chosen
    inner join observations as passed
        on
            chosen.district_id = passed.district_id
            and chosen.indicator_id = passed.indicator_id
            and chosen.period_key = passed.period_key
            and chosen.dimension = passed.dimension
            and chosen.other_rank = passed.value_rank
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
