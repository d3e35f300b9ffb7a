{#
  Fails where a headline and the body of one document state the same thing (district, indicator,
  period, status) and the two cannot both be true within their printed digits.

  A headline is a quote that does not end as a sentence does. `disagreements` has already compared
  the intervals, so that a rounded headline over an exact body does not fail.
#}
{% test headline_equals_body(model, disagreements) %}

with

observations as (
    select
        *,
        not {{ matches('trim(quote)', '[。！？；：，、”）]$') }} as is_headline
    from {{ model }}
)

select
    headline.observation_id,
    headline.quote as headline,
    headline.value as headline_value,
    body.quote as body,
    body.value as body_value
from {{ disagreements }} as disagreements
inner join observations as headline
    on
        headline.observation_id in (
            disagreements.observation_id, disagreements.other_observation_id
        )
inner join observations as body
    on
        body.observation_id in (
            disagreements.observation_id, disagreements.other_observation_id
        )
        and headline.document_id = body.document_id
where
    disagreements.relation != 'within_rounding'
    and headline.is_headline
    and not body.is_headline

{% endtest %}
