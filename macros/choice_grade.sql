{#
  How well a rule of choice likes an observation: the lower the grade, the better. What a rule
  prefers is said here; which rule goes first is said by the seed.
#}
{% macro choice_grade(rule_id, observations) -%}
    cast(
        case {{ rule_id }}
            when 'status' then case {{ observations }}.status when 'actual' then 1 else 2 end
            when 'period' then case {{ observations }}.period_grain when 'year' then 1 else 2 end
            when 'latest_day' then -{{ day_number(observations ~ '.period_end') }}
            -- What is not marked may be any vintage: then the later publication decides.
            when 'revision'
                then case {{ observations }}.revision
                        when 'final' then 1 when 'revised' then 2 when 'flash' then 4 else 3
                    end
            when 'bound'
                then case {{ observations }}.bound
                        when 'eq' then 1 when 'approx' then 2 when 'range' then 4 else 3
                    end
            when 'publication' then -{{ day_number(observations ~ '.published_from') }}
            when 'precision' then {{ observations }}.margin
            when 'publisher'
                then case {{ observations }}.publisher_class
                        when 'statistics' then 1
                        when 'government' then 2
                        when 'news' then 4
                        else 3
                    end
            when 'period_basis'
                then case {{ observations }}.period_basis when 'explicit' then 1 else 2 end
            else 0
        end as decimal(38, 6)
    )
{%- endmacro %}
