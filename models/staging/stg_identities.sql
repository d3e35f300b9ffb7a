with

source as (
    select * from {{ ref('identities') }}
),

final as (
    select
        identity_id,
        kind,
        description
    from source
)

select * from final
