{#
  A text as a part of an id: as it stands when it is already a key (`yoy`, `since-2015`, `500104`,
  `foreign_trade`), a hash when it is a phrase.
#}
{% macro key_text(expression) -%}
    case
        when {{ matches(expression, '^[a-z0-9_-]+$') }} then {{ expression }}
        else 'x' || {{ short_hash(expression, 8) }}
    end
{%- endmacro %}
