{#
  Fails where the yearly row shows an observation that lost against another one of the same
  district, indicator and year.
#}
{% test choice_is_consistent(model, disagreements) %}

select
    yearly.district_id,
    yearly.indicator_id,
    yearly.year,
    yearly.observation_id,
    disagreements.chosen_observation_id,
    disagreements.chosen_by
from {{ model }} as yearly
inner join {{ disagreements }} as disagreements
    on
        yearly.observation_id in (
            disagreements.observation_id, disagreements.other_observation_id
        )
where yearly.observation_id != disagreements.chosen_observation_id

{% endtest %}
