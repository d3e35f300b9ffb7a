with

observations as (
    select * from {{ ref('int_known_observations') }}
),

grades as (
    select * from {{ ref('int_choice_grades') }}
),

-- The ranks of an observation under all rules, the first rule first, as one text that sorts.
keys as (
    select
        observation_id,
        {{ joined("lpad(" ~ as_text('grade_rank') ~ ", 9, '0')", '/', 'rule_rank') }}
            as choice_key
    from grades
    group by observation_id
),

final as (
    select
        observations.*,
        row_number() over (
            order by keys.choice_key asc, observations.observation_id asc
        ) as choice_order
    from observations
    inner join keys on observations.observation_id = keys.observation_id
)

select * from final
