{# What they render to on PostgreSQL, where it is not as on DuckDB. #}
{% macro postgres__as_double(expression) -%}
    cast({{ expression }} as double precision)
{%- endmacro %}

{% macro postgres__matches(expression, pattern) -%}
    {{ expression }} ~ '{{ pattern }}'
{%- endmacro %}

{#
  Texts must sort by their code points, as they do on the other engines: which of two equal
  statements is shown hangs on it.
#}
{% macro postgres__prepare_target() -%}
    {%- if execute -%}
        {%- set sql = "select 'B' < 'a' and 'a-b' < 'aa'" -%}
        {%- if not run_query(sql).columns[0].values()[0] -%}
            {{ exceptions.raise_compiler_error(
                'The database does not sort texts by their code points. Make it with: '
                ~ 'createdb --template template0 --locale C --encoding UTF8 ' ~ target.dbname
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
