{# A day of a year, as a date: `month_and_day` is such as 12-31. #}
{% macro day_of_year(year, month_and_day) -%}
    cast(lpad({{ as_text(year) }}, 4, '0') || '-{{ month_and_day }}' as date)
{%- endmacro %}
