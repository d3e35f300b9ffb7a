with

pairs as (
    select * from {{ ref('int_observation_pairs') }}
),

reasons as (
    select * from {{ ref('int_choice_reasons') }}
),

final as (
    select
        least(pairs.chosen_observation_id, pairs.passed_observation_id) as observation_id,
        greatest(pairs.chosen_observation_id, pairs.passed_observation_id)
            as other_observation_id,
        pairs.district_id,
        pairs.indicator_id,
        pairs.year,
        pairs.relation,
        pairs.chosen_observation_id,
        reasons.chosen_by
    from pairs
    inner join reasons
        on
            pairs.chosen_observation_id = reasons.chosen_observation_id
            and pairs.passed_observation_id = reasons.passed_observation_id
)

select * from final
