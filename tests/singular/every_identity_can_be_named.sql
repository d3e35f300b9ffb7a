-- Fails on an indicator of an identity, or on a usual whole, that no alias names: no text can state
-- it, and the rule would never match.
with

parts as (
    select distinct
        identity_id,
        indicator_id
    from {{ ref('stg_identity_parts') }}
    union distinct
    select
        'usual whole' as identity_id,
        whole_id as indicator_id
    from {{ ref('stg_concept_wholes') }}
),

aliases as (
    select * from {{ ref('indicator_aliases') }}
),

final as (
    select
        parts.identity_id,
        parts.indicator_id
    from parts
    left join aliases on parts.indicator_id = aliases.indicator_id
    where aliases.alias is null
)

select * from final
