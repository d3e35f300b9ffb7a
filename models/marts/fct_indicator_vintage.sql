-- The table macro `as_of`, made once this model stands, reads this table and another one.
-- depends_on: {{ ref('fct_disagreement') }}
with

cells as (
    select * from {{ ref('int_year_cells') }}
),

final as (
    select
        district_id,
        indicator_id,
        year,
        observation_id,
        document_id,
        value,
        value_low,
        value_high,
        unit,
        precision,
        bound,
        period,
        period_key,
        dimension,
        status,
        revision,
        published_until as known_from,
        cast(cell_rank as integer) as choice_rank
    from cells
)

-- Sorted, so that a question about one indicator reads a part of the file.
select * from final
order by indicator_id, district_id, year, choice_rank
