{#
  Fails on a level of a catalogued concept whose unit measures something else than the catalogue
  says. Money of another currency is the one exception: it has an indicator of its own.
#}
{% test dimension_matches_indicator(model, concepts) %}

with

observations as (
    select * from {{ model }}
    where measure = 'level'
),

concepts as (
    select * from {{ concepts }}
)

select
    observations.observation_id,
    observations.quote,
    observations.concept_id,
    observations.unit,
    observations.dimension as stated_dimension,
    concepts.dimension as catalogued_dimension
from observations
inner join concepts on observations.concept_id = concepts.concept_id
where
    observations.dimension != concepts.dimension
    and not (observations.dimension like 'money_%' and concepts.dimension like 'money_%')

{% endtest %}
