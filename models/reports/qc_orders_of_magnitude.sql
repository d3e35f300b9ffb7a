with

observations as (
    select * from {{ ref('fct_observation') }}
    where
        measure = 'level'
        and value > 0
        and district_id is not null
        and status in ('actual', 'estimate')
),

districts as (
    select * from {{ ref('dim_district') }}
),

counted as (
    select
        observation_id,
        district_id,
        indicator_id,
        unit,
        value,
        count(*) over (partition by district_id, indicator_id, unit) as n_of_place
    from observations
),

-- What a figure is held against: the others of its own place, or else those of places of its kind.
-- It counts among the peers of others in both.
grouped as (
    select
        observation_id,
        indicator_id,
        unit,
        value,
        district_id as peer_group,
        true as is_own_place,
        n_of_place > 1 as is_held_against
    from counted
    union all
    select
        counted.observation_id,
        counted.indicator_id,
        counted.unit,
        counted.value,
        districts.type as peer_group,
        false as is_own_place,
        counted.n_of_place = 1 as is_held_against
    from counted
    inner join districts on counted.district_id = districts.district_id
),

-- Of equal values any may be the first: the median of the others is the same.
ordered as (
    select
        *,
        row_number() over (
            partition by is_own_place, peer_group, indicator_id, unit
            order by value
        ) as size_rank,
        count(*) over (partition by is_own_place, peer_group, indicator_id, unit) as n_members
    from grouped
),

-- The median of all members but one is found among those in the middle: nobody is compared with
-- everybody.
middles as (
    select
        is_own_place,
        peer_group,
        indicator_id,
        unit,
        max(case when size_rank = floor(n_members / 2.0) then value end) as low,
        max(case when size_rank = floor(n_members / 2.0) + 1 then value end) as low_next,
        max(case when size_rank = ceil(n_members / 2.0) then value end) as high,
        max(case when size_rank = ceil(n_members / 2.0) + 1 then value end) as high_next
    from ordered
    where n_members > 1
    group by is_own_place, peer_group, indicator_id, unit
),

peered as (
    select
        ordered.observation_id,
        ordered.value,
        ordered.is_own_place,
        ordered.n_members - 1 as n_peers,
        cast(
            0.5 * (
                case
                    when ordered.size_rank > floor(ordered.n_members / 2.0) then middles.low
                    else middles.low_next
                end
                + case
                    when ordered.size_rank > ceil(ordered.n_members / 2.0) then middles.high
                    else middles.high_next
                end
            ) as decimal(38, 6)
        ) as typical_value
    from ordered
    inner join middles
        on
            ordered.is_own_place = middles.is_own_place
            and ordered.peer_group = middles.peer_group
            and ordered.indicator_id = middles.indicator_id
            and ordered.unit = middles.unit
    where ordered.is_held_against
),

weighed as (
    select
        *,
        {{ as_double('value') }} / {{ as_double('typical_value') }} as times_typical
    from peered
),

final as (
    select
        observations.observation_id,
        observations.district_id,
        observations.indicator_id,
        observations.year,
        observations.value,
        observations.unit,
        observations.scale,
        weighed.typical_value,
        weighed.n_peers,
        weighed.is_own_place,
        cast(round(log10(weighed.times_typical)) as integer) as orders_off,
        observations.quote
    from weighed
    inner join observations on weighed.observation_id = observations.observation_id
    where
        abs(round(log10(weighed.times_typical)))
        >= {{ var('suspicious_orders_of_magnitude') }}
)

select * from final
