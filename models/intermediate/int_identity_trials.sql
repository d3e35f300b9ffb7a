with

rights as (
    select * from {{ ref('int_identity_rights') }}
    where is_commensurable and n_found > 0
),

observations as (
    select * from {{ ref('int_observations') }}
),

figures as (
    select * from {{ ref('int_identity_values') }}
),

sided as (
    select
        rights.*,
        observations.district_id,
        observations.indicator_id,
        observations.period,
        observations.period_start,
        observations.period_end,
        observations.year,
        least(rights.first_document_id, observations.document_id)
        != greatest(rights.last_document_id, observations.document_id) as is_of_several_documents,
        -- A structure has no stated left side: its parts are of a hundred.
        case when rights.kind = 'structure' then 100 else figures.value end as left_value,
        case when rights.kind = 'structure' then 100 else figures.value_low end as left_low,
        case when rights.kind = 'structure' then 100 else figures.value_high end as left_high,
        case
            when rights.kind = 'structure' then rights.term_ids
            else rights.left_observation_id || ',' || rights.term_ids
        end as observation_ids
    from rights
    inner join observations on rights.left_observation_id = observations.observation_id
    inner join figures on rights.left_observation_id = figures.observation_id
),

-- What is known of a list that may be open is still compared; of a closed one nothing may lack.
compared as (
    select
        *,
        n_found = n_expected as has_all_terms,
        kind in ('list', 'districts') or not is_complete_list as may_be_open,
        case
            when n_found = n_expected or kind in ('list', 'districts') or not is_complete_list
                then left_value - right_value
        end as residual,
        coalesce(left_low > right_high, false) as is_above,
        coalesce(left_high < right_low, false) as is_below
    from sided
),

judged as (
    select
        *,
        case
            when residual is null then 'incomplete'
            when shape = 'at_most' and is_above then 'violated'
            when shape = 'at_most' and residual <= 0 then 'holds'
            when residual = 0 then 'holds'
            when shape = 'at_most' or not (is_above or is_below) then 'within_rounding'
            when not may_be_open or (kind = 'districts' and has_all_terms) then 'violated'
            -- The parts that are known leave a rest, or are more than all.
            when is_above then 'incomplete'
            when
                kind != 'list' or is_listed_side_by_side or largest_part_low > left_high
                then 'violated'
            else 'incomplete'
        end as verdict
    from compared
),

named as (
    select
        *,
        case
            when verdict != 'incomplete' then null
            when missing_terms is not null then missing_terms
            when n_found < n_expected
                then {{ as_text('n_expected - n_found') }}
                    || ' of ' || {{ as_text('n_expected') }} || ' parts'
            when residual > 0 then 'the rest of the total'
            when residual < 0 then 'which parts overlap'
            else 'a whole above zero'
        end as missing
    from judged
),

complete_in_a_document as (
    select distinct
        identity_id,
        district_id,
        indicator_id,
        period_end,
        coalesce(period_start, period_end) as period_opening
    from named
    where verdict != 'incomplete' and tried_in != 'all'
),

-- Over all documents is tried what no document tells in full: figures of different vintages need
-- not add up.
final as (
    select
        named.identity_id,
        named.kind,
        named.tried_in,
        named.left_observation_id,
        named.district_id,
        named.indicator_id,
        named.period,
        named.period_start,
        named.period_end,
        named.year,
        named.left_value,
        named.left_low,
        named.left_high,
        named.right_value,
        named.right_low,
        named.right_high,
        named.residual,
        case
            when named.residual >= 0
                then named.left_value - named.left_low + named.right_high - named.right_value
            when named.residual < 0
                then named.left_high - named.left_value + named.right_value - named.right_low
        end as tolerance,
        named.verdict,
        named.missing,
        named.observation_ids
    from named
    left join complete_in_a_document as settled
        on
            named.identity_id = settled.identity_id
            and named.district_id = settled.district_id
            and named.indicator_id = settled.indicator_id
            and named.period_end = settled.period_end
            and coalesce(named.period_start, named.period_end) = settled.period_opening
    where
        named.tried_in != 'all'
        or (settled.identity_id is null and named.is_of_several_documents)
)

select * from final
