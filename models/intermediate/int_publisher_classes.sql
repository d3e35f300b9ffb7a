with

documents as (
    select * from {{ ref('stg_documents') }}
),

classes as (
    select * from {{ ref('stg_publisher_classes') }}
),

-- The publisher says more than the title, and a longer pattern more than a shorter one.
matched as (
    select
        documents.document_id,
        classes.publisher_class,
        row_number() over (
            partition by documents.document_id
            order by classes.field asc, length(classes.pattern) desc, classes.pattern asc
        ) as match_rank
    from documents
    inner join classes
        on
            (classes.field = 'publisher' and documents.publisher like classes.pattern)
            or (classes.field = 'title' and documents.title like classes.pattern)
),

final as (
    select
        documents.document_id,
        coalesce(matched.publisher_class, 'other') as publisher_class
    from documents
    left join matched
        on
            documents.document_id = matched.document_id
            and matched.match_rank = 1
)

select * from final
