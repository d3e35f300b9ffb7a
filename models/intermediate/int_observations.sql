with

facts as (
    select * from {{ ref('stg_facts') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

indicators as (
    select * from {{ ref('int_fact_indicators') }}
),

converted as (
    select * from {{ ref('int_fact_values') }}
),

final as (
    select
        facts.observation_id,
        facts.document_id,
        facts.span_start,
        facts.span_end,
        facts.surface,
        facts.quote_start,
        facts.quote,
        facts.subject_name,
        facts.subject_type,
        facts.district_id,
        facts.concept_id,
        facts.indicator_name,
        facts.scope,
        facts.measure,
        facts.base,
        facts.base_id,
        facts.number_text,
        facts.number,
        facts.number_low,
        facts.number_high,
        facts.resolution,
        facts.scale,
        facts.bound,
        facts.bound_side,
        facts.period,
        facts.period_start,
        facts.period_end,
        facts.period_grain,
        facts.year,
        facts.period_basis,
        facts.status,
        facts.wording,
        facts.revision,
        facts.among,
        facts.rule_id,
        indicators.indicator_id,
        indicators.is_catalogued,
        indicators.concept_key,
        indicators.scope_key,
        facts.unit as unit_printed,
        converted.unit,
        converted.dimension,
        converted.value,
        converted.value_low,
        converted.value_high,
        converted.precision,
        converted.correction,
        converted.correction_reason,
        documents.publisher,
        documents.published_on
    from facts
    inner join documents on facts.document_id = documents.document_id
    inner join indicators on facts.observation_id = indicators.observation_id
    inner join converted on facts.observation_id = converted.observation_id
)

select * from final
