{# What they render to on Spark, whose regexp_replace takes every match without being told. #}
{% macro spark__matches(expression, pattern) -%}
    {{ expression }} rlike '{{ pattern }}'
{%- endmacro %}

{% macro spark__remove_all(expression, pattern) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '')
{%- endmacro %}
