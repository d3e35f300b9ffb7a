with

identities as (
    select * from {{ ref('stg_identities') }}
    where kind = 'districts'
),

figures as (
    select * from {{ ref('int_identity_figures') }}
    where measure = 'level' and is_additive
),

-- Zones lie within districts, and would count twice.
districts as (
    select * from {{ ref('stg_districts') }}
    where type != 'zone'
),

parts as (
    select
        figures.*,
        districts.parent_district_id
    from figures
    inner join districts on figures.district_id = districts.district_id
),

places as (
    select distinct
        district_id,
        year
    from figures
),

-- How many districts a place had in a year; 1 January decides.
counted as (
    select
        places.district_id,
        places.year,
        cast(count(*) as integer) as n_districts
    from places
    inner join districts on places.district_id = districts.parent_district_id
    where
        (districts.valid_from is null or extract(year from districts.valid_from) < places.year)
        and (districts.valid_to is null or extract(year from districts.valid_to) >= places.year)
    group by places.district_id, places.year
),

final as (
    select
        identities.identity_id,
        parts.tried_in,
        wholes.observation_id as left_observation_id,
        'part' as role,
        1 as sign,
        parts.observation_id,
        {{ as_text('null') }} as wanted,
        parts.document_id,
        parts.dimension,
        parts.value,
        parts.value_low,
        parts.value_high,
        counted.n_districts as n_expected
    from parts
    inner join figures as wholes
        on
            parts.tried_in = wholes.tried_in
            and parts.parent_district_id = wholes.district_id
            and parts.indicator_id = wholes.indicator_id
            and parts.span = wholes.span
    -- Of a part its parent's row of its own year: one, and not one a year.
    inner join counted
        on parts.parent_district_id = counted.district_id and parts.year = counted.year
    cross join identities
)

select * from final
