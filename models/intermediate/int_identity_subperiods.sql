with

periods as (
    select * from {{ ref('stg_identity_periods') }}
),

figures as (
    select
        *,
        extract(month from last_day) - extract(month from first_day) + 1 as n_months,
        extract(month from last_day) as last_month
    from {{ ref('int_identity_figures') }}
    where
        measure = 'level'
        and is_additive
        and not is_stock
        and extract(day from first_day) = 1
        and last_day = {{ dbt.last_day('last_day', 'month') }}
        and extract(year from first_day) = extract(year from last_day)
),

cumulative as (
    select * from figures
    where n_months = last_month
),

-- A quarter belongs to the year, the half and the other longer periods that begin on its grid.
inner_parts as (
    select
        periods.identity_id,
        periods.n_parts,
        figures.*,
        cast(
            ceil(figures.last_month * 1.0 / periods.whole_months) * periods.whole_months as integer
        ) as whole_month,
        periods.whole_months
    from figures
    inner join periods on figures.n_months = periods.part_months
    where figures.last_month % periods.part_months = 0 and periods.whole_months is not null
),

-- What has run up to a month is that up to an earlier one, and what came between.
running_parts as (
    select
        periods.identity_id,
        periods.n_parts,
        figures.*,
        figures.last_month as whole_month,
        figures.last_month as whole_months
    from figures
    inner join periods on figures.n_months = periods.part_months
    where periods.whole_months is null and figures.last_month > 2 * periods.part_months
    union all
    select
        periods.identity_id,
        periods.n_parts,
        cumulative.*,
        cumulative.last_month + periods.part_months as whole_month,
        cumulative.last_month + periods.part_months as whole_months
    from cumulative
    inner join periods on cumulative.last_month % periods.part_months = 0
    where
        periods.whole_months is null
        and cumulative.last_month > periods.part_months
        and cumulative.last_month + periods.part_months <= 12
),

parts as (
    select * from inner_parts
    union all
    select * from running_parts
),

final as (
    select
        parts.identity_id,
        parts.tried_in,
        wholes.observation_id as left_observation_id,
        'part' as role,
        1 as sign,
        parts.observation_id,
        {{ as_text('null') }} as wanted,
        parts.document_id,
        parts.dimension,
        parts.value,
        parts.value_low,
        parts.value_high,
        parts.n_parts as n_expected
    from parts
    inner join figures as wholes
        on
            parts.tried_in = wholes.tried_in
            and parts.district_id = wholes.district_id
            and parts.indicator_id = wholes.indicator_id
            and parts.year = wholes.year
            and parts.whole_month = wholes.last_month
            and parts.whole_months = wholes.n_months
)

select * from final
