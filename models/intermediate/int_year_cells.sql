with

observations as (
    select * from {{ ref('int_comparable_observations') }}
),

-- All are sorted, and each column is carried along: so no more of them than a year's figure needs.
final as (
    select
        observation_id,
        document_id,
        district_id,
        indicator_id,
        year,
        value,
        value_low,
        value_high,
        unit,
        precision,
        margin,
        bound,
        dimension,
        period,
        period_key,
        period_grain,
        status,
        revision,
        published_until,
        choice_order,
        row_number() over (
            partition by district_id, indicator_id, year
            order by choice_order
        ) as cell_rank,
        min(published_until) over (
            partition by district_id, indicator_id, year
            order by choice_order
            rows between unbounded preceding and 1 preceding
        ) as superseded_from
    from observations
    where
        year is not null
        and period_grain in ('year', 'instant', 'until')
)

select * from final
