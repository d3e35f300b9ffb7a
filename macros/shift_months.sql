{# A day some months later; the last day of a month stays the last day of one. #}
{% macro shift_months(day, months) -%}
    case
        when {{ day }} = {{ dbt.last_day(day, 'month') }}
            then cast({{ dbt.last_day(dbt.dateadd('month', months, day), 'month') }} as date)
        else cast({{ dbt.dateadd('month', months, day) }} as date)
    end
{%- endmacro %}
