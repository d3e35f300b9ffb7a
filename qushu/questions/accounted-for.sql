-- en: How much of each text is accounted for?
-- zh: 每份文本中有多少数字有了交代？
-- note: `fct_mention` holds the numerals themselves. What a person should look at beyond that stands in the
-- note: reports `reports.qc_*`: jumps from year to year, orders of magnitude, shares out of range, places that
-- note: changed. None of them fails a build.
select document_id, n_numerals, n_facts, n_unresolved
from dim_document
where n_numerals > 0
order by all
