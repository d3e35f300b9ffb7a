with

source as (
    select * from {{ ref('publisher_classes') }}
),

final as (
    select
        pattern,
        field,
        publisher_class
    from source
)

select * from final
