with

lefts as (
    select * from {{ ref('int_identity_lefts') }}
    where
        kind in ('change', 'change_of_share', 'gap')
        and period_grain not in ('span', 'until')
        -- Points without a base are those of a year, as growth is.
        and (kind = 'gap' or coalesce(base_id, 'yoy') = 'yoy')
),

rates as (
    select * from {{ ref('int_point_rates') }}
),

wholes as (
    select * from {{ ref('stg_concept_wholes') }}
),

constant_prices as (
    select * from {{ ref('stg_constant_price_concepts') }}
),

pointed as (
    select
        lefts.*,
        rates.rate_id,
        rates.rate_measure,
        rates.rate_base_id,
        wholes.whole_id,
        constant_prices.concept_id is not null as is_at_constant_prices
    from lefts
    inner join rates on lefts.observation_id = rates.observation_id
    left join wholes on lefts.concept_id = wholes.concept_id
    left join constant_prices on lefts.concept_id = constant_prices.concept_id
),

-- role, sign, where, what, how many months before
needed as (
    select
        *,
        'part' as role,
        1 as sign,
        district_id as needed_district_id,
        rate_id as needed_id,
        0 as lag_months
    from pointed
    where kind in ('change', 'gap')
    union all
    select
        *,
        'part' as role,
        -1 as sign,
        district_id as needed_district_id,
        rate_id as needed_id,
        12 as lag_months
    from pointed
    where kind = 'change'
    union all
    -- 高出全国 is a gap to the nation, and 高出重庆整体 one to the whole of the same place.
    select
        *,
        'part' as role,
        -1 as sign,
        base_id as needed_district_id,
        case
            when base_id != district_id then rate_id
            when rate_measure = 'growth' then whole_id || '.growth.yoy'
        end as needed_id,
        0 as lag_months
    from pointed
    where kind = 'gap'
    union all
    select
        *,
        'share' as role,
        1 as sign,
        district_id as needed_district_id,
        rate_id as needed_id,
        0 as lag_months
    from pointed
    where kind = 'change_of_share' and rate_measure = 'share'
    union all
    select
        *,
        'part' as role,
        1 as sign,
        district_id as needed_district_id,
        concept_key || '.growth.yoy' || coalesce(scope_key, '') as needed_id,
        0 as lag_months
    from pointed
    where kind = 'change_of_share' and rate_measure = 'share'
    union all
    select
        *,
        'whole' as role,
        1 as sign,
        district_id as needed_district_id,
        rate_base_id || '.growth.yoy' as needed_id,
        0 as lag_months
    from pointed
    where kind = 'change_of_share' and rate_measure = 'share'
),

final as (
    select
        identity_id,
        tried_in,
        left_observation_id,
        role,
        sign,
        needed_district_id as district_id,
        needed_id as indicator_id,
        is_stock,
        first_day,
        last_day,
        lag_months
    from needed
    where
        needed_id is not null
        and needed_district_id is not null
        and (kind != 'change_of_share' or not is_at_constant_prices)
)

select * from final
