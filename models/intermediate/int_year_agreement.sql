with

candidates as (
    select * from {{ ref('int_year_candidates') }}
),

disagreements as (
    select * from {{ ref('int_year_disagreements') }}
),

counted as (
    select
        chosen_observation_id,
        count(*) as n_observations,
        count(distinct document_id) as n_documents
    from candidates
    group by chosen_observation_id
),

final as (
    select
        counted.chosen_observation_id,
        counted.n_observations,
        counted.n_documents,
        {{ agreement(
            'counted.n_observations',
            'disagreements.has_conflict',
            'disagreements.has_revision',
            'disagreements.has_rounding',
        ) }} as agreement
    from counted
    inner join candidates as chosen on counted.chosen_observation_id = chosen.observation_id
    left join disagreements
        on
            chosen.district_id = disagreements.district_id
            and chosen.indicator_id = disagreements.indicator_id
            and chosen.year = disagreements.year
            and chosen.period_key = disagreements.period_key
            and chosen.dimension = disagreements.dimension
)

select * from final
