-- en: What grew fastest?
-- zh: 哪些指标增长最快？
select d.name_zh, i.name_zh as indicator, year, value, y.unit
from (
    select * from fct_indicator_year where status = 'actual' and indicator_id in (
        select indicator_id from dim_indicator where measure = 'growth' and is_catalogued)
    order by value desc, indicator_id limit 5
) as y inner join dim_district as d using (district_id)
inner join dim_indicator as i using (indicator_id)
order by value desc, indicator_id
