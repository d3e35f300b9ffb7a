-- en: Do the figures add up?
-- zh: 各项数据彼此对得上吗？
select verdict, count(*) as n_checks, count(distinct identity_id) as n_identities
from fct_identity_check
group by all
order by all
