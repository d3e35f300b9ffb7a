{# Whether a text contains a match of a regular expression. #}
{% macro matches(expression, pattern) -%}
    {{ return(adapter.dispatch('matches', 'qushu')(expression, pattern)) }}
{%- endmacro %}
