with

observations as (
    select * from {{ ref('fct_observation') }}
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

-- Shares of a whole, and catalogued rates in percent, which are shares by another name.
percentages as (
    select
        observations.*,
        coalesce(observations.value_low, observations.value) as lowest,
        coalesce(observations.value_high, observations.value) as highest
    from observations
    left join concepts on observations.concept_id = concepts.concept_id
    where
        not coalesce(concepts.share_may_exceed_100, false)
        and (
            observations.measure in ('share', 'structure')
            or (observations.measure = 'level' and concepts.dimension = 'percent')
        )
        and observations.unit = '%'
),

final as (
    select
        observation_id,
        district_id,
        indicator_id,
        measure,
        base,
        year,
        lowest,
        highest,
        quote
    from percentages
    where lowest < 0 or highest > 100
)

select * from final
