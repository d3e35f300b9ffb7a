with

identities as (
    select * from {{ ref('stg_identities') }}
    where kind in ('list', 'listed_part')
),

-- Averages have no parts: the income of townsmen is none of everyone's.
levels as (
    select *
    from {{ ref('int_identity_candidates') }}
    where measure = 'level' and coalesce(is_additive, true)
),

placed as (
    select
        *,
        max(case when among is null then span_start end) over (
            partition by document_id, quote_start, district_id, unit
            order by span_start
            rows between unbounded preceding and 1 preceding
        ) as total_at
    from levels
),

listed as (
    select
        parts.*,
        totals.observation_id as total_id,
        totals.value as total_value,
        totals.value_low as total_low,
        totals.value_high as total_high,
        count(*) over (partition by totals.observation_id) as n_parts
    from placed as parts
    inner join levels as totals
        on
            parts.document_id = totals.document_id
            and parts.quote_start = totals.quote_start
            and parts.district_id = totals.district_id
            and parts.unit = totals.unit
            and parts.total_at = totals.span_start
            and totals.among is null
    where parts.among is not null
),

-- Each part is at most the total, and several together are; each is the left side of the first.
final as (
    select
        identities.identity_id,
        listed.document_id as tried_in,
        listed.observation_id as left_observation_id,
        'whole' as role,
        1 as sign,
        listed.total_id as observation_id,
        {{ as_text('null') }} as wanted,
        listed.document_id,
        listed.dimension,
        listed.total_value as value,
        listed.total_low as value_low,
        listed.total_high as value_high,
        cast(null as integer) as n_expected
    from listed
    inner join identities on identities.kind = 'listed_part'
    union all
    select
        identities.identity_id,
        listed.document_id as tried_in,
        listed.total_id as left_observation_id,
        listed.among as role,
        1 as sign,
        listed.observation_id,
        {{ as_text('null') }} as wanted,
        listed.document_id,
        listed.dimension,
        listed.value,
        listed.value_low,
        listed.value_high,
        cast(null as integer) as n_expected
    from listed
    inner join identities on identities.kind = 'list'
    where listed.n_parts > 1
)

select * from final
