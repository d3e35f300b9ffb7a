{# Fails on a share below 0 or above 100 percent, unless the catalogue says that it may be so. #}
{% test share_within_0_100(model, concepts) %}

select
    observations.observation_id,
    observations.quote,
    observations.indicator_name,
    observations.base,
    observations.value
from {{ model }} as observations
left join {{ concepts }} as concepts on observations.concept_id = concepts.concept_id
where
    observations.measure = 'share'
    and not coalesce(concepts.share_may_exceed_100, false)
    and (
        coalesce(observations.value, observations.value_low) < 0
        or coalesce(observations.value, observations.value_high) > 100
    )

{% endtest %}
