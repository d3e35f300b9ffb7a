with

mentions as (
    select * from {{ ref('fct_mention') }}
),

final as (
    select
        document_id,
        span_start,
        span_end,
        surface,
        reason
    from mentions
    where disposition = 'unresolved'
)

select * from final
