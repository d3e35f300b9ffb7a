with

observations as (
    select * from {{ ref('int_observations') }}
),

intervals as (
    select * from {{ ref('int_observation_intervals') }}
),

-- The middle of a range stands for it; the ends of the interval decide.
placed as (
    select
        intervals.observation_id,
        observations.dimension,
        observations.dimension in ('count', 'persons', 'person_times')
        and intervals.stated_low = floor(intervals.stated_low)
        and intervals.stated_high = floor(intervals.stated_high) as is_whole,
        cast((intervals.stated_low + intervals.stated_high) * 0.5 as decimal(38, 6)) as value,
        intervals.interval_low,
        intervals.interval_high
    from intervals
    inner join observations on intervals.observation_id = observations.observation_id
    where intervals.stated_low is not null
),

-- There is no half a thing: 27 of them are 27, and not 26.5 to 27.5.
final as (
    select
        observation_id,
        dimension,
        value,
        case when is_whole then cast(ceil(interval_low) as decimal(38, 6)) else interval_low end
            as value_low,
        case when is_whole then cast(floor(interval_high) as decimal(38, 6)) else interval_high end
            as value_high
    from placed
)

select * from final
