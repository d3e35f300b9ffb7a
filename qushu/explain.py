"""Say where an observation stands, which rule read it, and how its value came about."""

from typing import Any

from qushu.errors import QushuError
from qushu.output import text
from qushu.query import Warehouse

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

_BOUNDS = {"approx": "about ", "gt": "more than ", "ge": "at least ", "lt": "less than ",
           "le": "at most "}  # fmt: skip


def explain(warehouse: Warehouse, observation_id: str) -> list[tuple[str, str]]:
    """Return labelled lines about one observation; raise QushuError if there is none."""
    found = warehouse.ask(_OBSERVATION, [observation_id]).records()
    if not found:
        raise QushuError(f"no observation {observation_id}{_hint(warehouse, observation_id)}")
    row = found[0]
    lines = [
        ("observation", observation_id),
        ("sentence", _marked(row)),
        ("document", _joined(row["title"], row["publisher"], row["published_on"])),
        ("place", f"{row['document_id']}, characters {row['span_start']} to {row['span_end']}"),
        ("subject", _joined(row["subject_name"], row["subject_type"], row["district_id"])),
        ("indicator", _joined(row["indicator_name"], row["name_en"], row["indicator_id"])),
        ("scope", text(row["scope"])),
        ("measure", _joined(row["measure"], row["base"])),
        ("period", _joined(row["period"], row["period_basis"])),
        ("status", _joined(row["status"], row["revision"])),
        ("conversion", _conversion(row)),
        ("correction", _correction(row)),
        (
            "precision",
            f"± {text(row['precision'])} {text(row['unit'])}" if row["precision"] else "",
        ),
        ("rule", _joined(row["rule_id"], row["description"])),
    ]
    return [(label, said) for label, said in lines if said]


def _marked(row: dict[str, Any]) -> str:
    """The sentence with the number between ⟦ and ⟧."""
    quote, surface = text(row["quote"]), text(row["surface"])
    start = row["span_start"] - row["quote_start"] if row["quote_start"] is not None else -1
    if start < 0 or quote[start : start + len(surface)] != surface:
        return f"{quote} ⟦{surface}⟧"
    marked = f"{quote[:start]}⟦{surface}⟧{quote[start + len(surface) :]}"
    return "".join(line.strip() for line in marked.splitlines())


def _conversion(row: dict[str, Any]) -> str:
    """The arithmetic from the printed number to the value: 125.93 × 100000000 (亿) = …"""
    factor = (row["scale_factor"] or 1) * (row["factor_to_base"] or 1)
    ends = ("number",) if row["number"] is not None else ("number_low", "number_high")
    printed = " to ".join(text(row[end]) for end in ends)
    value = " to ".join(text(row[end] * factor) for end in ends)
    if row["scale"]:
        printed += f" × {text(row['scale_factor'])} ({row['scale']})"
    if row["unit_printed"] != row["unit"]:
        printed += f" × {text(row['factor_to_base'])} ({row['unit_printed']})"
    return f"{_BOUNDS.get(row['bound'], '')}{printed} = {value} {text(row['unit'])}".strip()


def _correction(row: dict[str, Any]) -> str:
    """What a correction makes of the value that was read, and why."""
    if row["correction"] in ("override", "rescale"):
        value = f"{text(row['value'])} {text(row['unit'])}".strip()
        return _joined(row["correction"], value, row["correction_reason"])
    return _joined(row["correction"], row["correction_reason"])


def _joined(*parts: Any) -> str:
    """What is known of the parts, on one line."""
    return " · ".join(text(part) for part in parts if part is not None)


def _hint(warehouse: Warehouse, observation_id: str) -> str:
    """A few ids of the same document, if it is one."""
    document = observation_id.split("@")[0]
    near = [row[0] for row in warehouse.ask(_NEIGHBOURS, [f"{document}@"]).rows]
    return f"; of that document there are {', '.join(near)} …" if near else ""
