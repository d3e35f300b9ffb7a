-- en: How firmly are the targets worded?
-- zh: 各项目标的措辞有多坚定？
select document_id, wording, count(*) as n_targets
from fct_target
group by document_id, wording
order by all
