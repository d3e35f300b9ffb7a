with

pairs as (
    select * from {{ ref('int_observation_pairs') }}
),

cells as (
    select * from {{ ref('int_year_cells') }}
),

-- A pair is known once both of its texts are out: never, where the date of one is not known.
dated as (
    select
        chosen.district_id,
        chosen.indicator_id,
        chosen.year,
        chosen.period_key,
        chosen.dimension,
        pairs.relation,
        case
            when chosen.published_until >= passed.published_until then chosen.published_until
            when chosen.published_until < passed.published_until then passed.published_until
        end as known_from
    from pairs
    inner join cells as chosen on pairs.chosen_observation_id = chosen.observation_id
    inner join cells as passed
        on
            pairs.passed_observation_id = passed.observation_id
            and chosen.year = passed.year
),

final as (
    select
        district_id,
        indicator_id,
        year,
        period_key,
        dimension,
        max(case when relation = 'conflict' then 1 else 0 end) = 1 as has_conflict,
        max(case when relation = 'revised' then 1 else 0 end) = 1 as has_revision,
        max(case when relation = 'within_rounding' then 1 else 0 end) = 1 as has_rounding,
        min(case when relation = 'conflict' then known_from end) as conflict_known_from,
        min(case when relation = 'revised' then known_from end) as revision_known_from,
        min(case when relation = 'within_rounding' then known_from end) as rounding_known_from
    from dated
    group by district_id, indicator_id, year, period_key, dimension
)

select * from final
