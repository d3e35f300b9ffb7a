with

observations as (
    select * from {{ ref('int_known_observations') }}
),

rules as (
    select * from {{ ref('stg_choice_rules') }}
),

-- The lower the grade, the better. What a rule prefers is said here; which rule goes first is said
-- by the seed.
graded as (
    select
        observations.observation_id,
        rules.rule_rank,
        rules.rule_id,
        cast(
            case rules.rule_id
                when 'status' then case observations.status when 'actual' then 1 else 2 end
                when 'period' then case observations.period_grain when 'year' then 1 else 2 end
                when 'latest_day' then -{{ day_number('observations.period_end') }}
                -- What is not marked may be any vintage: then the later publication decides.
                when 'revision'
                    then case observations.revision
                            when 'final' then 1 when 'revised' then 2 when 'flash' then 4 else 3
                        end
                when 'bound'
                    then case observations.bound
                            when 'eq' then 1 when 'approx' then 2 when 'range' then 4 else 3
                        end
                when 'publication' then -{{ day_number('observations.published_from') }}
                when 'precision' then observations.margin
                when 'publisher'
                    then case observations.publisher_class
                            when 'statistics' then 1
                            when 'government' then 2
                            when 'news' then 4
                            else 3
                        end
                when 'period_basis'
                    then case observations.period_basis when 'explicit' then 1 else 2 end
                else 0
            end as decimal(38, 6)
        ) as grade
    from observations
    cross join rules
),

final as (
    select
        observation_id,
        rule_rank,
        rule_id,
        dense_rank() over (partition by rule_id order by grade) as grade_rank
    from graded
)

select * from final
