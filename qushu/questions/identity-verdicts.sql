-- en: Do the figures add up?
-- zh: 各项数据彼此对得上吗？
-- note: `fct_identity_check` holds the checks one by one.
select verdict, sum(n_checks) as n_checks, count(*) as n_identities
from fct_identity_summary
group by verdict
order by all
