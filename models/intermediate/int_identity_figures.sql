with

candidates as (
    select
        *,
        {{ span_text('first_day', 'last_day') }} as span
    from {{ ref('int_identity_candidates') }}
),

-- An identity is tried inside each document, whose figures belong together, and over all of them.
tried as (
    select
        *,
        document_id as tried_in
    from candidates
    union all
    select
        *,
        'all' as tried_in
    from candidates
),

ranked as (
    select
        *,
        row_number() over (
            partition by tried_in, district_id, indicator_id, span
            order by choice_order
        ) as figure_rank
    from tried
),

final as (
    select * from ranked
    where figure_rank = 1
)

select * from final
