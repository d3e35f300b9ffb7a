{# Fails when the counts of a column do not add up to the rows that they count. #}
{% test adds_up_to(model, column_name, counted, condition='true') %}

with

said as (
    select coalesce(sum({{ column_name }}), 0) as n_said
    from {{ model }}
),

found as (
    select count(*) as n_found
    from {{ counted }}
    where {{ condition }}
)

select *
from said
cross join found
where said.n_said != found.n_found

{% endtest %}
