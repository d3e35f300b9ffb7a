{#
  Fails where the number of a fact is not the digits of its surface: the scale must not be in the
  number already. Surfaces with several runs of digits (a range, 1亿2000万) and Chinese numerals
  are left out: their number is worked out, not copied.
#}
{% test number_is_printed(model) %}

with

printed as (
    select
        observation_id,
        surface,
        number,
        {{ remove_all("translate(surface, '０１２３４５６７８９．', '0123456789.')", '[^0-9.]') }}
            as digits
    from {{ model }}
    where
        {{ matches('surface', '^[0-9０-９]') }}
        and not {{ matches('surface', '[0-9０-９][^0-9０-９.．,，[:space:]]+[0-9０-９]') }}
        and number is not null
)

select *
from printed
where cast(digits as decimal(38, 6)) != abs(number)

{% endtest %}
