{#
  Fails where the yearly row shows an observation that lost against another one of the same
  district, indicator and year.
#}
{% test choice_is_consistent(model, disagreements) %}

with

-- The loser of each pair: the one that was not chosen.
lost as (
    select
        case
            when chosen_observation_id = observation_id then other_observation_id
            else observation_id
        end as observation_id,
        chosen_observation_id,
        chosen_by
    from {{ disagreements }}
)

select
    yearly.district_id,
    yearly.indicator_id,
    yearly.year,
    yearly.observation_id,
    lost.chosen_observation_id,
    lost.chosen_by
from {{ model }} as yearly
inner join lost on yearly.observation_id = lost.observation_id

{% endtest %}
