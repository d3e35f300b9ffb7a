with

source as (
    select * from {{ ref('corrections') }}
),

final as (
    select
        observation_id,
        action,
        replacement,
        expect,
        reason,
        provider,
        status
    from source
)

select * from final
