-- en: Which department leads which target, and how far is it?
-- zh: 哪个部门牵头哪项目标，还差多少？
-- note: `distance` is empty where no actual of the same district and indicator is known.
select d.name_zh as department, i.name_zh as target, bound, value, t.unit, target_year, distance
from fct_target as t
inner join bridge_target_department using (observation_id)
inner join dim_department as d using (department_id)
inner join dim_indicator as i using (indicator_id)
where role = 'lead'
order by all
limit 6
