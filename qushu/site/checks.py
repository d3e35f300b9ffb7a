"""The page of checks: whether figures add up, where they part, what was corrected, what is odd."""

from decimal import Decimal
from typing import Any

from qushu.query import Warehouse
from qushu.quotes import on_one_line
from qushu.site import missing
from qushu.site.catalogue import Row
from qushu.site.figure_sql import fields, figure
from qushu.site.pages import Pages

PATH = "checks.html"
# What the page shows of each; the rest is a query away.
_MOST = 100

_TOTALS = """
select kind, kinds.description, {verdicts}, count(*) as n
from fct_identity_check inner join staging.stg_identity_kinds as kinds using (kind)
group by kind, kinds.description
order by kind
"""
VERDICTS = ("violated", "within_rounding", "holds", "incomplete")

_IDENTITIES = f"""
with
chosen as (
    select
        checked.*, identity.description as formula,
        string_split(checked.observation_ids, ',') as ids, count(*) over () as n
    from fct_identity_check as checked
    inner join staging.stg_identities as identity using (identity_id)
    where checked.verdict = ?
    qualify row_number() over (order by abs(checked.residual) desc, checked.identity_check_id) <= ?
),
terms as (
    select
        chosen.identity_check_id,
        list({fields("observation")} order by chosen.nth) as terms
    from (
        select identity_check_id, unnest(ids) as observation_id, generate_subscripts(ids, 1) as nth
        from chosen
    ) as chosen
    inner join fct_observation as observation using (observation_id)
    group by chosen.identity_check_id
)
select chosen.*, terms.terms, units.reference_unit
from chosen
inner join terms using (identity_check_id)
left join dim_unit as units on terms.terms[1].unit = units.unit
order by chosen.year desc nulls last, chosen.district_id, chosen.identity_check_id
"""
# One identity of those that lack the same stands for all.
_MISSING = """
select
    kinds.description, checked.missing, count(*) as n, count(*) over () as n_rows,
    arg_min(checked, checked.identity_check_id) as example
from fct_identity_check as checked
inner join staging.stg_identity_kinds as kinds using (kind)
where checked.verdict = 'incomplete'
group by all
order by n desc, kinds.description, checked.missing
limit ?
"""
# What the first part of an indicator's key stands for; a phrase as texts write it most.
_CONCEPTS = """
select indicator_id as head, name_zh, name_en from dim_indicator where indicator_id = concept_id
union all
select
    regexp_extract(indicator_id, '^[^.~]*') as head, mode(indicator_name) as name_zh,
    null as name_en
from fct_observation
where concept_id is null
group by head
"""
_DISAGREEMENTS = f"""
select
    pair.*, rule.description as reason, {figure("one", "one")}, {figure("other", "other")},
    count(*) over () as n
from fct_disagreement as pair
inner join fct_observation as one using (observation_id)
inner join fct_observation as other on pair.other_observation_id = other.observation_id
inner join staging.stg_choice_rules as rule on pair.chosen_by = rule.rule_id
order by
    pair.relation = 'within_rounding', pair.year desc nulls last, pair.district_id,
    pair.indicator_id, pair.observation_id, pair.other_observation_id
limit ?
"""
_CORRECTIONS = f"""
select
    {figure("observation", "corrected")}, surface, correction, correction_reason,
    count(*) over () as n
from fct_observation as observation
where correction is not null
order by observation_id
limit ?
"""
# What is odd about an observation, as a number or a word.
_REPORTS = {
    "qc_orders_of_magnitude": "printf('10^%+d', report.orders_off)",
    "qc_year_on_year_jumps": "printf('× %.2f', report.yearly_factor)",
    "qc_shares_out_of_range": "''",
    "qc_series_breaks": "report.series_break",
}
_REPORT = """
select {figure}, {note} as note, count(*) over () as n
from reports.{report} as report
inner join fct_observation as observation using (observation_id)
order by observation_id
limit ?
"""
_UNRESOLVED = """
select *, count(*) over () as n from reports.qc_unresolved_mentions
order by document_id, span_start limit ?
"""
_PHRASES = """
select *, count(*) over () as n from reports.qc_uncatalogued_phrases
order by n_observations desc, indicator_name limit ?
"""


def overview(pages: Pages, warehouse: Warehouse) -> None:
    """Write it."""

    def ask(sql: str, *first: Any) -> list[Row]:
        return warehouse.ask(sql, [*first, _MOST]).records()

    counted = ", ".join(f"count(*) filter (verdict = '{one}') as {one}" for one in VERDICTS)
    observed = figure("observation", "odd")
    concepts = {row["head"]: row for row in warehouse.ask(_CONCEPTS).records()}
    pages.write(
        PATH,
        "checks.html",
        totals=warehouse.ask(_TOTALS.format(verdicts=counted)).records(),
        verdicts=VERDICTS,
        identities={
            verdict: [_told(row) for row in ask(_IDENTITIES, verdict)] for verdict in VERDICTS[:3]
        },
        missing=[
            row | {"terms": missing.told(row["missing"], pages.catalogue, concepts)}
            for row in ask(_MISSING)
        ],
        disagreements=ask(_DISAGREEMENTS),
        corrections=ask(_CORRECTIONS),
        reports={
            name: ask(_REPORT.format(figure=observed, note=note, report=name))
            for name, note in _REPORTS.items()
        },
        unresolved=ask(_UNRESOLVED),
        phrases=[row | {"quote": on_one_line(row["example_quote"])} for row in ask(_PHRASES)],
    )


def _told(row: Row) -> Row:
    """A trial with what it takes to tell it in words."""
    left, *terms = row["terms"]
    if row["kind"] == "structure":
        left, terms = None, row["terms"]
    # A digit more than was printed: what is computed has as many as one cares to write.
    step = left["precision"] / 5 if left and left["precision"] else Decimal("0.01")

    def computed(column: str) -> Row | None:
        if row[column] is None:
            return None
        value = (row[column] / step).to_integral_value() * step
        return {"value": value, "unit": row["reference_unit"], "bound": "eq"}

    return row | {
        "left": left,
        "others": terms,
        "right": computed("right_value"),
        "parted": computed("residual"),
        "allowed": computed("tolerance"),
    }
