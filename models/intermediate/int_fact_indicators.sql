with

facts as (
    select * from {{ ref('stg_facts') }}
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

units as (
    select * from {{ ref('stg_units') }}
),

keyed as (
    select
        facts.observation_id,
        facts.concept_id is not null and facts.scope is null as is_catalogued,
        coalesce(facts.concept_id, 'x' || {{ short_hash('facts.indicator_name', 10) }})
            as concept_key,
        case when facts.measure != 'level' then '.' || facts.measure end as measure_key,
        '.' || {{ key_text('facts.base_id') }} as base_key,
        -- Exports in dollars are no disagreement with exports in yuan: another indicator.
        case
            when
                facts.measure = 'level'
                and concepts.dimension like 'money_%'
                and units.dimension like 'money_%'
                and concepts.dimension != units.dimension
                then '.' || units.dimension
        end as currency_key,
        '~' || {{ short_hash('facts.scope', 8) }} as scope_key
    from facts
    left join concepts on facts.concept_id = concepts.concept_id
    left join units on facts.unit = units.unit
),

final as (
    select
        observation_id,
        concept_key
        || coalesce(measure_key, '')
        || coalesce(base_key, '')
        || coalesce(currency_key, '')
        || coalesce(scope_key, '') as indicator_id,
        is_catalogued,
        concept_key,
        scope_key
    from keyed
)

select * from final
