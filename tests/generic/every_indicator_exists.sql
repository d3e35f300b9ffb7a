{#
  Fails on an indicator of an identity that is neither a concept of the catalogue nor composed of
  two of them: such an identity can never be tried.
#}
{% test every_indicator_exists(model, concepts) %}

with

named as (
    select
        identity_id,
        indicator_id,
        split_part(indicator_id, '.', 1) as concept_id,
        split_part(indicator_id, '.', 3) as base_id
    from {{ model }}
)

select
    named.identity_id,
    named.indicator_id
from named
left join {{ concepts }} as concepts on named.concept_id = concepts.concept_id
left join {{ concepts }} as wholes on named.base_id = wholes.concept_id
where
    concepts.concept_id is null
    or (named.base_id != '' and wholes.concept_id is null)

{% endtest %}
