-- Fails on a usual whole of another dimension or time than its part: their share has no meaning.
with

wholes as (
    select * from {{ ref('stg_concept_wholes') }}
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

final as (
    select
        wholes.concept_id,
        wholes.whole_id
    from wholes
    inner join concepts as parts on wholes.concept_id = parts.concept_id
    inner join concepts as totals on wholes.whole_id = totals.concept_id
    where
        parts.dimension != totals.dimension
        or parts.temporal != totals.temporal
        or parts.concept_id = totals.concept_id
        or parts.share_may_exceed_100
)

select * from final
