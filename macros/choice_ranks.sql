{# The ranks that the rules of choice may have, the first rule first. #}
{% macro choice_ranks() -%}
    {{ return(range(1, 11)) }}
{%- endmacro %}
