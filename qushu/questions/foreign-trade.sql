-- en: How large is the foreign trade of each place, and how sure is the figure?
-- zh: 各地外贸规模有多大，数据有多可靠？
select name_zh, year, value, precision, unit, agreement, n_observations
from fct_indicator_year
inner join dim_district using (district_id)
where indicator_id = 'foreign_trade_total'
order by all
