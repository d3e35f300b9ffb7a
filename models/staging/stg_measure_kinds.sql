with

source as (
    select * from {{ ref('measure_kinds') }}
),

final as (
    select
        measure,
        dimension,
        unit,
        name_zh,
        name_en,
        description
    from source
)

select * from final
