with

observations as (
    select * from {{ ref('int_comparable_observations') }}
),

intervals as (
    select * from {{ ref('int_observation_intervals') }}
),

compared as (
    select
        observations.observation_id,
        observations.document_id,
        observations.span_start,
        observations.district_id,
        observations.indicator_id,
        observations.year,
        observations.period_key,
        observations.dimension,
        observations.status,
        observations.revision,
        observations.publisher,
        observations.published_from,
        observations.choice_order,
        intervals.stated_low,
        intervals.stated_high,
        intervals.interval_low,
        intervals.interval_high
    from observations
    inner join intervals on observations.observation_id = intervals.observation_id
),

-- Most things are stated once, or always alike: those end here.
things as (
    select
        district_id,
        indicator_id,
        period_key,
        dimension
    from compared
    group by district_id, indicator_id, period_key, dimension
    having min(stated_low) != max(stated_low) or min(stated_high) != max(stated_high)
),

final as (
    select
        compared.*,
        dense_rank() over (
            partition by
                compared.district_id,
                compared.indicator_id,
                compared.period_key,
                compared.dimension
            order by compared.stated_low, compared.stated_high
        ) as value_rank
    from compared
    inner join things
        on
            compared.district_id = things.district_id
            and compared.indicator_id = things.indicator_id
            and compared.period_key = things.period_key
            and compared.dimension = things.dimension
)

select * from final
