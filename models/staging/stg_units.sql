with

source as (
    select * from {{ ref('units') }}
),

final as (
    select
        unit,
        dimension,
        cast(factor_to_base as decimal(38, 18)) as factor_to_base,
        base_unit,
        cast(factor_to_reference as decimal(38, 18)) as factor_to_reference,
        reference_unit,
        cast(is_currency as boolean) as is_currency,
        name_en,
        source
    from source
)

select * from final
