with

source as (
    select * from {{ ref('identities') }}
),

final as (
    select
        identity_id,
        kind,
        measure,
        cast(scale as decimal(38, 6)) as scale,
        cast(is_complete as boolean) as is_complete,
        description
    from source
)

select * from final
