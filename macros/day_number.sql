{# A day as a number that sorts: 20190630. #}
{% macro day_number(expression) -%}
    (
        extract(year from {{ expression }}) * 10000
        + extract(month from {{ expression }}) * 100
        + extract(day from {{ expression }})
    )
{%- endmacro %}
