{# How tables come about on Spark, where dbt's own macros do not do it for this project. #}

{#
  Raw tables are read where they lie: a file, or a folder of parts, for each. The folder must be one
  that the cluster reaches.
#}
{% macro spark__prepare_target() -%}
    {%- if execute -%}
        {%- set format = env_var('QUSHU_RAW_FORMAT', 'csv') -%}
        {%- for source in graph.sources.values() -%}
            {%- set table = source.schema ~ '.' ~ source.name -%}
            {%- set path = env_var('QUSHU_RAW', 'target/raw') ~ '/' ~ source.name ~ '.' ~ format -%}
            {%- do run_query('create schema if not exists ' ~ source.schema) -%}
            {%- do run_query('drop table if exists ' ~ table) -%}
            {%- do run_query('create table ' ~ spark_files(table, source.columns, format, path)) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{# A table over files, its columns as they are named in their header, all of them text. #}
{% macro spark_files(name, columns, format, path) -%}
    {{ name }} (
        {%- for column in columns %}
        {{ column }} string{{ ',' if not loop.last }}
        {%- endfor %}
    )
    using {{ format }}
    options (
        {%- if format == 'csv' %}
        header 'true', multiLine 'true', escape '"', enforceSchema 'false', mode 'FAILFAST',
        {%- endif %}
        path '{{ path }}'
    )
{%- endmacro %}

{#
  Seeds too are read where they lie: dbt's own statement breaks at a quote, turns decimals into
  floating-point numbers, and is parsed for a minute.
#}
{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- set view = 'seed_' ~ model.name -%}
    {%- set path = env_var('QUSHU_SEEDS', 'seeds') ~ '/' ~ model.name ~ '.csv' -%}
    {%- set sql -%}
        insert into {{ this }}
        select
            {%- for column in agate_table.column_names %}
            cast({{ column }} as {{ spark_type(model.config.column_types[column]) }})
            {{- ',' if not loop.last }}
            {%- endfor %}
        from {{ view }}
    {%- endset -%}
    {%- do run_query('create or replace temporary view ' ~ spark_files(
        view, agate_table.column_names, 'csv', path
    )) -%}
    {%- do run_query(sql) -%}
    {%- do run_query('drop view ' ~ view) -%}
    {{ return(sql) }}
{%- endmacro %}

{% macro spark__create_csv_table(model, agate_table) -%}
    {%- set sql -%}
        create table {{ this }} (
            {%- for column in agate_table.column_names %}
            {{ column }} {{ spark_type(model.config.column_types[column]) }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        )
        {{ file_format_clause() }}
        {{ comment_clause() }}
    {%- endset -%}
    {%- call statement('_') -%}{{ sql }}{%- endcall -%}
    {{ return(sql) }}
{%- endmacro %}

{# A varchar has a length there: without one it is a string. #}
{% macro spark_type(name) -%}
    {{ 'string' if name == 'varchar' else name }}
{%- endmacro %}

{# What a contract promises, for a comparison with what a model returns. #}
{% macro spark__get_empty_schema_sql(columns) -%}
    select
        {%- for name, column in columns.items() %}
        cast(null as {{ spark_type(column.data_type) }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
{%- endmacro %}

{# Parquet keeps no constraints: dbt's tests of keys and nulls stand for them. #}
{% macro spark__persist_constraints(relation, model) -%}
{%- endmacro %}
