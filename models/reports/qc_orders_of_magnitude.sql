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

-- What a figure is held against: the others of its own place, or else those of places of its kind.
grouped as (
    select
        observations.observation_id,
        observations.indicator_id,
        observations.unit,
        observations.value,
        observations.district_id as peer_group,
        true as is_own_place
    from observations
    inner join districts on observations.district_id = districts.district_id
    union all
    select
        observations.observation_id,
        observations.indicator_id,
        observations.unit,
        observations.value,
        districts.type as peer_group,
        false as is_own_place
    from observations
    inner join districts on observations.district_id = districts.district_id
),

ordered as (
    select
        *,
        row_number() over (
            partition by is_own_place, peer_group, indicator_id, unit
            order by value, observation_id
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
        ) as typical_value,
        row_number() over (
            partition by ordered.observation_id
            order by ordered.is_own_place desc
        ) as peer_rank
    from ordered
    inner join middles
        on
            ordered.is_own_place = middles.is_own_place
            and ordered.peer_group = middles.peer_group
            and ordered.indicator_id = middles.indicator_id
            and ordered.unit = middles.unit
),

weighed as (
    select
        observations.*,
        peered.is_own_place,
        peered.n_peers,
        peered.typical_value,
        {{ as_double('observations.value') }} / {{ as_double('peered.typical_value') }}
            as times_typical
    from observations
    inner join peered
        on
            observations.observation_id = peered.observation_id
            and peered.peer_rank = 1
),

final as (
    select
        observation_id,
        district_id,
        indicator_id,
        year,
        value,
        unit,
        scale,
        typical_value,
        n_peers,
        is_own_place,
        cast(round(log10(times_typical)) as integer) as orders_off,
        quote
    from weighed
    where abs(round(log10(times_typical))) >= {{ var('suspicious_orders_of_magnitude') }}
)

select * from final
