{# A text without anything that matches a regular expression. #}
{% macro remove_all(expression, pattern) -%}
    {{ return(adapter.dispatch('remove_all', 'qushu')(expression, pattern)) }}
{%- endmacro %}
