{# Fails on every row where the condition is not true (a null is not true). #}
{% test holds_on_every_row(model, condition) %}

select *
from {{ model }}
where not coalesce({{ condition }}, false)

{% endtest %}
