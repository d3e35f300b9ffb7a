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

ended as (
    select
        stated.observation_id,
        stated.surface,
        stated.unit_printed,
        endings.alias
    from stated
    inner join {{ aliases }} as endings
        on substr(stated.surface, length(stated.surface) - length(endings.alias) + 1)
            = endings.alias
),

judged as (
    select
        ended.observation_id,
        ended.surface,
        ended.unit_printed,
        max(
            case
                when substr(own.alias, 1, length(ended.alias)) = ended.alias then 1 else 0
            end
        ) as is_own
    from ended
    inner join {{ aliases }} as own on ended.unit_printed = own.unit
    group by ended.observation_id, ended.surface, ended.unit_printed
)

select * from judged
where is_own = 0

{% endtest %}
