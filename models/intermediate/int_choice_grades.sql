with

observations as (
    select * from {{ ref('int_known_observations') }}
),

rules as (
    select * from {{ ref('stg_choice_rules') }}
),

-- One row: which rule is asked first, second, and so on.
ranked as (
    select
        {% for rank in choice_ranks() %}
            max(case when rule_rank = {{ rank }} then rule_id end) as rule_{{ rank }},
        {% endfor %}
        count(*) as n_rules
    from rules
),

-- A column a rule, not a row: all grades of an observation are compared at once.
final as (
    select
        {% for rank in choice_ranks() %}
            {{ choice_grade('ranked.rule_' ~ rank, 'observations') }} as grade_{{ rank }},
        {% endfor %}
        observations.observation_id,
        observations.concept_key
    from observations
    cross join ranked
)

select * from final
