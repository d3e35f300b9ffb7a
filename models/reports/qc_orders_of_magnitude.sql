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

placed as (
    select
        observations.*,
        districts.type
    from observations
    inner join districts on observations.district_id = districts.district_id
),

-- What a figure is held against: the others of its own place, or else those of places of its kind.
peered as (
    select
        placed.observation_id,
        peers.district_id = placed.district_id as is_own_place,
        count(*) as n_peers,
        {{ median('peers.value') }} as typical_value
    from placed
    inner join placed as peers
        on
            placed.indicator_id = peers.indicator_id
            and placed.unit = peers.unit
            and placed.type = peers.type
            and placed.observation_id != peers.observation_id
    group by placed.observation_id, peers.district_id = placed.district_id
),

ranked as (
    select
        *,
        row_number() over (
            partition by observation_id
            order by is_own_place desc
        ) as peer_rank
    from peered
),

weighed as (
    select
        placed.*,
        ranked.is_own_place,
        ranked.n_peers,
        ranked.typical_value,
        cast(
            round(log10({{ as_double('placed.value') }} / {{ as_double('ranked.typical_value') }}))
            as integer
        ) as orders_off
    from placed
    inner join ranked
        on
            placed.observation_id = ranked.observation_id
            and ranked.peer_rank = 1
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
        orders_off,
        quote
    from weighed
    where abs(orders_off) >= {{ var('suspicious_orders_of_magnitude') }}
)

select * from final
