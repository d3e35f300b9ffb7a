-- en: How much of each text is accounted for?
-- zh: 每份文本中有多少数字有了交代？
-- note: What a person should look at beyond that stands in the reports `reports.qc_*`: jumps from year to
-- note: year, orders of magnitude, shares out of range, places that changed. None of them fails a build.
select document_id, count(*) as n_numerals,
    count(*) filter (disposition = 'fact') as n_facts,
    count(*) filter (disposition = 'unresolved') as n_unresolved
from fct_mention
group by all
order by all
