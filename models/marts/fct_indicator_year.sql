with

candidates as (
    select * from {{ ref('int_year_candidates') }}
),

agreement as (
    select * from {{ ref('int_year_agreement') }}
),

final as (
    select
        candidates.district_id,
        candidates.indicator_id,
        candidates.year,
        candidates.value,
        candidates.value_low,
        candidates.value_high,
        candidates.unit,
        candidates.precision,
        candidates.bound,
        candidates.period,
        candidates.status,
        candidates.observation_id,
        cast(agreement.n_observations as integer) as n_observations,
        cast(agreement.n_documents as integer) as n_documents,
        agreement.agreement
    from candidates
    inner join agreement on candidates.observation_id = agreement.chosen_observation_id
    where candidates.is_chosen
)

select * from final
