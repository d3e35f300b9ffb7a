{#
  A floating-point number as a decimal: the shortest digits that tell it from its neighbours, rounded
  half away from zero. Each engine's own cast rounds another number.
#}
{% macro from_double(expression, width=38, places=6) -%}
    {{ return(adapter.dispatch('from_double', 'qushu')(expression, width, places)) }}
{%- endmacro %}
