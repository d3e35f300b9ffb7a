with

source as (
    select * from {{ source('raw', 'documents') }}
),

final as (
    select
        document_id,
        file,
        title,
        publisher,
        published_on,
        published_basis,
        place,
        place_basis,
        district_id,
        encoding,
        sha256,
        cast(n_characters as integer) as n_characters
    from source
)

select * from final
