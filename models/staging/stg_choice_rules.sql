with

source as (
    select * from {{ ref('choice_rules') }}
),

final as (
    select
        cast(rule_rank as integer) as rule_rank,
        rule_id,
        description
    from source
)

select * from final
