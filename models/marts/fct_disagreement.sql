with

pairs as (
    select * from {{ ref('int_observation_pairs') }}
),

final as (
    select
        least(chosen_observation_id, passed_observation_id) as observation_id,
        greatest(chosen_observation_id, passed_observation_id) as other_observation_id,
        district_id,
        indicator_id,
        year,
        relation,
        chosen_observation_id,
        chosen_by
    from pairs
)

select * from final
