with

documents as (
    select * from {{ ref('stg_documents') }}
),

dates as (
    select * from {{ ref('int_document_dates') }}
),

publishers as (
    select * from {{ ref('int_publisher_classes') }}
),

final as (
    select
        documents.document_id,
        documents.file,
        documents.title,
        documents.publisher,
        documents.published_on,
        documents.published_basis,
        dates.published_from,
        dates.published_until,
        dates.published_grain,
        publishers.publisher_class,
        documents.place,
        documents.place_basis,
        documents.district_id,
        documents.encoding,
        documents.sha256,
        documents.n_characters
    from documents
    inner join dates on documents.document_id = dates.document_id
    inner join publishers on documents.document_id = publishers.document_id
)

select * from final
