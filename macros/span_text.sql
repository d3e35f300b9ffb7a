{# A period as a part of a key: its first day, or `..` where it has none, and its last. #}
{% macro span_text(first_day, last_day) -%}
    coalesce(cast({{ first_day }} as varchar), '..') || '/' || cast({{ last_day }} as varchar)
{%- endmacro %}
