with

candidates as (
    select * from {{ ref('int_year_candidates') }}
    where is_chosen
),

years as (
    select * from {{ ref('int_district_years') }}
),

changes as (
    select * from {{ ref('int_district_changes') }}
),

placed as (
    select
        candidates.observation_id,
        candidates.year,
        years.series_district_id,
        years.district_code,
        lag(candidates.year) over (
            partition by years.series_district_id, candidates.indicator_id
            order by candidates.year, candidates.choice_order
        ) as previous_year
    from candidates
    inner join years
        on
            candidates.district_id = years.district_id
            and candidates.year = years.year
),

-- The last change between a figure and the one before it.
crossed as (
    select
        placed.observation_id,
        changes.change_kind,
        row_number() over (
            partition by placed.observation_id
            order by changes.changed_on desc
        ) as change_rank
    from placed
    inner join changes
        on
            placed.series_district_id = changes.series_district_id
            and placed.previous_year < changes.change_year
            and placed.year >= changes.change_year
),

final as (
    select
        placed.observation_id,
        placed.series_district_id,
        placed.district_code,
        crossed.change_kind as series_break
    from placed
    left join crossed
        on
            placed.observation_id = crossed.observation_id
            and crossed.change_rank = 1
)

select * from final
