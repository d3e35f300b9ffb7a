{#
  Fails on an active correction of a text of this corpus that does not find what it expects: the
  fact is gone, other characters stand there, or a number is overridden that is a range.
#}
{% test correction_is_expected(model, facts, documents) %}

select
    corrections.observation_id,
    corrections.action,
    corrections.expect,
    facts.surface as stands_there
from {{ model }} as corrections
inner join {{ documents }} as documents
    on
        substr(corrections.observation_id, 1, length(documents.document_id) + 1)
        = documents.document_id || '@'
left join {{ facts }} as facts on corrections.observation_id = facts.observation_id
where
    corrections.status = 'active'
    and (
        facts.observation_id is null
        or facts.surface != corrections.expect
        or (corrections.action = 'override' and facts.number is null)
    )

{% endtest %}
