with

cells as (
    select * from {{ ref('int_year_cells') }}
),

disagreements as (
    select * from {{ ref('int_year_disagreements') }}
),

final as (
    select
        cells.district_id,
        cells.indicator_id,
        cells.year,
        cells.observation_id,
        cells.document_id,
        cells.value,
        cells.value_low,
        cells.value_high,
        cells.unit,
        cells.precision,
        cells.bound,
        cells.period,
        cells.period_key,
        cells.dimension,
        cells.status,
        cells.revision,
        cells.published_until as known_from,
        cells.superseded_from,
        cast(cells.cell_rank as integer) as choice_rank,
        disagreements.conflict_known_from,
        disagreements.revision_known_from,
        disagreements.rounding_known_from
    from cells
    left join disagreements
        on
            cells.district_id = disagreements.district_id
            and cells.indicator_id = disagreements.indicator_id
            and cells.year = disagreements.year
            and cells.period_key = disagreements.period_key
            and cells.dimension = disagreements.dimension
)

-- Sorted, so that a question about one indicator reads a part of the file.
select * from final
order by indicator_id, district_id, year, choice_rank
