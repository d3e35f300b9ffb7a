with

source as (
    select * from {{ ref('indicators') }}
),

final as (
    select
        indicator_id as concept_id,
        name_zh,
        name_en,
        theme,
        unit,
        dimension,
        aggregation,
        temporal,
        cast(share_may_exceed_100 as boolean) as share_may_exceed_100,
        definition,
        source
    from source
)

select * from final
