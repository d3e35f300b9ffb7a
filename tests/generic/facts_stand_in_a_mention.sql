{#
  Fails on a fact that does not lie inside a mention of disposition `fact`, or has other characters
  than the mention has there. One mention may hold several facts: the parts of a:b:c.
#}
{% test facts_stand_in_a_mention(model, mentions) %}

select
    observations.observation_id,
    observations.surface,
    mentions.surface as mentioned,
    mentions.disposition
from {{ model }} as observations
left join {{ mentions }} as mentions
    on
        observations.document_id = mentions.document_id
        and mentions.span_start <= observations.span_start
        and mentions.span_end >= observations.span_end
where
    not coalesce(
        mentions.disposition = 'fact'
        and substr(
            mentions.surface,
            observations.span_start - mentions.span_start + 1,
            length(observations.surface)
        ) = observations.surface,
        false
    )

{% endtest %}
