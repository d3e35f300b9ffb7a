with

mentions as (
    select * from {{ ref('stg_mentions') }}
),

final as (
    select
        document_id || '@' || span_start || '-' || span_end as mention_id,
        document_id,
        span_start,
        span_end,
        surface,
        numeral,
        disposition,
        reason,
        observation_id
    from mentions
)

select * from final
