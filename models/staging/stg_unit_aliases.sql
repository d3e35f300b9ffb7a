with

source as (
    select * from {{ ref('unit_aliases') }}
),

final as (
    select
        alias,
        unit
    from source
)

select * from final
