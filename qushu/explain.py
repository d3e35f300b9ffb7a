"""Say where an observation stands, which rule read it, and how its value came about."""

from typing import Any

from qushu import standing
from qushu.errors import QushuError
from qushu.figures import conversion
from qushu.language import _, spoken
from qushu.output import joined, text
from qushu.query import Warehouse
from qushu.quotes import marked
from qushu.words import described, label

_OBSERVATION = """
select
    observation.*, document.title, document.publisher, indicator.name_en, rule.description,
    scales.factor as scale_factor, units.factor_to_base
from marts.fct_observation as observation
left join marts.dim_document as document using (document_id)
left join marts.dim_indicator as indicator using (indicator_id)
left join marts.dim_rule as rule using (rule_id)
left join staging.stg_scales as scales on observation.scale = scales.scale
left join marts.dim_unit as units on observation.unit_printed = units.unit
where observation.observation_id = ?
"""

# A few ids that begin alike, for one mistyped.
_NEIGHBOURS = """
select observation_id from marts.fct_observation
where starts_with(observation_id, ?)
order by document_id, span_start, observation_id
limit 3
"""


def explain(warehouse: Warehouse, observation_id: str) -> list[tuple[str, str]]:
    """Return labelled lines about one observation; raise QushuError if there is none."""
    found = warehouse.ask(_OBSERVATION, [observation_id]).records()
    if not found:
        message = _("no observation {id}").format(id=observation_id)
        raise QushuError(f"{message}{_hint(warehouse, observation_id)}")
    row = found[0]
    offset = row["span_start"] - row["quote_start"] if row["quote_start"] is not None else None
    precision = f"± {text(row['precision'])} {text(row['unit'])}" if row["precision"] else ""
    subject_type = None if row["subject_type"] == "other" else _word(row["subject_type"])
    lines = [
        (_("observation"), observation_id),
        (_("sentence"), marked(text(row["quote"]), text(row["surface"]), offset)),
        (_("document"), joined(row["title"], row["publisher"], row["published_on"])),
        (_("place"), _place(row)),
        (_("subject"), joined(row["subject_name"], subject_type, row["district_id"])),
        (_("indicator"), joined(row["indicator_name"], row["name_en"], row["indicator_id"])),
        (_("scope"), text(row["scope"])),
        (_("measure"), joined(_word(row["measure"]), row["base"])),
        (_("period"), joined(row["period"], _word(row["period_basis"]))),
        (_("status"), joined(*map(_word, (row["status"], row["wording"], row["revision"])))),
        (_("conversion"), f"{_bounds().get(row['bound'], '')}{conversion(row)}"),
        (_("correction"), _correction(row)),
        (_("precision"), precision),
        (_("rule"), joined(row["rule_id"], described(row["description"], spoken()))),
        *standing.of(warehouse, row),
    ]
    return [(name, said) for name, said in lines if said]


def _word(code: str | None) -> str | None:
    return label(code, spoken()) or None


def _place(row: dict[str, Any]) -> str:
    said = _("{document}, characters {start} to {end}")
    return said.format(document=row["document_id"], start=row["span_start"], end=row["span_end"])


def _bounds() -> dict[str, str]:
    return {
        "approx": _("about "),
        "gt": _("more than "),
        "ge": _("at least "),
        "lt": _("less than "),
        "le": _("at most "),
    }


def _correction(row: dict[str, Any]) -> str:
    """What a correction makes of the value that was read, and why."""
    if row["correction"] in ("override", "rescale"):
        value = f"{text(row['value'])} {text(row['unit'])}".strip()
        return joined(_word(row["correction"]), value, row["correction_reason"])
    return joined(_word(row["correction"]), row["correction_reason"])


def _hint(warehouse: Warehouse, observation_id: str) -> str:
    """A few ids of the same document, if it is one."""
    document = observation_id.split("@")[0]
    near = [row[0] for row in warehouse.ask(_NEIGHBOURS, [f"{document}@"]).rows]
    return _("; of that document there are {ids} …").format(ids=", ".join(near)) if near else ""
