{# What the macros of this folder's parent render to on DuckDB. #}
{% macro default__as_double(expression) -%}
    cast({{ expression }} as double)
{%- endmacro %}

{# As text it has its shortest digits. #}
{% macro default__from_double(expression, width, places) -%}
    cast({{ as_text(expression) }} as decimal({{ width }}, {{ places }}))
{%- endmacro %}

{% macro default__joined(expression, separator, order_by) -%}
    {{ dbt.listagg(expression, "'" ~ separator ~ "'", 'order by ' ~ order_by) }}
{%- endmacro %}

{% macro default__matches(expression, pattern) -%}
    regexp_matches({{ expression }}, '{{ pattern }}')
{%- endmacro %}

{% macro default__remove_all(expression, pattern) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '', 'g')
{%- endmacro %}

{% macro default__prepare_target() -%}
{%- endmacro %}
