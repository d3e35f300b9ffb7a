{# What the macros of this folder's parent render to on Spark. #}
{% macro spark__as_double(expression) -%}
    cast({{ expression }} as double)
{%- endmacro %}

{# Java casts by the shortest digits. #}
{% macro spark__from_double(expression, width, places) -%}
    cast({{ expression }} as decimal({{ width }}, {{ places }}))
{%- endmacro %}

{# Lists are collected in any order there: the keys go in with the texts, and out again. #}
{% macro spark__joined(expression, separator, order_by) -%}
    nullif(
        array_join(
            transform(
                array_sort(
                    collect_list(
                        case
                            when {{ expression }} is not null
                                then struct({{ order_by }} as sort_key, {{ expression }} as said)
                        end
                    )
                ),
                one -> one.said
            ),
            '{{ separator }}'
        ),
        ''
    )
{%- endmacro %}

{% macro spark__matches(expression, pattern) -%}
    {{ expression }} rlike '{{ java_pattern(pattern) }}'
{%- endmacro %}

{# Every match is replaced without being told. #}
{% macro spark__remove_all(expression, pattern) -%}
    regexp_replace({{ expression }}, '{{ java_pattern(pattern) }}', '')
{%- endmacro %}

{# Java calls the classes of POSIX otherwise; a literal of Spark halves the backslashes. #}
{% macro java_pattern(pattern) -%}
    {{ pattern | replace('[:space:]', '\\\\s') }}
{%- endmacro %}

{# dbt's own goes through timestamps, which a time zone may shift. #}
{% macro spark__dateadd(datepart, interval, from_date_or_timestamp) -%}
    {%- if datepart != 'month' -%}
        {{ exceptions.raise_compiler_error('dateadd by ' ~ datepart ~ ' is not written for Spark') }}
    {%- endif -%}
    add_months({{ from_date_or_timestamp }}, cast({{ interval }} as int))
{%- endmacro %}

{% macro spark__last_day(date, datepart) -%}
    {%- if datepart == 'year' -%}
        make_date(year({{ date }}), 12, 31)
    {%- else -%}
        last_day({{ date }})
    {%- endif -%}
{%- endmacro %}
