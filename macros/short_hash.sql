{# The first `length` hexadecimal digits of the md5 of a text. Same text, same digits, everywhere. #}
{% macro short_hash(expression, length) -%}
    substr({{ dbt.hash(expression) }}, 1, {{ length }})
{%- endmacro %}
