with

candidates as (
    select * from {{ ref('int_year_candidates') }}
),

agreement as (
    select * from {{ ref('int_year_agreement') }}
),

runners_up as (
    select * from {{ ref('int_year_cells') }}
    where cell_rank = 2
),

reasons as (
    select * from {{ ref('int_choice_reasons') }}
),

series as (
    select * from {{ ref('int_series_breaks') }}
),

final as (
    select
        candidates.district_id,
        candidates.indicator_id,
        candidates.year,
        candidates.value,
        candidates.value_low,
        candidates.value_high,
        candidates.unit,
        candidates.precision,
        candidates.bound,
        candidates.period,
        candidates.status,
        candidates.observation_id,
        cast(agreement.n_observations as integer) as n_observations,
        cast(agreement.n_documents as integer) as n_documents,
        agreement.agreement,
        coalesce(reasons.chosen_by, 'only') as chosen_by,
        series.series_district_id,
        series.district_code,
        series.series_break
    from candidates
    inner join agreement on candidates.observation_id = agreement.chosen_observation_id
    inner join series on candidates.observation_id = series.observation_id
    left join runners_up
        on
            candidates.district_id = runners_up.district_id
            and candidates.indicator_id = runners_up.indicator_id
            and candidates.year = runners_up.year
    left join reasons
        on
            candidates.observation_id = reasons.chosen_observation_id
            and runners_up.observation_id = reasons.passed_observation_id
    where candidates.is_chosen
)

-- Sorted, so that a question about one indicator reads a part of the file.
select * from final
order by indicator_id, district_id, year
