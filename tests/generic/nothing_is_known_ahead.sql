{#
  Fails on an actual whose period begins after the last day on which its text may have been
  published: a plan that is taken for a fact, or a misread year.
#}
{% test nothing_is_known_ahead(model, documents) %}

select
    observations.observation_id,
    observations.quote,
    observations.period,
    documents.published_on
from {{ model }} as observations
inner join {{ documents }} as documents
    on observations.document_id = documents.document_id
where
    observations.status = 'actual'
    and coalesce(observations.period_start, observations.period_end) > documents.published_until

{% endtest %}
