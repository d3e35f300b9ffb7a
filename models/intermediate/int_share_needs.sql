with

lefts as (
    select * from {{ ref('int_identity_lefts') }}
    where kind in ('share', 'subset') and is_of_every_concept
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

districts as (
    select * from {{ ref('stg_districts') }}
),

usual as (
    select * from {{ ref('stg_concept_wholes') }}
),

-- The whole is the concept or the place that the text names; where it names none, the usual one.
based as (
    select
        lefts.*,
        coalesce(districts.district_id, lefts.district_id) as whole_district_id,
        case
            when districts.district_id is not null then lefts.level_id
            when lefts.base_id is null then usual.whole_id
            -- 占全省进出口的47% is of the same trade elsewhere, and the text does not say where.
            when lefts.base_id != lefts.concept_id then concepts.concept_id
        end as whole_id
    from lefts
    left join concepts on lefts.base_id = concepts.concept_id
    left join districts
        on lefts.base_id = districts.district_id and lefts.district_id != districts.district_id
    left join usual on lefts.concept_id = usual.concept_id
),

wholes as (
    select
        based.*,
        coalesce(concepts.temporal = 'stock', based.is_stock) as is_stock_whole
    from based
    left join concepts on based.whole_id = concepts.concept_id
    where based.whole_id is not null
),

final as (
    select
        identity_id,
        tried_in,
        left_observation_id,
        'whole' as role,
        1 as sign,
        whole_district_id as district_id,
        whole_id as indicator_id,
        is_stock_whole as is_stock,
        first_day,
        last_day,
        0 as lag_months
    from wholes
    union all
    select
        identity_id,
        tried_in,
        left_observation_id,
        'part' as role,
        1 as sign,
        district_id,
        level_id as indicator_id,
        is_stock,
        first_day,
        last_day,
        0 as lag_months
    from wholes
    where kind = 'share'
)

select * from final
