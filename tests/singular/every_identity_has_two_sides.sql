-- Fails on an identity that no figures can ever fill: one whose named terms do not make up its
-- kind, or are of units or times that never meet, and a general one of a kind that needs names.
with

identities as (
    select * from {{ ref('stg_identities') }}
),

kinds as (
    select * from {{ ref('stg_identity_kinds') }}
),

parts as (
    select * from {{ ref('stg_identity_parts') }}
),

concepts as (
    select * from {{ ref('stg_indicators') }}
),

periods as (
    select * from {{ ref('stg_identity_periods') }}
),

counted as (
    select
        identities.identity_id,
        identities.kind,
        kinds.shape,
        identities.measure,
        identities.scale,
        sum(case when parts.role = 'left' then 1 else 0 end) as n_lefts,
        sum(case when parts.role = 'part' then 1 else 0 end) as n_parts,
        sum(case when parts.role = 'whole' then 1 else 0 end) as n_wholes,
        sum(case when parts.role = 'factor' then 1 else 0 end) as n_factors,
        -- What is added up has one dimension; so have the part and the whole of a percentage.
        count(
            distinct case
                when kinds.shape = 'sum' then concepts.dimension
                when identities.kind = 'share' and parts.role != 'left' then concepts.dimension
                when kinds.shape = 'product' and parts.role != 'factor' then concepts.dimension
            end
        ) as n_dimensions,
        -- Stocks and flows of one period never meet in a sum.
        count(
            distinct case
                when identities.kind = 'sum' then concepts.temporal
                when identities.kind = 'difference' and parts.role = 'part' then concepts.temporal
            end
        ) as n_temporals
    from identities
    inner join kinds on identities.kind = kinds.kind
    left join parts on identities.identity_id = parts.identity_id
    left join concepts on parts.indicator_id = concepts.concept_id
    group by
        identities.identity_id, identities.kind, kinds.shape, identities.measure, identities.scale
),

final as (
    select counted.*
    from counted
    left join periods on counted.identity_id = periods.identity_id
    where
        (counted.measure is null) != (counted.n_lefts = 1)
        or (counted.measure is not null and counted.n_parts + counted.n_wholes > 0)
        or (
            counted.measure is not null
            and counted.kind in ('sum', 'difference', 'per_head', 'product')
        )
        or (counted.kind = 'periods') != (periods.identity_id is not null)
        or (counted.shape in ('quotient', 'growth', 'change_of_share') and counted.scale is null)
        or (
            counted.measure is null
            and (
                counted.kind not in ('sum', 'difference', 'share', 'per_head', 'product')
                or counted.n_parts < case when counted.shape = 'sum' then 2 else 1 end
                or (counted.n_wholes > 0) != (counted.shape = 'quotient')
                or (counted.n_factors = 1) != (counted.shape = 'product')
                or counted.n_dimensions > 1
                or counted.n_temporals > 1
            )
        )
)

select * from final
