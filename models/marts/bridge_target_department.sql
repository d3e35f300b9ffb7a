with

targets as (
    select * from {{ ref('int_observations') }}
    where status = 'target'
),

departments as (
    select * from {{ ref('int_measure_departments') }}
),

final as (
    select distinct
        targets.observation_id,
        departments.department_id,
        departments.role,
        departments.role_basis,
        departments.measure_id
    from targets
    inner join departments
        on
            targets.document_id = departments.document_id
            and targets.span_start >= departments.span_start
            and targets.span_end <= departments.span_end
)

select * from final
