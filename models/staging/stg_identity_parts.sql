with

source as (
    select * from {{ ref('identity_parts') }}
),

final as (
    select
        identity_id,
        role,
        indicator_id,
        cast(sign as integer) as sign,
        cast(lag_years as integer) as lag_years
    from source
)

select * from final
