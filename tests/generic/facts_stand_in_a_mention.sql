{# Fails on a fact whose span is not the span of a mention of disposition `fact`. #}
{% test facts_stand_in_a_mention(model, mentions) %}

select
    observations.observation_id,
    observations.surface,
    mentions.disposition
from {{ model }} as observations
left join {{ mentions }} as mentions
    on
        observations.document_id = mentions.document_id
        and observations.span_start = mentions.span_start
        and observations.span_end = mentions.span_end
where not coalesce(mentions.disposition = 'fact', false)

{% endtest %}
