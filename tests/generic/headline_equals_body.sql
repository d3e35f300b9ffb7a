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
),

-- Each pair both ways round, so that either of the two may be the headline.
pairs as (
    select
        observation_id as headline_id,
        other_observation_id as body_id
    from {{ disagreements }}
    where relation != 'within_rounding'
    union all
    select
        other_observation_id as headline_id,
        observation_id as body_id
    from {{ disagreements }}
    where relation != 'within_rounding'
)

select
    headline.observation_id,
    headline.quote as headline,
    headline.value as headline_value,
    body.quote as body,
    body.value as body_value
from pairs
inner join observations as headline on pairs.headline_id = headline.observation_id
inner join observations as body
    on
        pairs.body_id = body.observation_id
        and headline.document_id = body.document_id
where
    headline.is_headline
    and not body.is_headline

{% endtest %}
