{# Fails on a growth, share, rank, ... whose unit is not one in which such a thing is counted. #}
{% test dimension_matches_measure(model, kinds) %}

select
    observations.observation_id,
    observations.quote,
    observations.measure,
    observations.unit,
    observations.dimension as stated_dimension,
    kinds.dimension as expected_dimension
from {{ model }} as observations
inner join {{ kinds }} as kinds on observations.measure = kinds.measure
where observations.dimension != kinds.dimension

{% endtest %}
