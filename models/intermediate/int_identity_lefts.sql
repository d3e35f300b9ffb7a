with

identities as (
    select * from {{ ref('stg_identities') }}
),

parts as (
    select * from {{ ref('stg_identity_parts') }}
    where role = 'left'
),

figures as (
    select * from {{ ref('int_identity_figures') }}
),

-- What an identity says of named indicators, and what it says of every concept.
named as (
    select
        identities.identity_id,
        identities.kind,
        identities.measure is not null as is_of_every_concept,
        figures.*
    from figures
    inner join parts on figures.indicator_id = parts.indicator_id
    inner join identities on parts.identity_id = identities.identity_id
),

every as (
    select
        identities.identity_id,
        identities.kind,
        identities.measure is not null as is_of_every_concept,
        figures.*
    from figures
    inner join identities on figures.measure = identities.measure
    where
        identities.kind in ('share', 'growth', 'multiple', 'change', 'change_of_share', 'gap')
        or (identities.kind = 'subset' and figures.concept_id = figures.level_id)
),

final as (
    select
        *,
        observation_id as left_observation_id
    from named
    union all
    select
        *,
        observation_id as left_observation_id
    from every
)

select * from final
