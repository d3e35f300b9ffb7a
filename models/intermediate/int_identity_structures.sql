with

identities as (
    select * from {{ ref('stg_identities') }}
    where kind = 'structure'
),

figures as (
    select * from {{ ref('int_identity_values') }}
),

parts as (
    select * from {{ ref('int_observations') }}
    where
        measure = 'structure'
        and dimension = 'percent'
        and district_id is not null
        and status in ('actual', 'estimate')
),

-- The parts of a ratio stand side by side in one mention, which carries the first one's id.
mentions as (
    select * from {{ ref('stg_mentions') }}
),

placed as (
    select
        parts.observation_id,
        parts.document_id,
        parts.dimension,
        figures.value,
        figures.value_low,
        figures.value_high,
        mentions.observation_id as first_observation_id,
        sum(figures.value) over (partition by mentions.observation_id) as total
    from parts
    inner join mentions
        on
            parts.document_id = mentions.document_id
            and parts.span_start >= mentions.span_start
            and parts.span_end <= mentions.span_end
    inner join figures on parts.observation_id = figures.observation_id
),

-- A ratio of small numbers (3:7) is of no hundred.
final as (
    select
        identities.identity_id,
        placed.document_id as tried_in,
        placed.first_observation_id as left_observation_id,
        'part' as role,
        1 as sign,
        placed.observation_id,
        {{ as_text('null') }} as wanted,
        placed.document_id,
        placed.dimension,
        placed.value,
        placed.value_low,
        placed.value_high,
        cast(null as integer) as n_expected
    from placed
    cross join identities
    where placed.total >= 50
)

select * from final
