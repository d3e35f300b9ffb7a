with

checks as (
    select * from {{ ref('fct_identity_check') }}
),

final as (
    select
        identity_id,
        kind,
        verdict,
        cast(count(*) as integer) as n_checks
    from checks
    group by identity_id, kind, verdict
)

select * from final
