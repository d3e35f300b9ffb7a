{# The median of a group. #}
{% macro median(expression) -%}
    {{ return(adapter.dispatch('median', 'qushu')(expression)) }}
{%- endmacro %}
