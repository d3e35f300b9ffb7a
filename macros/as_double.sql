{# A value as a floating-point number of 64 bits. #}
{% macro as_double(expression) -%}
    {{ return(adapter.dispatch('as_double', 'qushu')(expression)) }}
{%- endmacro %}
