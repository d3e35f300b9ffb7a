{# One unit of the last digit of a printed number, as an exact decimal: 0.01 for 3.10. #}
{% macro printed_resolution(expression) -%}
    case
        when position('.' in {{ expression }}) = 0 then cast(1 as decimal(38, 6))
        else cast(
            '0.' || repeat('0', length({{ expression }}) - position('.' in {{ expression }}) - 1)
            || '1' as decimal(38, 6)
        )
    end
{%- endmacro %}
