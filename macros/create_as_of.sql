{#
  Creates `as_of(day)` beside the marts: `fct_indicator_year` as it would have stood on that day,
  from the texts that were published by then. A text without a date was never known.
#}
{% macro create_as_of() -%}
    {{ return(adapter.dispatch('create_as_of', 'qushu')()) }}
{%- endmacro %}
