with

-- Growth of 296% makes 3.96 of one.
based as (
    select
        *,
        case when kind = 'growth' then scale else 0 end as growth_base
    from {{ ref('int_implications') }}
),

implications as (
    select
        *,
        {{ as_double('scale') }} as s,
        {{ as_double('known') }} as k,
        {{ as_double('known_low') }} as k_low,
        {{ as_double('known_high') }} as k_high,
        {{ as_double('stated_left + growth_base') }} as f,
        {{ as_double('stated_left_low + growth_base') }} as f_low,
        {{ as_double('stated_left_high + growth_base') }} as f_high
    from based
),

observations as (
    select * from {{ ref('int_observations') }}
),

units as (
    select * from {{ ref('stg_units') }}
),

stated as (
    select * from {{ ref('int_identity_figures') }}
    where tried_in = 'all'
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

districts as (
    select * from {{ ref('stg_districts') }}
),

computed as (
    select
        *,
        case
            when kind in ('gap', 'change') then k - f
            when role = 'whole' then s * k / f
            else k * f / s
        end as value,
        case
            when kind in ('gap', 'change') then k_low - f_high
            when role = 'whole' then s * k_low / f_high
            else k_low * f_low / s
        end as value_low,
        case
            when kind in ('gap', 'change') then k_high - f_low
            when role = 'whole' then s * k_high / f_low
            else k_high * f_high / s
        end as value_high,
        case
            when kind = 'gap' then 'rate less gap'
            when kind = 'change' then 'rate less change'
            when kind = 'growth' and role = 'whole' then 'level over one plus growth'
            when kind = 'growth' then 'base level times one plus growth'
            when kind = 'multiple' and role = 'whole' then 'level over multiple'
            when kind = 'multiple' then 'base level times multiple'
            when role = 'whole' then 'part over share'
            else 'whole times share'
        end as derivation
    from implications
    where kind in ('gap', 'change') or (k_low >= 0 and f_low > 0)
),

final as (
    select
        computed.identity_id,
        computed.tried_in,
        computed.left_observation_id,
        computed.known_observation_id,
        computed.role,
        computed.derivation,
        computed.district_id,
        computed.indicator_id,
        computed.first_day,
        computed.last_day,
        {{ from_double('computed.value') }} as value,
        {{ from_double('computed.value_low') }} as value_low,
        {{ from_double('computed.value_high') }} as value_high,
        coalesce(units.reference_unit, lefts.unit) as unit,
        stated.observation_id as stated_observation_id,
        stated.value as stated_value,
        stated.value_low as stated_low,
        stated.value_high as stated_high
    from computed
    inner join districts on computed.district_id = districts.district_id
    inner join observations as known on computed.known_observation_id = known.observation_id
    inner join observations as lefts on computed.left_observation_id = lefts.observation_id
    left join units on known.unit = units.unit
    left join concepts on computed.indicator_id = concepts.concept_id
    left join stated
        on
            computed.district_id = stated.district_id
            and computed.indicator_id = stated.indicator_id
            and computed.span = stated.span
    where
        -- Over all documents is derived only what no document tells by itself.
        (computed.tried_in != 'all' or known.document_id != lefts.document_id)
        -- A part is derived where it is not stated and the catalogue knows it.
        and (
            computed.role != 'part' or computed.kind in ('gap', 'change')
            or (stated.observation_id is null and concepts.concept_id is not null)
        )
)

select * from final
