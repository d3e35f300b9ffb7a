with

districts as (
    select * from {{ ref('stg_districts') }}
),

-- The place that a series goes on in: what a former division became, or else the place itself.
final as (
    select
        district_id,
        code,
        type,
        name_zh,
        coalesce(successor_district_id, district_id) as series_district_id,
        coalesce(valid_from, date '0001-01-01') as valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_to
    from districts
)

select * from final
