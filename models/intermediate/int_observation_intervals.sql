with

observations as (
    select * from {{ ref('int_observations') }}
),

units as (
    select * from {{ ref('stg_units') }}
),

stated as (
    select
        observations.observation_id,
        observations.bound,
        observations.bound_side,
        coalesce(observations.precision, 0) as margin,
        coalesce(observations.value_low, observations.value) as stated_low,
        coalesce(observations.value_high, observations.value) as stated_high,
        coalesce(observations.value, observations.value_low) < 0 as is_negative,
        -- 约500 is good to half a hundred: its zeros are no printed digits.
        coalesce(
            length({{ remove_all('observations.number_text', '^.*[.].*$|^.*[1-9]') }}), 0
        ) as n_zeros,
        coalesce(cast(units.factor_to_reference as decimal(38, 12)), 1) as factor
    from observations
    left join units on observations.unit = units.unit
),

-- A decline of more than 5 percent is at most -5: bounds speak of the size of a change.
directed as (
    select
        *,
        case
            when bound in ('gt', 'ge') then not is_negative
            when bound in ('lt', 'le') then is_negative
        end as is_floor,
        case
            when bound = 'approx'
                then cast(greatest(2, power(10, n_zeros)) as decimal(20, 0)) * margin
            else margin
        end as slack,
        -- 近 says that the true figure lies below, in size.
        case when bound_side = 'below' then not is_negative end as is_topped
    from stated
),

final as (
    select
        observation_id,
        cast(stated_low * factor as decimal(38, 6)) as stated_low,
        cast(stated_high * factor as decimal(38, 6)) as stated_high,
        case
            when is_topped is false then cast(stated_low * factor as decimal(38, 6))
            when is_floor is null then cast((stated_low - slack) * factor as decimal(38, 6))
            when is_floor then cast(stated_low * factor as decimal(38, 6))
        end as interval_low,
        case
            when is_topped is true then cast(stated_high * factor as decimal(38, 6))
            when is_floor is null then cast((stated_high + slack) * factor as decimal(38, 6))
            when not is_floor then cast(stated_high * factor as decimal(38, 6))
        end as interval_high
    from directed
)

select * from final
