with

source as (
    select * from {{ ref('identity_kinds') }}
),

final as (
    select
        kind,
        shape,
        description
    from source
)

select * from final
