with

observations as (
    select * from {{ ref('int_observations') }}
),

calendar as (
    select cast(1899 + generated_number as integer) as year
    from ({{ dbt.generate_series(201) }}) as numbers
),

-- The two centuries that the texts speak of, and any other year that one of them names.
years as (
    select year from calendar
    union distinct
    select year from observations
    where year is not null
),

final as (
    select
        year,
        {{ day_of_year('year', '01-01') }} as starts_on,
        {{ day_of_year('year', '12-31') }} as ends_on,
        -- The five-year plans: the first began in 1953, and since the sixth (1981) each follows the
        -- last without a pause.
        cast(case when year >= 1981 then floor((year - 1981) / 5) + 6 end as integer)
            as five_year_plan
    from years
)

select * from final
