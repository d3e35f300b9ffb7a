with

source as (
    select * from {{ ref('identity_periods') }}
),

final as (
    select
        identity_id,
        cast(whole_months as integer) as whole_months,
        cast(part_months as integer) as part_months,
        cast(n_parts as integer) as n_parts
    from source
)

select * from final
