with

observations as (
    select * from {{ ref('int_observations') }}
),

-- A phrase may be counted in several words (个, 家) and a base be worded in several ways: the
-- indicator shows the most frequent wording, and of equally frequent ones the first in order.
wordings as (
    select
        indicator_id,
        concept_id,
        indicator_name,
        scope,
        measure,
        base_id,
        base,
        unit,
        dimension,
        is_catalogued,
        count(*) as n_observations
    from observations
    group by
        indicator_id, concept_id, indicator_name, scope, measure, base_id, base, unit, dimension,
        is_catalogued
),

ranked as (
    select
        *,
        row_number() over (
            partition by indicator_id
            order by
                n_observations desc,
                indicator_name asc nulls last,
                base asc nulls last,
                unit asc nulls last
        ) as wording_rank
    from wordings
),

final as (
    select
        indicator_id,
        concept_id,
        indicator_name,
        scope,
        measure,
        base_id,
        base,
        unit,
        dimension,
        is_catalogued
    from ranked
    where wording_rank = 1
)

select * from final
