with

concepts as (
    select * from {{ ref('stg_indicators') }}
),

stated as (
    select * from {{ ref('int_indicators') }}
),

kinds as (
    select * from {{ ref('stg_measure_kinds') }}
),

catalogued as (
    select
        concept_id as indicator_id,
        name_zh,
        name_en,
        concept_id,
        'level' as measure,
        {{ as_text('null') }} as base,
        {{ as_text('null') }} as base_id,
        {{ as_text('null') }} as scope,
        unit,
        dimension,
        aggregation,
        theme,
        definition,
        true as is_catalogued
    from concepts
),

-- What the texts add: changes, shares and ranks of a concept, its narrower populations, and phrases
-- that the catalogue does not know. None of them may be summed over districts unseen.
composed as (
    select
        stated.indicator_id,
        stated.indicator_name
        || coalesce('·' || stated.scope, '')
        || case when stated.measure = 'level' then '' else '·' || kinds.name_zh end
        || coalesce('·' || stated.base, '') as name_zh,
        concepts.name_en
        || case when stated.measure = 'level' then '' else ', ' || kinds.name_en end as name_en,
        stated.concept_id,
        stated.measure,
        stated.base,
        stated.base_id,
        stated.scope,
        stated.unit,
        stated.dimension,
        'none' as aggregation,
        concepts.theme,
        kinds.description || coalesce(' Of: ' || concepts.definition, '') as definition,
        stated.is_catalogued
    from stated
    inner join kinds on stated.measure = kinds.measure
    left join concepts on stated.concept_id = concepts.concept_id
    where stated.indicator_id not in (select catalogued.indicator_id from catalogued)
),

final as (
    select * from catalogued
    union all
    select * from composed
)

select * from final
