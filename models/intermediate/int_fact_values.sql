with

facts as (
    select * from {{ ref('int_corrected_facts') }}
),

scales as (
    select * from {{ ref('stg_scales') }}
),

units as (
    select * from {{ ref('stg_units') }}
),

factors as (
    select
        facts.*,
        case when facts.unit is null then 'number' else units.dimension end as dimension,
        coalesce(units.base_unit, facts.unit) as base_unit,
        -- A scale or a unit that the vocabularies do not know leaves no value, rather than a wrong
        -- one; a fact without any is a bare number.
        case when facts.scale is null then 1 else scales.factor end
        * case
            when facts.unit is null then 1
            else cast(units.factor_to_base as decimal(38, 6))
        end as factor
    from facts
    left join scales on facts.scale = scales.scale
    left join units on facts.unit = units.unit
),

final as (
    select
        observation_id,
        base_unit as unit,
        dimension,
        cast(number * factor as decimal(38, 6)) as value,
        cast(number_low * factor as decimal(38, 6)) as value_low,
        cast(number_high * factor as decimal(38, 6)) as value_high,
        cast(abs(resolution * factor) * 0.5 as decimal(38, 6)) as precision,
        correction,
        correction_reason
    from factors
)

select * from final
