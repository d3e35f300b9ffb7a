with

source as (
    select * from {{ ref('concept_wholes') }}
),

final as (
    select
        concept_id,
        whole_id
    from source
)

select * from final
