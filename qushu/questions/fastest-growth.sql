-- en: What grew fastest?
-- zh: 哪些指标增长最快？
select d.name_zh, i.name_zh as indicator, year, value, y.unit
from fct_indicator_year as y
inner join dim_district as d using (district_id)
inner join dim_indicator as i using (indicator_id)
where measure = 'growth' and status = 'actual' and i.is_catalogued
order by value desc, indicator_id
limit 5
