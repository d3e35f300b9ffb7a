-- en: What was known on a day?
-- zh: 到某一天为止已知什么？
-- note: `as_of` is a table macro in the file, with the columns of `fct_indicator_year`. It counts the texts
-- note: whose date of publication cannot be later. A client that attaches the file under another name has to
-- note: `use` it first.
select name_zh, indicator_id, year, value, known.unit, known.status
from as_of('2020-12-31') as known
inner join dim_district using (district_id)
where indicator_id in ('exports_total', 'imports_total', 'foreign_trade_total')
order by all
