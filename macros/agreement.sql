{#
  How far the statements of one thing agree, in a word: that of the worst pair among them. What is
  asked of the pairs are conditions; null is none.
#}
{% macro agreement(n_observations, has_conflict, has_revision, has_rounding) -%}
    case
        when {{ n_observations }} = 1 then 'single'
        when {{ has_conflict }} then 'conflict'
        when {{ has_revision }} then 'revised'
        when {{ has_rounding }} then 'within_rounding'
        else 'same'
    end
{%- endmacro %}
