with

source as (
    select * from {{ ref('identity_parts') }}
),

final as (
    select
        identity_id,
        role,
        indicator_id,
        cast(sign as integer) as sign
    from source
)

select * from final
