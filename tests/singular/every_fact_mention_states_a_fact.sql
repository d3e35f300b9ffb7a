-- Fails on a mention of disposition `fact` in which no observation lies.
with

mentions as (
    select * from {{ ref('fct_mention') }}
    where disposition = 'fact'
),

observations as (
    select * from {{ ref('fct_observation') }}
),

final as (
    select
        mentions.document_id,
        mentions.span_start,
        mentions.surface
    from mentions
    left join observations
        on
            mentions.document_id = observations.document_id
            and mentions.span_start <= observations.span_start
            and mentions.span_end >= observations.span_end
    where observations.observation_id is null
)

select * from final
