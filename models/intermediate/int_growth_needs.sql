with

lefts as (
    select * from {{ ref('int_identity_lefts') }}
    where kind in ('growth', 'multiple')
),

constant_prices as (
    select * from {{ ref('stg_constant_price_concepts') }}
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

-- Growth at constant prices says nothing about levels in the prices of each year, and growth of a
-- percentage may mean points.
comparable as (
    select
        lefts.*,
        case
            when lefts.base_id = 'yoy' then lefts.year - 1
            when {{ matches('lefts.base_id', '^since-[0-9]{4}$') }}
                then cast(substr(lefts.base_id, 7, 4) as integer)
        end as base_year
    from lefts
    left join constant_prices on lefts.concept_id = constant_prices.concept_id
    left join concepts on lefts.concept_id = concepts.concept_id
    where
        constant_prices.concept_id is null
        and coalesce(concepts.dimension, '') != 'percent'
        -- Over some years a flow has no base period, and growth on the year before no meaning.
        and (
            lefts.period_grain not in ('span', 'until')
            or (lefts.is_stock and lefts.base_id != 'yoy')
        )
),

based as (
    select
        *,
        -- 比2018年增长 is since the end of 2018, where a stock has grown.
        case
            when is_stock and base_id != 'yoy'
                then {{ day_of_year('base_year', '12-31') }}
        end as base_day
    from comparable
    where base_year < year
),

final as (
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
    from based
    union all
    select
        identity_id,
        tried_in,
        left_observation_id,
        'whole' as role,
        1 as sign,
        district_id,
        level_id as indicator_id,
        is_stock,
        first_day,
        coalesce(base_day, last_day) as last_day,
        case when base_day is null then 12 * (year - base_year) else 0 end as lag_months
    from based
)

select * from final
