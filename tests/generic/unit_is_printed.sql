{#
  Fails on a fact whose surface ends in the name of a unit, but of another one than the fact's. A
  surface that ends in a digit or a scale says nothing of its unit; one that breaks off within the
  name (1.2个 for 1.2个百分点) may be any that begins so. The unit of a rank is that of all ranks,
  whatever it counts (第5名).
#}
{% test unit_is_printed(model, aliases) %}

with

stated as (
    select
        observation_id,
        unit_printed,
        {{ remove_all('surface', '[[:space:]]') }} as surface
    from {{ model }}
    where
        unit_printed is not null
        and measure != 'rank'
),

-- What follows the digits is the same for most facts, and is looked up once.
tails as (
    select
        unit_printed,
        {{ remove_all('surface', '^[0-9.,]+') }} as tail,
        count(*) as n_observations,
        min(observation_id) as example_observation_id
    from stated
    group by unit_printed, {{ remove_all('surface', '^[0-9.,]+') }}
),

ended as (
    select
        tails.*,
        endings.alias
    from tails
    inner join {{ aliases }} as endings
        on substr(tails.tail, length(tails.tail) - length(endings.alias) + 1)
            = endings.alias
)

select
    ended.unit_printed,
    ended.tail,
    ended.n_observations,
    ended.example_observation_id
from ended
inner join {{ aliases }} as own on ended.unit_printed = own.unit
group by
    ended.unit_printed, ended.tail, ended.n_observations, ended.example_observation_id
having
    max(case when substr(own.alias, 1, length(ended.alias)) = ended.alias then 1 else 0 end) = 0

{% endtest %}
