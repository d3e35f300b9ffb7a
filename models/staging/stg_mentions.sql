with

source as (
    select * from {{ source('raw', 'mentions') }}
),

final as (
    select
        document_id,
        cast(span_start as integer) as span_start,
        cast(span_end as integer) as span_end,
        surface,
        numeral,
        disposition,
        reason,
        observation_id
    from source
)

select * from final
