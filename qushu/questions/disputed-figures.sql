-- en: Which yearly figures are stated in several ways, and why is this one shown?
-- zh: 哪些年度数据有多种说法，为什么采用这一个？
-- note: `chosen_by` is a rule of `seeds/choice_rules.csv`; to weigh otherwise, change the ranks there.
-- note: `fct_disagreement` holds the pairs.
select name_zh, indicator_id, year, value, agreement, n_observations, chosen_by
from fct_indicator_year
inner join dim_district using (district_id)
where agreement not in ('single', 'same')
order by all
