-- Fails on a fact of the raw CSV that no row of fct_observation carries: nothing stated is dropped.
with

facts as (
    select * from {{ ref('stg_facts') }}
),

observations as (
    select * from {{ ref('fct_observation') }}
),

final as (
    select
        facts.observation_id,
        facts.quote
    from facts
    left join observations on facts.observation_id = observations.observation_id
    where observations.observation_id is null
)

select * from final
