with

yearly as (
    select * from {{ ref('fct_indicator_year') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
    where measure = 'level'
),

compared as (
    select
        yearly.*,
        lag(yearly.year) over series as previous_year,
        lag(yearly.value) over series as previous_value,
        lag(yearly.unit) over series as previous_unit,
        lag(yearly.observation_id) over series as previous_observation_id
    from yearly
    inner join indicators on yearly.indicator_id = indicators.indicator_id
    where yearly.value > 0
    window series as (
        partition by yearly.series_district_id, yearly.indicator_id
        order by yearly.year, yearly.district_id
    )
),

-- Growth by the year, so that a gap of five years does not look like a jump.
paced as (
    select
        *,
        {{ yearly_factor('previous_value', 'value', 'year - previous_year') }} as yearly_factor
    from compared
    where
        year > previous_year
        and unit = previous_unit
),

final as (
    select
        district_id,
        indicator_id,
        previous_year,
        previous_value,
        year,
        value,
        unit,
        {{ from_double('yearly_factor', 18) }} as yearly_factor,
        series_break,
        previous_observation_id,
        observation_id
    from paced
    where
        yearly_factor >= {{ var('suspicious_yearly_factor') }}
        or yearly_factor <= 1.0 / {{ var('suspicious_yearly_factor') }}
)

select * from final
