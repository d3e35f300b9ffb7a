with

documents as (
    select * from {{ ref('stg_documents') }}
),

final as (
    select
        document_id,
        case length(published_on) when 4 then 'year' when 7 then 'month' when 10 then 'day' end
            as published_grain,
        case length(published_on)
            when 4 then cast(published_on || '-01-01' as date)
            when 7 then cast(published_on || '-01' as date)
            when 10 then cast(published_on as date)
        end as published_from
    from documents
)

select * from final
