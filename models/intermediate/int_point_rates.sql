with

candidates as (
    select * from {{ ref('int_identity_candidates') }}
),

wholes as (
    select * from {{ ref('stg_concept_wholes') }}
),

spoken as (
    select
        *,
        case
            when measure in ('growth', 'share') or is_percent_level then span_start
        end as rate_at
    from candidates
    where measure in ('growth', 'share', 'change_pp', 'gap_pp') or is_percent_level
),

rates as (
    select
        spoken.document_id,
        spoken.district_id,
        spoken.level_id,
        spoken.rate_at,
        spoken.indicator_id as rate_id,
        spoken.measure as rate_measure,
        coalesce(spoken.base_id, wholes.whole_id) as rate_base_id,
        row_number() over (
            partition by
                spoken.document_id, spoken.district_id, spoken.level_id, spoken.rate_at
            order by spoken.observation_id
        ) as rate_rank
    from spoken
    left join wholes on spoken.concept_id = wholes.concept_id
    where spoken.rate_at is not null
),

-- Points speak of the rate that the text stated last of the same thing, or else of the next one.
points as (
    select
        *,
        coalesce(
            max(rate_at) over (
                partition by document_id, district_id, level_id
                order by span_start
                rows between unbounded preceding and 1 preceding
            ),
            min(rate_at) over (
                partition by document_id, district_id, level_id
                order by span_start
                rows between 1 following and unbounded following
            )
        ) as spoken_of_at
    from spoken
),

final as (
    select
        points.observation_id,
        rates.rate_id,
        rates.rate_measure,
        rates.rate_base_id
    from points
    inner join rates
        on
            points.document_id = rates.document_id
            and points.district_id = rates.district_id
            and points.level_id = rates.level_id
            and points.spoken_of_at = rates.rate_at
            and rates.rate_rank = 1
    where points.measure in ('change_pp', 'gap_pp')
)

select * from final
