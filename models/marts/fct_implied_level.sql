with

implied as (
    select * from {{ ref('int_implied_levels') }}
),

compared as (
    select
        *,
        stated_value - value as residual,
        coalesce(stated_low <= value_high, true) and coalesce(value_low <= stated_high, true)
            as is_compatible
    from implied
),

final as (
    select
        left_observation_id || '+' || known_observation_id || '>' || role as implied_level_id,
        identity_id,
        district_id,
        indicator_id,
        {{ iso_period('first_day', 'last_day') }} as period,
        first_day as period_start,
        last_day as period_end,
        cast(extract(year from last_day) as integer) as year,
        value,
        value_low,
        value_high,
        unit,
        derivation,
        case when tried_in != 'all' then tried_in end as document_id,
        left_observation_id || ',' || known_observation_id as observation_ids,
        stated_observation_id,
        stated_value,
        residual,
        case
            when residual is null then null
            when residual = 0 then 'holds'
            when is_compatible then 'within_rounding'
            else 'violated'
        end as verdict
    from compared
)

select * from final
