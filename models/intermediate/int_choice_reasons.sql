with

pairs as (
    select * from {{ ref('int_observation_pairs') }}
),

cells as (
    select * from {{ ref('int_year_cells') }}
),

grades as (
    select * from {{ ref('int_choice_grades') }}
),

rules as (
    select * from {{ ref('stg_choice_rules') }}
),

-- What was weighed: the statements that part, and the first two of each year.
weighed as (
    select
        chosen_observation_id,
        passed_observation_id
    from pairs
    union distinct
    select
        chosen.observation_id as chosen_observation_id,
        passed.observation_id as passed_observation_id
    from cells as chosen
    inner join cells as passed
        on
            chosen.district_id = passed.district_id
            and chosen.indicator_id = passed.indicator_id
            and chosen.year = passed.year
            and chosen.cell_rank = 1
            and passed.cell_rank = 2
),

parting as (
    select
        weighed.chosen_observation_id,
        weighed.passed_observation_id,
        case
            {% for rank in choice_ranks() %}
                when chosen.grade_{{ rank }} != passed.grade_{{ rank }} then {{ rank }}
            {% endfor %}
        end as parting_rank
    from weighed
    inner join grades as chosen on weighed.chosen_observation_id = chosen.observation_id
    inner join grades as passed on weighed.passed_observation_id = passed.observation_id
),

final as (
    select
        parting.chosen_observation_id,
        parting.passed_observation_id,
        coalesce(rules.rule_id, 'observation_id') as chosen_by
    from parting
    left join rules on parting.parting_rank = rules.rule_rank
)

select * from final
