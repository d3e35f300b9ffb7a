with

observations as (
    select * from {{ ref('int_observations') }}
),

final as (
    select
        observation_id,
        document_id,
        span_start,
        span_end,
        surface,
        quote_start,
        quote,
        subject_name,
        subject_type,
        district_id,
        indicator_id,
        concept_id,
        indicator_name,
        scope,
        measure,
        base,
        base_id,
        value,
        value_low,
        value_high,
        unit,
        precision,
        bound,
        period,
        period_start,
        period_end,
        period_grain,
        year,
        period_basis,
        status,
        wording,
        revision,
        published_on,
        rule_id,
        number,
        number_low,
        number_high,
        scale,
        unit_printed,
        dimension,
        is_catalogued,
        correction,
        correction_reason
    from observations
)

select * from final
