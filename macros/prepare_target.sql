{# What an engine needs before the first model; DuckDB needs nothing. #}
{% macro prepare_target() -%}
    {{ return(adapter.dispatch('prepare_target', 'qushu')()) }}
{%- endmacro %}
