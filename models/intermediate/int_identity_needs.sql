with

named as (
    select * from {{ ref('int_named_needs') }}
),

shares as (
    select * from {{ ref('int_share_needs') }}
),

growths as (
    select * from {{ ref('int_growth_needs') }}
),

points as (
    select * from {{ ref('int_point_needs') }}
),

needs as (
    select * from named
    union all
    select * from shares
    union all
    select * from growths
    union all
    select * from points
),

-- A stock is needed as of the last day, and what flows over the period; the period of a stock as
-- of New Year's Eve is its year.
dated as (
    select
        *,
        case
            when is_stock then null
            when first_day is not null then first_day
            when extract(month from last_day) = 12 and extract(day from last_day) = 31
                then cast({{ dbt.date_trunc('year', 'last_day') }} as date)
        end as opening_day
    from needs
),

shifted as (
    select
        *,
        {{ shift_months('opening_day', '-lag_months') }} as needed_first_day,
        {{ shift_months('last_day', '-lag_months') }} as needed_last_day
    from dated
),

final as (
    select
        identity_id,
        tried_in,
        left_observation_id,
        role,
        sign,
        district_id,
        indicator_id,
        needed_first_day as first_day,
        needed_last_day as last_day,
        {{ span_text('needed_first_day', 'needed_last_day') }} as span
    from shifted
)

select * from final
