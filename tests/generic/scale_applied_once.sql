{#
  Fails where a value is not the raw number times its scale times its unit's factor, worked out
  again from the raw rows. A scale applied twice, or left out, is a value off by that scale.
#}
{% test scale_applied_once(model, facts, scales, units) %}

with

expected as (
    select
        facts.observation_id,
        facts.number,
        facts.number_low,
        facts.number_high,
        facts.scale,
        facts.unit as unit_printed,
        coalesce(scales.factor, 1)
        * cast(coalesce(units.factor_to_base, 1) as decimal(38, 6)) as factor
    from {{ facts }} as facts
    left join {{ scales }} as scales on facts.scale = scales.scale
    left join {{ units }} as units on facts.unit = units.unit
)

select
    observations.observation_id,
    observations.surface,
    expected.number,
    expected.scale,
    expected.unit_printed,
    observations.value,
    observations.unit
from {{ model }} as observations
left join expected on observations.observation_id = expected.observation_id
where
    (expected.number is null) != (observations.value is null)
    or observations.value != expected.number * expected.factor
    or observations.value_low != expected.number_low * expected.factor
    or observations.value_high != expected.number_high * expected.factor

{% endtest %}
