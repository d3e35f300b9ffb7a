with

rules as (
    select * from {{ ref('stg_rules') }}
),

final as (
    select
        rule_id,
        yields,
        description,
        example
    from rules
)

select * from final
