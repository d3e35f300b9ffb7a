{#
  A floating-point number as a decimal of six places. It is good for 15 digits: what stands behind
  them differs from engine to engine, and becomes zeros.
#}
{% macro from_double(expression, width=38) -%}
    {{ return(adapter.dispatch('from_double', 'qushu')(expression, width)) }}
{%- endmacro %}
