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

mentions as (
    select * from {{ ref('stg_mentions') }}
),

counted as (
    select
        document_id,
        cast(count(*) as integer) as n_numerals,
        cast(count(case when disposition = 'fact' then 1 end) as integer) as n_facts,
        cast(count(case when disposition = 'unresolved' then 1 end) as integer) as n_unresolved
    from mentions
    group by document_id
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
        documents.n_characters,
        coalesce(counted.n_numerals, 0) as n_numerals,
        coalesce(counted.n_facts, 0) as n_facts,
        coalesce(counted.n_unresolved, 0) as n_unresolved
    from documents
    inner join dates on documents.document_id = dates.document_id
    inner join publishers on documents.document_id = publishers.document_id
    left join counted on documents.document_id = counted.document_id
)

select * from final
