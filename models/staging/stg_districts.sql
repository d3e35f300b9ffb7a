with

source as (
    select * from {{ ref('districts') }}
),

final as (
    select
        district_id,
        code,
        name_zh,
        short_name_zh,
        name_en,
        type,
        cast(is_municipality as boolean) as is_municipality,
        parent_district_id,
        cast(valid_from as date) as valid_from,
        cast(valid_to as date) as valid_to,
        successor_district_id,
        source
    from source
)

select * from final
