with

trials as (
    select * from {{ ref('int_identity_trials') }}
),

final as (
    select
        identity_id || '@' || district_id || ':' || period_key || ':' || tried_in
            as identity_check_id,
        identity_id,
        district_id,
        year,
        period,
        period_start,
        period_end,
        case when tried_in != 'all' then tried_in end as document_id,
        left_value,
        right_value,
        residual,
        tolerance,
        verdict,
        observation_ids
    from trials
)

select * from final
