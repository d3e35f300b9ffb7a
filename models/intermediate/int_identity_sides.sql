with

terms as (
    select
        *,
        role in ('part', 'list') as is_part,
        sign * value as signed_value,
        case when sign = 1 then value_low else -value_high end as signed_low,
        case when sign = 1 then value_high else -value_low end as signed_high
    from {{ ref('int_identity_terms') }}
),

-- One row a trial, its terms by their role: parts are added, wholes averaged.
sides as (
    select
        identity_id,
        tried_in,
        left_observation_id,
        cast(count(observation_id) as integer) as n_found,
        cast(coalesce(max(n_expected), count(*)) as integer) as n_expected,
        coalesce(min(dimension) = max(dimension), true) as is_of_one_dimension,
        min(observation_id) as first_term_id,
        max(observation_id) as last_term_id,
        cast(count(case when observation_id is null then wanted end) as integer) as n_missing,
        min(case when observation_id is null then wanted end) as first_missing_term,
        max(case when observation_id is null then wanted end) as last_missing_term,
        -- What is tried in a document is of that one.
        min(case when tried_in = 'all' then document_id end) as first_document_id,
        max(case when tried_in = 'all' then document_id end) as last_document_id,
        max(case when role = 'part' then 1 else 0 end) = 0 as is_listed_side_by_side,
        max(case when is_part then value_low end) as largest_part_low,
        sum(case when is_part then signed_value end) as part_value,
        sum(case when is_part then signed_low end) as part_low,
        sum(case when is_part then signed_high end) as part_high,
        avg(case when role = 'whole' then {{ as_double('value') }} end) as whole_value,
        avg(case when role = 'whole' then {{ as_double('value_low') }} end) as whole_low,
        avg(case when role = 'whole' then {{ as_double('value_high') }} end) as whole_high,
        -- The factor of a product, and the share that has changed: one of them, if any.
        max(case when role in ('factor', 'share') then value end) as factor_value,
        max(case when role in ('factor', 'share') then value_low end) as factor_low,
        max(case when role in ('factor', 'share') then value_high end) as factor_high,
        max(case when is_part and value is not null and signed_low is null then 1 else 0 end) = 1
            as is_part_open_below,
        max(case when is_part and value is not null and signed_high is null then 1 else 0 end) = 1
            as is_part_open_above,
        max(case when role = 'whole' and value is not null and value_low is null then 1 else 0 end)
        = 1 as is_whole_open_below,
        max(case when role = 'whole' and value is not null and value_high is null then 1 else 0 end)
        = 1 as is_whole_open_above
    from terms
    group by identity_id, tried_in, left_observation_id
),

final as (
    select
        identity_id,
        tried_in,
        left_observation_id,
        n_found,
        n_expected,
        is_of_one_dimension,
        first_term_id,
        last_term_id,
        n_missing,
        first_missing_term,
        last_missing_term,
        first_document_id,
        last_document_id,
        is_listed_side_by_side,
        largest_part_low,
        part_value,
        case when not is_part_open_below then part_low end as part_low,
        case when not is_part_open_above then part_high end as part_high,
        {{ from_double('whole_value') }} as whole_value,
        case when not is_whole_open_below then {{ from_double('whole_low') }} end as whole_low,
        case when not is_whole_open_above then {{ from_double('whole_high') }} end
            as whole_high,
        factor_value,
        factor_low,
        factor_high
    from sides
)

select * from final
