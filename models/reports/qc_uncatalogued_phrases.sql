with

observations as (
    select * from {{ ref('fct_observation') }}
),

final as (
    select
        indicator_name,
        count(*) as n_observations,
        count(distinct document_id) as n_documents,
        min(unit) as example_unit,
        min(quote) as example_quote
    from observations
    where concept_id is null
    group by indicator_name
)

select * from final
