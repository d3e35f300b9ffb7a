{# Fails on a count of things or people with a fraction: 1.5 enterprises. #}
{% test counts_are_whole(model, dimensions) %}

select
    observation_id,
    quote,
    indicator_name,
    value,
    unit
from {{ model }}
where
    measure = 'level'
    and dimension in ('{{ dimensions | join("', '") }}')
    and (
        value != floor(value)
        or value_low != floor(value_low)
        or value_high != floor(value_high)
    )

{% endtest %}
