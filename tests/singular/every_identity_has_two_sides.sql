-- Fails on an identity without exactly one total or share on its left, or without its right side:
-- parts of a sum, or one part and one whole of a share.
with

identities as (
    select * from {{ ref('stg_identities') }}
),

parts as (
    select * from {{ ref('stg_identity_parts') }}
),

counted as (
    select
        identities.identity_id,
        identities.kind,
        sum(case when parts.role = 'total' then 1 else 0 end) as n_totals,
        sum(case when parts.role = 'share' then 1 else 0 end) as n_shares,
        sum(case when parts.role = 'part' then 1 else 0 end) as n_parts,
        sum(case when parts.role = 'whole' then 1 else 0 end) as n_wholes
    from identities
    left join parts on identities.identity_id = parts.identity_id
    group by identities.identity_id, identities.kind
),

final as (
    select * from counted
    where
        n_totals != case kind when 'sum' then 1 else 0 end
        or n_shares != case kind when 'share' then 1 else 0 end
        or n_wholes != n_shares
        or n_parts < 1
        or (kind = 'share' and n_parts > 1)
)

select * from final
