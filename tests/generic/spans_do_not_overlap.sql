{# Fails on two mentions of one document that share a character. #}
{% test spans_do_not_overlap(model) %}

with

ordered as (
    select
        document_id,
        span_start,
        span_end,
        surface,
        lag(span_end) over (
            partition by document_id
            order by span_start, span_end
        ) as previous_end
    from {{ model }}
)

select *
from ordered
where previous_end > span_start

{% endtest %}
