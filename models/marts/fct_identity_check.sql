with

trials as (
    select * from {{ ref('int_identity_trials') }}
),

final as (
    select
        identity_id || '@' || left_observation_id
        || case when tried_in = 'all' then ':all' else '' end as identity_check_id,
        identity_id,
        kind,
        district_id,
        indicator_id,
        year,
        period,
        period_start,
        period_end,
        case when tried_in != 'all' then tried_in end as document_id,
        left_value,
        left_low,
        left_high,
        case when residual is not null then right_value end as right_value,
        case when residual is not null then right_low end as right_low,
        case when residual is not null then right_high end as right_high,
        residual,
        tolerance,
        verdict,
        missing,
        observation_ids
    from trials
)

select * from final
