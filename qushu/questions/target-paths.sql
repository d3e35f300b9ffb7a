-- en: What growth does a target still need, and is it on track?
-- zh: 目标还需要多快的增长，进度是否跟得上？
-- note: `on_track` is empty until there is an actual later than the one from which the target set out.
select indicator_id, wording, latest_actual_year, latest_actual_value, target_year, value,
    round(needed_yearly_growth, 1) as percent_a_year, on_track
from fct_target
where latest_actual_value is not null
order by all
