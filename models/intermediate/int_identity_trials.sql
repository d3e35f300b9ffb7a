with

identities as (
    select * from {{ ref('stg_identities') }}
),

sides as (
    select * from {{ ref('int_identity_sides') }}
),

complete_in_a_document as (
    select distinct
        identity_id,
        district_id,
        period_key
    from sides
    where is_complete and tried_in != 'all'
),

-- A trial needs a stated left side and something to hold against it. Over all documents is tried
-- what no document tells in full: figures of different vintages need not add up.
trials as (
    select
        sides.*,
        identities.kind
    from sides
    inner join identities on sides.identity_id = identities.identity_id
    left join complete_in_a_document as settled
        on
            sides.identity_id = settled.identity_id
            and sides.district_id = settled.district_id
            and sides.period_key = settled.period_key
    where
        sides.left_value is not null
        and sides.n_terms > 1
        and (
            sides.tried_in != 'all'
            or (settled.identity_id is null and sides.n_documents > 1)
        )
),

-- The part and the whole each move the quotient within their own margins.
bounded as (
    select
        *,
        100 * part_margin / abs(nullif(whole_value, 0))
        + 100 * abs(part_value) / abs(nullif(whole_value, 0))
        * whole_margin / abs(nullif(whole_value, 0)) as quotient_margin
    from trials
),

computed as (
    select
        *,
        case
            when not is_complete then null
            when kind = 'sum' then cast(part_value as decimal(38, 6))
            when whole_value != 0 then cast(100 * part_value / whole_value as decimal(38, 6))
        end as right_value,
        case
            when not is_complete then null
            when kind = 'sum' then cast(left_margin + part_margin as decimal(38, 6))
            when whole_value != 0
                then cast(left_margin + quotient_margin as decimal(38, 6))
        end as tolerance
    from bounded
),

judged as (
    select
        *,
        left_value - right_value as residual
    from computed
),

final as (
    select
        *,
        case
            when residual is null then 'incomplete'
            when residual = 0 then 'holds'
            when abs(residual) <= tolerance then 'within_rounding'
            else 'violated'
        end as verdict
    from judged
)

select * from final
