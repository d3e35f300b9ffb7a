with

observations as (
    select * from {{ ref('int_comparable_observations') }}
),

figures as (
    select * from {{ ref('int_identity_values') }}
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

-- A share or a multiple of what is a rate itself is its level: 杠杆倍数达9.4倍.
named as (
    select
        observations.*,
        figures.value as figure,
        figures.value_low as figure_low,
        figures.value_high as figure_high,
        concepts.aggregation = 'sum' as is_additive,
        coalesce(concepts.temporal = 'stock', false) as is_stock,
        coalesce(concepts.temporal, '') = 'rate'
        and (
            observations.measure = 'level'
            or (
                observations.measure in ('share', 'multiple')
                and observations.dimension = concepts.dimension
            )
        ) as is_rate_level,
        extract(month from observations.period_end) = 12
        and extract(day from observations.period_end) = 31 as ends_a_year
    from observations
    inner join figures on observations.observation_id = figures.observation_id
    left join concepts on observations.concept_id = concepts.concept_id
),

final as (
    select
        observation_id,
        document_id,
        span_start,
        district_id,
        concept_id,
        concept_key,
        scope_key,
        concept_key || coalesce(scope_key, '') as level_id,
        case
            when is_rate_level then concept_key || coalesce(scope_key, '')
            else indicator_id
        end as indicator_id,
        case when is_rate_level then 'level' else measure end as measure,
        is_rate_level and dimension = 'percent' as is_percent_level,
        case when not is_rate_level then base_id end as base_id,
        dimension,
        unit,
        is_additive,
        is_stock,
        period,
        period_grain,
        -- A stock has no first day; what is known as of New Year's Eve is the figure of the year.
        case
            when is_stock then null
            when period_start is null and period_grain = 'instant' and ends_a_year
                then cast({{ dbt.date_trunc('year', 'period_end') }} as date)
            else period_start
        end as first_day,
        period_end as last_day,
        year,
        quote_start,
        among,
        choice_order,
        figure as value,
        figure_low as value_low,
        figure_high as value_high
    from named
)

select * from final
