with

source as (
    select * from {{ ref('constant_price_concepts') }}
),

final as (
    select concept_id
    from source
)

select * from final
