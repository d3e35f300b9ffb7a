with

terms as (
    select * from {{ ref('int_identity_terms') }}
),

sizes as (
    select
        identity_id,
        count(*) as n_terms_expected
    from {{ ref('stg_identity_parts') }}
    group by identity_id
),

-- The total of a sum, or the share, stands on the left; the parts, or part and whole, on the right.
sides as (
    select
        identity_id,
        district_id,
        period_key,
        tried_in,
        min(period) as period,
        min(period_start) as period_start,
        min(period_end) as period_end,
        min(year) as year,
        count(*) as n_terms,
        count(distinct document_id) as n_documents,
        {{ dbt.listagg('observation_id', "','", 'order by observation_id') }} as observation_ids,
        max(case when role in ('total', 'share') then value end) as left_value,
        max(case when role in ('total', 'share') then margin end) as left_margin,
        sum(case when role = 'part' then sign * value end) as part_value,
        sum(case when role = 'part' then margin end) as part_margin,
        max(case when role = 'whole' then value end) as whole_value,
        max(case when role = 'whole' then margin end) as whole_margin
    from terms
    group by identity_id, district_id, period_key, tried_in
),

final as (
    select
        sides.*,
        sides.n_terms = sizes.n_terms_expected as is_complete
    from sides
    inner join sizes on sides.identity_id = sizes.identity_id
)

select * from final
