"""How an observation stands among others: checks, disagreements, what it implies, the choice."""

from typing import Any

from qushu.figures import figure
from qushu.language import _, spoken
from qushu.output import joined, text
from qushu.query import Warehouse
from qushu.words import described, label

# Of a quotient, which has no last digit.
_DECIMALS = 2

Lines = list[tuple[str, str]]

_CHECKS = """
select checked.identity_id, verdict, residual, tolerance, missing, identity.description
from marts.fct_identity_check as checked
left join seeds.identities as identity using (identity_id)
where list_contains(string_split(observation_ids, ','), ?)
order by verdict = 'incomplete', checked.identity_id, identity_check_id
"""

_DISAGREEMENTS = """
select
    disagreement.relation, disagreement.chosen_observation_id, rule.description,
    other.observation_id, other.value, other.value_low, other.value_high, other.unit, other.bound
from (
    select *, other_observation_id as with_id
    from marts.fct_disagreement where observation_id = $id
    union all
    select *, observation_id as with_id
    from marts.fct_disagreement where other_observation_id = $id
) as disagreement
inner join marts.fct_observation as other on disagreement.with_id = other.observation_id
left join seeds.choice_rules as rule on disagreement.chosen_by = rule.rule_id
order by disagreement.relation, other.observation_id
"""

_IMPLIED = """
select period, indicator_id, value, unit, derivation, stated_observation_id, verdict
from marts.fct_implied_level
where
    list_contains(string_split(observation_ids, ','), $id)
    or stated_observation_id = $id
order by implied_level_id
"""

# Of the year's figure: the chosen one, and by which rule this one was passed over, if it was.
_CHOICE = """
select
    yearly.year, yearly.observation_id, yearly.agreement, yearly.chosen_by,
    vintage.choice_rank,
    coalesce(passed.description, chosen.description) as description
from marts.fct_indicator_vintage as vintage
inner join marts.fct_indicator_year as yearly using (district_id, indicator_id, year)
left join intermediate.int_choice_reasons as reason
    on
        yearly.observation_id = reason.chosen_observation_id
        and vintage.observation_id = reason.passed_observation_id
left join seeds.choice_rules as passed on reason.chosen_by = passed.rule_id
left join seeds.choice_rules as chosen
    on yearly.chosen_by = chosen.rule_id and yearly.observation_id = vintage.observation_id
where vintage.observation_id = ?
"""


def of(warehouse: Warehouse, observation: dict[str, Any]) -> Lines:
    """Labelled lines about one row of fct_observation, one for each check, pair and level."""
    id_ = observation["observation_id"]
    lines: Lines = []
    for row in warehouse.ask(_CHOICE, [id_]).records():
        lines.append((_("yearly"), _choice(row, id_)))
    for row in warehouse.ask(_CHECKS, [id_]).records():
        lines.append((_("check"), _check(row)))
    for row in warehouse.ask(_DISAGREEMENTS, {"id": id_}).records():
        lines.append((_("disagrees"), _disagreement(row, id_)))
    for row in warehouse.ask(_IMPLIED, {"id": id_}).records():
        lines.append((_("implies"), _implied(row, id_)))
    return lines


def _choice(row: dict[str, Any], id_: str) -> str:
    """Whether the observation is the figure of its year, and why."""
    if row["observation_id"] == id_:
        if row["chosen_by"] == "only":
            return _("the only figure of {year}").format(year=row["year"])
        return joined(_("the figure of {year}").format(year=row["year"]), _reason(row))
    said = _("not the figure of {year}, which is {id}")
    return joined(said.format(year=row["year"], id=row["observation_id"]), _reason(row))


def _check(row: dict[str, Any]) -> str:
    """A trial of an identity: its verdict, by how much the sides part, and what is allowed."""
    margin = missing = None
    if row["residual"] is not None:
        margin = _("residual {residual}, tolerance {tolerance}").format(
            residual=text(row["residual"]), tolerance=text(row["tolerance"])
        )
    if row["missing"]:
        missing = _("lacks {missing}").format(missing=text(row["missing"]))
    return joined(
        label(row["verdict"], spoken()), row["identity_id"], row["description"], margin, missing
    )


def _disagreement(row: dict[str, Any], id_: str) -> str:
    """A statement of the same thing that is not the same, and which of the two is chosen."""
    is_chosen = row["chosen_observation_id"] == id_
    chosen = _("this one is chosen") if is_chosen else _("that one is chosen")
    stated = _("{id} states {figure}").format(id=row["observation_id"], figure=figure(row))
    return joined(label(row["relation"], spoken()), stated, chosen, _reason(row))


def _implied(row: dict[str, Any], id_: str) -> str:
    """What the observation implies with another one; or what others imply, which it states."""
    value = text(round(row["value"], _DECIMALS))
    level = f"{row['indicator_id']} {row['period']} = {value} {text(row['unit'])}"
    derivation = label(row["derivation"], spoken())
    if row["stated_observation_id"] is None:
        return joined(level, derivation)
    by = row["stated_observation_id"]
    stated = _("stated here") if by == id_ else _("stated by {id}").format(id=by)
    return joined(level, derivation, stated, label(row["verdict"], spoken()))


def _reason(row: dict[str, Any]) -> str | None:
    """Which rule of choice decided, in words."""
    return described(row["description"], spoken())
