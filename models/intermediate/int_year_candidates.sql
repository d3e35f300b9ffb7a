with

cells as (
    select * from {{ ref('int_year_cells') }}
),

-- A cell may hold several as-of dates, or figures of several dimensions: only those that speak of
-- the same thing as the chosen one stand beside it.
final as (
    select
        cells.*,
        chosen.observation_id as chosen_observation_id,
        cells.cell_rank = 1 as is_chosen
    from cells
    inner join cells as chosen
        on
            cells.district_id = chosen.district_id
            and cells.indicator_id = chosen.indicator_id
            and cells.year = chosen.year
            and cells.period_key = chosen.period_key
            and cells.dimension = chosen.dimension
            and chosen.cell_rank = 1
)

select * from final
