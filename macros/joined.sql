{# The texts of a group in one, ordered, nulls left out; null where there is none. #}
{% macro joined(expression, separator, order_by) -%}
    {{ return(adapter.dispatch('joined', 'qushu')(expression, separator, order_by)) }}
{%- endmacro %}
