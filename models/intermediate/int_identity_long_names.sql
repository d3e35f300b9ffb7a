with

sides as (
    select * from {{ ref('int_identity_sides') }}
    where n_found > 2 or n_missing > 2
),

terms as (
    select * from {{ ref('int_identity_terms') }}
),

-- One or two terms are known by the first and the last of them. Texts that are joined in order are
-- held in memory, all at once: so only the few longer ones are.
final as (
    select
        sides.identity_id,
        sides.tried_in,
        sides.left_observation_id,
        {{ joined(
            'case when terms.observation_id is null then terms.wanted end', ', ', 'terms.wanted'
        ) }} as missing_terms,
        {{ joined('terms.observation_id', ',', 'terms.observation_id') }} as term_ids
    from sides
    inner join terms
        on
            sides.identity_id = terms.identity_id
            and sides.tried_in = terms.tried_in
            and sides.left_observation_id = terms.left_observation_id
    group by sides.identity_id, sides.tried_in, sides.left_observation_id
)

select * from final
