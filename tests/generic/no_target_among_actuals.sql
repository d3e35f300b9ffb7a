{# Fails on a row whose observation is a target or a rule, not something known. #}
{% test no_target_among_actuals(model, observations) %}

select
    yearly.district_id,
    yearly.indicator_id,
    yearly.year,
    yearly.status,
    observations.status as observed_status,
    observations.quote
from {{ model }} as yearly
inner join {{ observations }} as observations
    on yearly.observation_id = observations.observation_id
where
    observations.status not in ('actual', 'estimate')
    or yearly.status != observations.status

{% endtest %}
