{# A period as a part of a key: its first day, or `..` where it has none, and its last. #}
{% macro span_text(first_day, last_day) -%}
    coalesce({{ as_text(first_day) }}, '..') || '/' || {{ as_text(last_day) }}
{%- endmacro %}
