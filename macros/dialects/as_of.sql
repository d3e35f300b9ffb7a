{# What `as_of(known_on)` answers: two tables of the marts, as they stand when it is asked. #}
{% macro as_of_query() -%}
with known as (
    select
        *,
        row_number() over (
            partition by district_id, indicator_id, year
            order by choice_rank
        ) as known_rank
    from {{ this.schema }}.fct_indicator_vintage
    where known_from <= cast(known_on as date)
),
chosen as (
    select * from known
    where known_rank = 1
),
beside as (
    select
        chosen.observation_id as chosen_observation_id,
        known.observation_id,
        known.document_id
    from chosen
    inner join known
        on
            chosen.district_id = known.district_id
            and chosen.indicator_id = known.indicator_id
            and chosen.year = known.year
            and chosen.period_key = known.period_key
            and chosen.dimension = known.dimension
),
counted as (
    select
        chosen_observation_id,
        cast(count(*) as integer) as n_observations,
        cast(count(distinct document_id) as integer) as n_documents
    from beside
    group by chosen_observation_id
),
parted as (
    select
        one.chosen_observation_id,
        max(
            case pairs.relation when 'conflict' then 3 when 'revised' then 2 else 1 end
        ) as severity
    from {{ this.schema }}.fct_disagreement as pairs
    inner join beside as one on pairs.observation_id = one.observation_id
    inner join beside as other
        on
            pairs.other_observation_id = other.observation_id
            and one.chosen_observation_id = other.chosen_observation_id
    group by one.chosen_observation_id
)
select
    chosen.district_id,
    chosen.indicator_id,
    chosen.year,
    chosen.value,
    chosen.value_low,
    chosen.value_high,
    chosen.unit,
    chosen.precision,
    chosen.bound,
    chosen.period,
    chosen.status,
    chosen.observation_id,
    counted.n_observations,
    counted.n_documents,
    case
        when counted.n_observations = 1 then 'single'
        when parted.severity = 3 then 'conflict'
        when parted.severity = 2 then 'revised'
        when parted.severity = 1 then 'within_rounding'
        else 'same'
    end as agreement
from chosen
inner join counted on chosen.observation_id = counted.chosen_observation_id
left join parted on chosen.observation_id = parted.chosen_observation_id
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
