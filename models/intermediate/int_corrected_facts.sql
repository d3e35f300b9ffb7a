with

facts as (
    select * from {{ ref('stg_facts') }}
),

corrections as (
    select * from {{ ref('stg_corrections') }}
    where status = 'active'
),

-- `override` puts another printed number into the place of the one that was read, with the digits
-- that it is printed with; `rescale` another scale. The rest of a fact stays as it was read.
final as (
    select
        facts.observation_id,
        corrections.action as correction,
        corrections.reason as correction_reason,
        facts.unit,
        case
            when corrections.action = 'override'
                then cast(corrections.replacement as decimal(38, 6))
            else facts.number
        end as number,
        facts.number_low,
        facts.number_high,
        case
            when corrections.action = 'override'
                then {{ printed_resolution('corrections.replacement') }}
            else facts.resolution
        end as resolution,
        case
            when corrections.action = 'rescale' then corrections.replacement
            else facts.scale
        end as scale
    from facts
    left join corrections on facts.observation_id = corrections.observation_id
)

select * from final
