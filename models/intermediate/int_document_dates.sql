with

documents as (
    select * from {{ ref('stg_documents') }}
),

graded as (
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
),

final as (
    select
        document_id,
        published_grain,
        published_from,
        case published_grain
            when 'year' then cast({{ dbt.last_day('published_from', 'year') }} as date)
            when 'month' then cast({{ dbt.last_day('published_from', 'month') }} as date)
            else published_from
        end as published_until
    from graded
)

select * from final
