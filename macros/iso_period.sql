{# A period as ISO text: the year, or its months; the day of what has no first day. #}
{% macro iso_period(first_day, last_day) -%}
    case
        when {{ first_day }} is null then {{ as_text(last_day) }}
        when
            substr({{ as_text(first_day) }}, 5) = '-01-01'
            and substr({{ as_text(last_day) }}, 5) = '-12-31'
            and substr({{ as_text(first_day) }}, 1, 4)
            = substr({{ as_text(last_day) }}, 1, 4)
            then substr({{ as_text(last_day) }}, 1, 4)
        when
            substr({{ as_text(first_day) }}, 1, 7)
            = substr({{ as_text(last_day) }}, 1, 7)
            then substr({{ as_text(last_day) }}, 1, 7)
        else
            substr({{ as_text(first_day) }}, 1, 7)
            || '/' || substr({{ as_text(last_day) }}, 1, 7)
    end
{%- endmacro %}
