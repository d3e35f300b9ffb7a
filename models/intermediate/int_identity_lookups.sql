with

needs as (
    select * from {{ ref('int_identity_needs') }}
),

figures as (
    select * from {{ ref('int_identity_figures') }}
),

-- A figure that is not stated leaves what is wanted.
final as (
    select
        needs.identity_id,
        needs.tried_in,
        needs.left_observation_id,
        needs.role,
        needs.sign,
        figures.observation_id,
        needs.indicator_id || '@' || needs.district_id || ':' || needs.span as wanted,
        figures.document_id,
        figures.dimension,
        figures.value,
        figures.value_low,
        figures.value_high,
        cast(null as integer) as n_expected
    from needs
    left join figures
        on
            needs.tried_in = figures.tried_in
            and needs.district_id = figures.district_id
            and needs.indicator_id = figures.indicator_id
            and needs.span = figures.span
)

select * from final
