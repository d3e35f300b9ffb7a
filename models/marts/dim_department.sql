with

departments as (
    select * from {{ ref('int_measure_departments') }}
),

final as (
    select distinct
        department_id,
        department_name as name_zh,
        district_id
    from departments
)

select * from final
