with

places as (
    select * from {{ ref('int_district_series') }}
),

-- What ended on one day to go on in one place.
final as (
    select
        former.series_district_id,
        former.valid_to as changed_on,
        cast(extract(year from former.valid_to) as integer) as change_year,
        case
            when count(*) > 1 then 'merged'
            when min(former.type) = min(successor.type) then 'renamed'
            else 'upgraded'
        end as change_kind
    from places as former
    inner join places as successor on former.series_district_id = successor.district_id
    where former.district_id != former.series_district_id
    group by former.series_district_id, former.valid_to
)

select * from final
