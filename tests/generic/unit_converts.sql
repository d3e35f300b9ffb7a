{#
  Fails on a unit without a positive factor of at most six decimals (values keep six), on a base
  unit that is no unit or has another dimension, and on one that does not stand for itself.
#}
{% test unit_converts(model) %}

select
    units.unit,
    units.dimension,
    units.factor_to_base,
    units.base_unit,
    bases.dimension as base_dimension,
    bases.factor_to_base as base_factor
from {{ model }} as units
left join {{ model }} as bases on units.base_unit = bases.unit
where
    not coalesce(units.factor_to_base > 0, false)
    or bases.unit is null
    or bases.dimension != units.dimension
    or bases.factor_to_base != 1
    or bases.base_unit != bases.unit
    or units.factor_to_base != cast(units.factor_to_base as decimal(38, 6))

{% endtest %}
