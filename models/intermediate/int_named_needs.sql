with

lefts as (
    select * from {{ ref('int_identity_lefts') }}
),

parts as (
    select * from {{ ref('stg_identity_parts') }}
    where role != 'left'
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

final as (
    select
        lefts.identity_id,
        lefts.tried_in,
        lefts.left_observation_id,
        parts.role,
        parts.sign,
        lefts.district_id,
        parts.indicator_id,
        coalesce(concepts.temporal = 'stock', false) as is_stock,
        lefts.first_day,
        lefts.last_day,
        12 * parts.lag_years as lag_months
    from lefts
    inner join parts on lefts.identity_id = parts.identity_id
    left join concepts on parts.indicator_id = concepts.concept_id
)

select * from final
