{# What they render to on PostgreSQL, whose numeric keeps 15 digits of a floating-point number. #}
{% macro postgres__as_double(expression) -%}
    cast({{ expression }} as double precision)
{%- endmacro %}

{% macro postgres__from_double(expression, width) -%}
    cast({{ expression }} as decimal({{ width }}, 6))
{%- endmacro %}

{% macro postgres__matches(expression, pattern) -%}
    {{ expression }} ~ '{{ pattern }}'
{%- endmacro %}

{% macro postgres__median(expression) -%}
    percentile_cont(0.5) within group (order by {{ expression }})
{%- endmacro %}
