{# Fails on a mention that is something else than what the rule that decided yields. #}
{% test disposition_is_that_of_its_rule(model, rules) %}

select
    mentions.document_id,
    mentions.span_start,
    mentions.surface,
    mentions.disposition,
    mentions.reason,
    rules.yields
from {{ model }} as mentions
inner join {{ rules }} as rules on mentions.reason = rules.rule_id
where mentions.disposition != rules.yields

{% endtest %}
