with

yearly as (
    select * from {{ ref('fct_indicator_year') }}
    where series_break is not null
),

districts as (
    select * from {{ ref('dim_district') }}
),

final as (
    select
        yearly.series_district_id,
        districts.name_zh,
        yearly.indicator_id,
        yearly.year,
        yearly.series_break,
        yearly.district_code,
        yearly.observation_id
    from yearly
    inner join districts on yearly.series_district_id = districts.district_id
)

select * from final
