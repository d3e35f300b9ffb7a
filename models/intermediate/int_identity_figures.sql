with

candidates as (
    select * from {{ ref('int_identity_candidates') }}
),

choices as (
    select * from {{ ref('int_identity_choices') }}
),

-- An identity is tried inside each document, whose figures belong together, and over all of them.
final as (
    select
        candidates.*,
        choices.span,
        candidates.document_id as tried_in
    from candidates
    inner join choices on candidates.observation_id = choices.observation_id
    where choices.is_first_in_document
    union all
    select
        candidates.*,
        choices.span,
        'all' as tried_in
    from candidates
    inner join choices on candidates.observation_id = choices.observation_id
    where choices.is_first_over_all
)

select * from final
