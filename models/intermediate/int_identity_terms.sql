with

lookups as (
    select * from {{ ref('int_identity_lookups') }}
),

subperiods as (
    select * from {{ ref('int_identity_subperiods') }}
),

districts as (
    select * from {{ ref('int_identity_districts') }}
),

lists as (
    select * from {{ ref('int_identity_lists') }}
),

structures as (
    select * from {{ ref('int_identity_structures') }}
),

final as (
    select * from lookups
    union all
    select * from subperiods
    union all
    select * from districts
    union all
    select * from lists
    union all
    select * from structures
)

select * from final
