with

measures as (
    select * from {{ ref('stg_measures') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

-- 区科技局 is a name in every district: a department is known by its name and by the place of the
-- paper that names it, or by the paper where the place is not known.
final as (
    select
        measures.*,
        documents.district_id,
        coalesce(documents.district_id, measures.document_id)
        || '-' || {{ short_hash('measures.department_name', 8) }} as department_id
    from measures
    inner join documents on measures.document_id = documents.document_id
)

select * from final
