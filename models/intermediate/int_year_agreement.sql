with

candidates as (
    select * from {{ ref('int_year_candidates') }}
),

pairs as (
    select * from {{ ref('int_observation_pairs') }}
),

counted as (
    select
        chosen_observation_id,
        count(*) as n_observations,
        count(distinct document_id) as n_documents
    from candidates
    group by chosen_observation_id
),

-- How far the statements of one cell part: the worst of all their pairs.
parted as (
    select
        first_candidate.chosen_observation_id,
        max(
            case pairs.relation
                when 'conflict' then 3
                when 'revised' then 2
                else 1
            end
        ) as severity
    from pairs
    inner join candidates as first_candidate
        on pairs.chosen_observation_id = first_candidate.observation_id
    inner join candidates as second_candidate
        on
            pairs.passed_observation_id = second_candidate.observation_id
            and first_candidate.chosen_observation_id = second_candidate.chosen_observation_id
    group by first_candidate.chosen_observation_id
),

final as (
    select
        counted.chosen_observation_id,
        counted.n_observations,
        counted.n_documents,
        case
            when counted.n_observations = 1 then 'single'
            when parted.severity = 3 then 'conflict'
            when parted.severity = 2 then 'revised'
            when parted.severity = 1 then 'within_rounding'
            else 'same'
        end as agreement
    from counted
    left join parted on counted.chosen_observation_id = parted.chosen_observation_id
)

select * from final
