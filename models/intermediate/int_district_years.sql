with

observations as (
    select * from {{ ref('int_known_observations') }}
),

places as (
    select * from {{ ref('int_district_series') }}
),

spoken_of as (
    select distinct
        observations.district_id,
        places.series_district_id,
        observations.year,
        {{ day_of_year('observations.year', '12-31') }} as year_end
    from observations
    inner join places on observations.district_id = places.district_id
    where observations.year is not null
),

-- The places of a series that existed at the end of the year: one, or those that merged later.
in_force as (
    select
        spoken_of.district_id,
        spoken_of.series_district_id,
        spoken_of.year,
        count(places.district_id) as n_places,
        max(places.code) as only_code,
        max(case when places.district_id = spoken_of.district_id then places.code end) as own_code
    from spoken_of
    left join places
        on
            spoken_of.series_district_id = places.series_district_id
            and spoken_of.year_end >= places.valid_from
            and spoken_of.year_end < places.valid_to
    group by spoken_of.district_id, spoken_of.series_district_id, spoken_of.year
),

final as (
    select
        district_id,
        series_district_id,
        year,
        case when n_places = 1 then only_code else own_code end as district_code
    from in_force
)

select * from final
