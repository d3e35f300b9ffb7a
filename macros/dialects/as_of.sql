{#
  What `as_of(known_on)` answers, from one table of the marts, as it stands when it is asked. All
  partitions hold district, indicator and year: so a condition on these is asked of the table, and
  not of the answer.
#}
{% macro as_of_query() -%}
select
    district_id,
    indicator_id,
    year,
    value,
    value_low,
    value_high,
    unit,
    precision,
    bound,
    period,
    status,
    observation_id,
    n_observations,
    n_documents,
    {{ agreement(
        'n_observations',
        'conflict_known_from <= cast(known_on as date)',
        'revision_known_from <= cast(known_on as date)',
        'rounding_known_from <= cast(known_on as date)',
    ) }} as agreement
from (
    select
        *,
        cast(count(*) over (
            things rows between unbounded preceding and unbounded following
        ) as integer) as n_observations,
        -- Its place among the texts from the one end and from the other: as many as there are.
        cast(
            dense_rank() over things
            + dense_rank() over (
                partition by district_id, indicator_id, year, period_key, dimension
                order by document_id desc
            ) - 1 as integer
        ) as n_documents
    from {{ this.schema }}.fct_indicator_vintage
    where known_from <= cast(known_on as date)
    window things as (
        partition by district_id, indicator_id, year, period_key, dimension
        order by document_id
    )
) as known
where
    (superseded_from is null or superseded_from > cast(known_on as date))
    and dimension is not null
{%- endmacro %}

{# A table macro, kept in the file. Names are bound when it is called, so that a copy works too. #}
{% macro default__create_as_of() -%}
create or replace macro {{ this.schema }}.as_of(known_on) as table (
{{ as_of_query() }}
)
{%- endmacro %}

{# A function, whose text is read when it is called: the tables may be rebuilt under it. #}
{% macro postgres__create_as_of() -%}
drop function if exists {{ this.schema }}.as_of(date);
create function {{ this.schema }}.as_of(known_on date)
returns table (
    district_id varchar,
    indicator_id varchar,
    year integer,
    value decimal(38, 6),
    value_low decimal(38, 6),
    value_high decimal(38, 6),
    unit varchar,
    "precision" decimal(38, 6),
    bound varchar,
    period varchar,
    status varchar,
    observation_id varchar,
    n_observations integer,
    n_documents integer,
    agreement varchar
)
language sql stable
as $$
{{ as_of_query() }}
$$
{%- endmacro %}

{# No table macros there. #}
{% macro spark__create_as_of() -%}
{%- endmacro %}
