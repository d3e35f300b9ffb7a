with

source as (
    select * from {{ ref('rules') }}
),

final as (
    select
        rule_id,
        yields,
        description,
        example
    from source
)

select * from final
