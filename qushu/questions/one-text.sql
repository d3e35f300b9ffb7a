-- en: What does one text say about a theme, in its own words?
-- zh: 一份文本就一个主题是怎么说的？
select surface, indicator_name, value, bound, o.unit, period
from fct_observation as o
inner join dim_indicator using (indicator_id)
where document_id = 'statistical-communique' and theme = 'foreign_trade'
order by span_start
limit 6
