with

candidates as (
    select * from {{ ref('int_identity_candidates') }}
),

keyed as (
    select
        observation_id,
        document_id,
        district_id,
        indicator_id,
        {{ span_text('first_day', 'last_day') }} as span,
        choice_order
    from candidates
),

-- Sorted by their keys alone: what else is known of them is heavy.
ranked as (
    select
        observation_id,
        span,
        row_number() over (
            partition by document_id, district_id, indicator_id, span
            order by choice_order
        ) as rank_in_document,
        row_number() over (
            partition by district_id, indicator_id, span
            order by choice_order
        ) as rank_over_all
    from keyed
),

final as (
    select
        observation_id,
        span,
        rank_in_document = 1 as is_first_in_document,
        rank_over_all = 1 as is_first_over_all
    from ranked
)

select * from final
