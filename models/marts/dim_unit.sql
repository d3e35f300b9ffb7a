with

units as (
    select * from {{ ref('stg_units') }}
),

final as (
    select
        unit,
        dimension,
        factor_to_base,
        base_unit,
        factor_to_reference,
        reference_unit,
        is_currency,
        name_en,
        source
    from units
)

select * from final
