with

districts as (
    select * from {{ ref('stg_districts') }}
),

final as (
    select
        district_id,
        code,
        name_zh,
        short_name_zh,
        name_en,
        type,
        is_municipality,
        parent_district_id,
        valid_from,
        valid_to,
        successor_district_id,
        source
    from districts
)

select * from final
