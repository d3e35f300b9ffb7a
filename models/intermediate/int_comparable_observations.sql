with

observations as (
    select * from {{ ref('int_known_observations') }}
),

grades as (
    select * from {{ ref('int_choice_grades') }}
),

-- Only what is said of one concept is ever compared: so each concept is sorted by itself, without
-- what else is known of an observation, which memory would have to hold.
sorted as (
    select
        observation_id,
        row_number() over (
            partition by concept_key
            order by
                {% for rank in choice_ranks() %}
                    grade_{{ rank }} asc,
                {% endfor %}
                observation_id asc
        ) as choice_order
    from grades
),

final as (
    select
        observations.*,
        sorted.choice_order
    from observations
    inner join sorted on observations.observation_id = sorted.observation_id
)

select * from final
