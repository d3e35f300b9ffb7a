with

needs as (
    select * from {{ ref('int_identity_needs') }}
),

terms as (
    select * from {{ ref('int_identity_lookups') }}
    where observation_id is not null
),

identities as (
    select * from {{ ref('stg_identities') }}
    where kind in ('share', 'growth', 'multiple', 'gap', 'change')
),

figures as (
    select * from {{ ref('int_identity_values') }}
),

-- Of left, part and whole each two imply the third. Where the part is known, so is the whole, and
-- the other way round; of a gap or a change, the rate here implies the other one.
implied as (
    select
        needs.identity_id,
        needs.tried_in,
        needs.left_observation_id,
        needs.role,
        needs.district_id,
        needs.indicator_id,
        needs.first_day,
        needs.last_day,
        needs.span,
        terms.observation_id as known_observation_id,
        terms.document_id as known_document_id,
        terms.value as known,
        terms.value_low as known_low,
        terms.value_high as known_high
    from needs
    inner join terms
        on
            needs.identity_id = terms.identity_id
            and needs.tried_in = terms.tried_in
            and needs.left_observation_id = terms.left_observation_id
            and (needs.role != terms.role or needs.sign < terms.sign)
),

final as (
    select
        implied.*,
        identities.kind,
        identities.scale,
        figures.value as stated_left,
        figures.value_low as stated_left_low,
        figures.value_high as stated_left_high
    from implied
    inner join identities on implied.identity_id = identities.identity_id
    inner join figures on implied.left_observation_id = figures.observation_id
)

select * from final
