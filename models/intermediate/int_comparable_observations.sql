with

observations as (
    select * from {{ ref('int_known_observations') }}
),

grades as (
    select * from {{ ref('int_choice_grades') }}
),

-- Only what is said of one concept is ever compared: so each concept is sorted by itself.
final as (
    select
        observations.*,
        row_number() over (
            partition by observations.concept_key
            order by
                {% for rank in choice_ranks() %}
                    grades.grade_{{ rank }} asc,
                {% endfor %}
                observations.observation_id asc
        ) as choice_order
    from observations
    inner join grades on observations.observation_id = grades.observation_id
)

select * from final
