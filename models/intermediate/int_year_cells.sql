with

observations as (
    select * from {{ ref('int_comparable_observations') }}
),

final as (
    select
        *,
        row_number() over (
            partition by district_id, indicator_id, year
            order by choice_order
        ) as cell_rank
    from observations
    where
        year is not null
        and period_grain in ('year', 'instant', 'until')
)

select * from final
