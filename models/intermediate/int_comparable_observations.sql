with

observations as (
    select * from {{ ref('int_observations') }}
),

documents as (
    select * from {{ ref('int_document_dates') }}
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

-- Only what is known, of a place, in a period: neither a target nor a rule is ever an actual.
known as (
    select * from observations
    where
        district_id is not null
        and period_end is not null
        and status in ('actual', 'estimate')
        and measure != 'structure'
),

graded as (
    select
        known.*,
        -- The stock of a year is the stock at its end, however the text words it.
        case
            when concepts.temporal = 'stock' and known.measure = 'level' then '..'
            else coalesce(cast(known.period_start as varchar), '..')
        end || '/' || cast(known.period_end as varchar) as period_key,
        case known.status when 'actual' then 1 else 2 end as status_rank,
        case known.period_grain when 'year' then 1 else 2 end as period_rank,
        case known.revision
            when 'final' then 1
            when 'revised' then 2
            when 'preliminary' then 4
            when 'flash' then 5
            else 3
        end as revision_rank,
        case known.bound when 'eq' then 1 when 'approx' then 2 when 'range' then 4 else 3 end
            as bound_rank,
        coalesce(documents.published_from, date '1900-01-01') as published_from,
        coalesce(known.precision, 0) as margin,
        case known.period_basis when 'explicit' then 1 else 2 end as basis_rank
    from known
    inner join documents on known.document_id = documents.document_id
    left join concepts on known.concept_id = concepts.concept_id
),

final as (
    select
        *,
        row_number() over (
            order by
                status_rank asc, period_rank asc, period_end desc, revision_rank asc,
                bound_rank asc, published_from desc, margin asc, basis_rank asc,
                observation_id asc
        ) as choice_order
    from graded
)

select * from final
