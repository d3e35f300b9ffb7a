with

observations as (
    select * from {{ ref('int_observations') }}
),

documents as (
    select * from {{ ref('int_document_dates') }}
),

publishers as (
    select * from {{ ref('int_publisher_classes') }}
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

-- Only what is known, of a place, in a period: neither a target nor a rule is ever an actual. What
-- was printed stays behind: no later step of the comparison looks at it.
known as (
    select * from observations
    where
        district_id is not null
        and period_end is not null
        and status in ('actual', 'estimate')
        and measure != 'structure'
        and coalesce(correction, '') != 'drop'
),

final as (
    select
        known.observation_id,
        known.document_id,
        known.span_start,
        known.quote_start,
        known.district_id,
        known.concept_id,
        known.concept_key,
        known.scope_key,
        known.indicator_id,
        known.measure,
        known.base_id,
        known.dimension,
        known.unit,
        known.value,
        known.value_low,
        known.value_high,
        known.precision,
        known.bound,
        known.among,
        known.period,
        known.period_start,
        known.period_end,
        known.period_grain,
        known.period_basis,
        known.year,
        known.status,
        known.revision,
        known.publisher,
        -- The stock of a year is the stock at its end, however the text words it.
        case
            when concepts.temporal = 'stock' and known.measure = 'level' then '..'
            else coalesce({{ as_text('known.period_start') }}, '..')
        end || '/' || {{ as_text('known.period_end') }} as period_key,
        coalesce(documents.published_from, date '1900-01-01') as published_from,
        documents.published_until,
        publishers.publisher_class,
        coalesce(known.precision, 0) as margin
    from known
    inner join documents on known.document_id = documents.document_id
    inner join publishers on known.document_id = publishers.document_id
    left join concepts on known.concept_id = concepts.concept_id
)

select * from final
