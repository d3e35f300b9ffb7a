with

sides as (
    select * from {{ ref('int_identity_sides') }}
),

identities as (
    select * from {{ ref('stg_identities') }}
),

kinds as (
    select * from {{ ref('stg_identity_kinds') }}
),

-- Quotients and products are computed in floating point, as 38 digits would not hold them; their
-- values are kept to six decimals.
shaped as (
    select
        sides.*,
        identities.kind,
        kinds.shape,
        coalesce(identities.is_complete, true) as is_complete_list,
        cast(coalesce(identities.scale, 1) as double) as scale,
        cast(sides.part_value as double) as p,
        cast(sides.part_low as double) as p_low,
        cast(sides.part_high as double) as p_high,
        cast(sides.whole_value as double) as w,
        cast(sides.whole_low as double) as w_low,
        cast(sides.whole_high as double) as w_high,
        cast(sides.factor_value as double) as f,
        cast(sides.factor_low as double) as f_low,
        cast(sides.factor_high as double) as f_high
    from sides
    inner join identities on sides.identity_id = identities.identity_id
    inner join kinds on identities.kind = kinds.kind
),

-- A quotient needs a whole above zero. An open end stays open.
quotients as (
    select
        *,
        case when w > 0 then p / w end as q,
        case when w_low > 0 then p_low / case when p_low >= 0 then w_high else w_low end end
            as q_low,
        case when w_low > 0 then p_high / case when p_high >= 0 then w_low else w_high end end
            as q_high,
        -- What both growths make of the whole and of the part, of a year before.
        (scale + w) / nullif(scale + p, 0) as shift,
        (scale + w_low) / nullif(scale + p_high, 0) as shift_low,
        (scale + w_high) / nullif(scale + p_low, 0) as shift_high
    from shaped
),

shifted as (
    select
        *,
        case when shift_high > 1 then f_high else f_low end * (1 - shift_high) as moved_low,
        case when shift_low > 1 then f_low else f_high end * (1 - shift_low) as moved_high
    from quotients
),

computed as (
    select
        *,
        case shape
            when 'sum' then part_value
            when 'at_most' then whole_value
            when 'quotient' then cast(scale * q as decimal(38, 6))
            when 'growth' then cast(scale * q - scale as decimal(38, 6))
            when 'product' then cast(p * f as decimal(38, 6))
            when 'change_of_share' then cast(f - f * shift as decimal(38, 6))
        end as right_value,
        case shape
            when 'sum' then part_low
            when 'at_most' then whole_low
            when 'quotient' then cast(scale * q_low as decimal(38, 6))
            when 'growth' then cast(scale * q_low - scale as decimal(38, 6))
            when 'product' then cast(p_low * f_low as decimal(38, 6))
            when 'change_of_share' then cast(moved_low as decimal(38, 6))
        end as right_low,
        case shape
            when 'sum' then part_high
            when 'at_most' then whole_high
            when 'quotient' then cast(scale * q_high as decimal(38, 6))
            when 'growth' then cast(scale * q_high - scale as decimal(38, 6))
            when 'product' then cast(p_high * f_high as decimal(38, 6))
            when 'change_of_share' then cast(moved_high as decimal(38, 6))
        end as right_high
    from shifted
),

final as (
    select
        identity_id,
        tried_in,
        left_observation_id,
        kind,
        shape,
        is_complete_list,
        n_found,
        n_expected,
        missing_terms,
        term_ids,
        first_document_id,
        last_document_id,
        is_listed_side_by_side,
        largest_part_low,
        -- Terms of several units cannot be added or compared, only divided by another.
        n_dimensions <= 1 or kind in ('per_head', 'product') as is_commensurable,
        right_value,
        right_low,
        right_high
    from computed
)

select * from final
