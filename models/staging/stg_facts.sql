with

source as (
    select * from {{ source('raw', 'facts') }}
),

final as (
    select
        observation_id,
        document_id,
        cast(span_start as integer) as span_start,
        cast(span_end as integer) as span_end,
        surface,
        cast(quote_start as integer) as quote_start,
        quote,
        subject_name,
        subject_type,
        district_id,
        concept_id,
        indicator_name,
        scope,
        measure,
        base,
        base_id,
        number as number_text,
        cast(number as decimal(38, 6)) as number,
        cast(number_low as decimal(38, 6)) as number_low,
        cast(number_high as decimal(38, 6)) as number_high,
        cast(resolution as decimal(38, 6)) as resolution,
        scale,
        unit,
        bound,
        bound_side,
        period,
        cast(period_start as date) as period_start,
        cast(period_end as date) as period_end,
        period_grain,
        cast(year as integer) as year,
        period_basis,
        status,
        wording,
        revision,
        among,
        rule_id
    from source
)

select * from final
