{# A period as ISO text: the year, or its months; the day of what has no first day. #}
{% macro iso_period(first_day, last_day) -%}
    case
        when {{ first_day }} is null then cast({{ last_day }} as varchar)
        when
            substr(cast({{ first_day }} as varchar), 5) = '-01-01'
            and substr(cast({{ last_day }} as varchar), 5) = '-12-31'
            and substr(cast({{ first_day }} as varchar), 1, 4)
            = substr(cast({{ last_day }} as varchar), 1, 4)
            then substr(cast({{ last_day }} as varchar), 1, 4)
        when
            substr(cast({{ first_day }} as varchar), 1, 7)
            = substr(cast({{ last_day }} as varchar), 1, 7)
            then substr(cast({{ last_day }} as varchar), 1, 7)
        else
            substr(cast({{ first_day }} as varchar), 1, 7)
            || '/' || substr(cast({{ last_day }} as varchar), 1, 7)
    end
{%- endmacro %}
