{# A value as text, as every engine writes integers and days (ISO 8601). #}
{% macro as_text(expression) -%}
    cast({{ expression }} as {{ dbt.type_string() }})
{%- endmacro %}
