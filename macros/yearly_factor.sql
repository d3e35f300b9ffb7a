{# By what a quantity has grown each year, to become another one in so many years. #}
{% macro yearly_factor(before, after, years) -%}
    power(
        {{ as_double(after) }} / {{ as_double(before) }}, 1 / {{ as_double(years) }}
    )
{%- endmacro %}
