with

sides as (
    select * from {{ ref('int_identity_sides') }}
),

long_names as (
    select * from {{ ref('int_identity_long_names') }}
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
        coalesce(
            long_names.term_ids,
            case
                when sides.n_found = 2 then sides.first_term_id || ',' || sides.last_term_id
                else sides.first_term_id
            end
        ) as term_ids,
        coalesce(
            long_names.missing_terms,
            case
                when sides.n_missing = 2
                    then sides.first_missing_term || ', ' || sides.last_missing_term
                else sides.first_missing_term
            end
        ) as missing_terms,
        identities.kind,
        kinds.shape,
        coalesce(identities.is_complete, true) as is_complete_list,
        {{ as_double('coalesce(identities.scale, 1)') }} as scale,
        {{ as_double('sides.part_value') }} as p,
        {{ as_double('sides.part_low') }} as p_low,
        {{ as_double('sides.part_high') }} as p_high,
        {{ as_double('sides.whole_value') }} as w,
        {{ as_double('sides.whole_low') }} as w_low,
        {{ as_double('sides.whole_high') }} as w_high,
        {{ as_double('sides.factor_value') }} as f,
        {{ as_double('sides.factor_low') }} as f_low,
        {{ as_double('sides.factor_high') }} as f_high
    from sides
    inner join identities on sides.identity_id = identities.identity_id
    inner join kinds on identities.kind = kinds.kind
    left join long_names
        on
            sides.identity_id = long_names.identity_id
            and sides.tried_in = long_names.tried_in
            and sides.left_observation_id = long_names.left_observation_id
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
            when 'quotient' then {{ from_double('scale * q') }}
            when 'growth' then {{ from_double('scale * q - scale') }}
            when 'product' then {{ from_double('p * f') }}
            when 'change_of_share' then {{ from_double('f - f * shift') }}
        end as right_value,
        case shape
            when 'sum' then part_low
            when 'at_most' then whole_low
            when 'quotient' then {{ from_double('scale * q_low') }}
            when 'growth' then {{ from_double('scale * q_low - scale') }}
            when 'product' then {{ from_double('p_low * f_low') }}
            when 'change_of_share' then {{ from_double('moved_low') }}
        end as right_low,
        case shape
            when 'sum' then part_high
            when 'at_most' then whole_high
            when 'quotient' then {{ from_double('scale * q_high') }}
            when 'growth' then {{ from_double('scale * q_high - scale') }}
            when 'product' then {{ from_double('p_high * f_high') }}
            when 'change_of_share' then {{ from_double('moved_high') }}
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
        is_of_one_dimension or kind in ('per_head', 'product') as is_commensurable,
        right_value,
        right_low,
        right_high
    from computed
)

select * from final
