with

source as (
    select * from {{ source('raw', 'measures') }}
),

final as (
    select
        document_id,
        measure_id,
        number as measure_number,
        section,
        title,
        cast(span_start as integer) as span_start,
        cast(span_end as integer) as span_end,
        role,
        role_basis,
        department_name,
        cast(position as integer) as position
    from source
)

select * from final
