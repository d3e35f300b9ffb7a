with

parts as (
    select * from {{ ref('stg_identity_parts') }}
),

observations as (
    select * from {{ ref('int_comparable_observations') }}
    where
        value is not null
        and bound in ('eq', 'approx')
),

-- An identity is tried inside each document, whose figures belong together, and over all of them.
tried as (
    select
        *,
        document_id as tried_in
    from observations
    union all
    select
        *,
        'all' as tried_in
    from observations
),

matched as (
    select
        parts.identity_id,
        parts.role,
        parts.indicator_id,
        parts.sign,
        tried.tried_in,
        tried.district_id,
        tried.period_key,
        tried.period,
        tried.period_start,
        tried.period_end,
        tried.year,
        tried.document_id,
        tried.observation_id,
        tried.value,
        -- An approximate figure is good to a whole unit of its last digit, a printed one to half.
        case tried.bound when 'approx' then 2 else 1 end * tried.margin as margin,
        row_number() over (
            partition by
                parts.identity_id, parts.indicator_id,
                tried.district_id, tried.period_key, tried.tried_in
            order by tried.choice_order
        ) as term_rank
    from parts
    inner join tried on parts.indicator_id = tried.indicator_id
),

final as (
    select * from matched
    where term_rank = 1
)

select * from final
