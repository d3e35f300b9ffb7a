with

source as (
    select * from {{ ref('scales') }}
),

final as (
    select
        scale,
        cast(factor as decimal(38, 0)) as factor,
        name_en
    from source
)

select * from final
