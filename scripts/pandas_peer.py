"""The saved questions (`qushu/questions/`) asked of the raw CSV with pandas, as a script would.

Each function takes the raw folder and returns a frame; each reads only the columns that it needs.
Where the warehouse does more (weighs rounding, tries every identity, knows what was revised), the
script does the simplest thing that resembles it: the comparison favours pandas.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
#: What tells one indicator from another.
_INDICATOR = ["indicator_name", "measure", "base_id"]
_CELL = ["subject_name", *_INDICATOR, "year"]


def _raw(raw: Path, table: str, columns: list[str]) -> pd.DataFrame:
    """Some columns of a raw table."""
    return pd.read_csv(raw / f"{table}.csv", usecols=columns, dtype=str)


def _facts(raw: Path, *columns: str) -> pd.DataFrame:
    """Some columns of the facts, with their value."""
    wanted = {"number", "scale", "status", *columns}
    facts = _raw(raw, "facts", sorted(wanted))
    scales = pd.read_csv(ROOT / "seeds" / "scales.csv").set_index("scale")["factor"]
    facts["value"] = facts["number"].astype(float) * facts["scale"].map(scales).fillna(1)
    return facts


def _published(raw: Path, facts: pd.DataFrame) -> pd.DataFrame:
    """Facts with the date of their text."""
    return facts.merge(_raw(raw, "documents", ["document_id", "published_on"]), on="document_id")


def _latest(facts: pd.DataFrame) -> pd.DataFrame:
    """The figure of each place, indicator and year that was published last."""
    return facts.sort_values("published_on").drop_duplicates(_CELL, keep="last")


def departments(raw: Path) -> pd.DataFrame:
    """Which department leads which target."""
    facts = _facts(raw, "document_id", "span_start", "span_end", "indicator_name", "year")
    targets = facts[facts["status"] == "target"]
    measures = _raw(
        raw, "measures", ["document_id", "span_start", "span_end", "role", "department_name"]
    )
    leading = measures[measures["role"] == "lead"]
    found = targets.merge(leading, on="document_id", suffixes=("", "_measure"))
    for column in ("span_start", "span_end", "span_start_measure", "span_end_measure"):
        found[column] = found[column].astype(int)
    inside = (found["span_start"] >= found["span_start_measure"]) & (
        found["span_end"] <= found["span_end_measure"]
    )
    return found[inside].sort_values(["department_name", "indicator_name"])


def growth_to_targets(raw: Path) -> pd.DataFrame:
    """What growth a target still needs."""
    facts = _facts(raw, *_CELL)
    targets = facts[facts["status"] == "target"]
    actuals = facts[facts["status"] == "actual"].sort_values("year")
    latest = actuals.drop_duplicates(["subject_name", *_INDICATOR], keep="last")
    found = targets.merge(latest, on=["subject_name", *_INDICATOR], suffixes=("", "_latest"))
    years = found["year"].astype(int) - found["year_latest"].astype(int)
    found = found[years > 0]
    found["needed"] = 100 * ((found["value"] / found["value_latest"]) ** (1 / years) - 1)
    return found


def wordings(raw: Path) -> pd.DataFrame:
    """How firmly the targets are worded."""
    facts = _raw(raw, "facts", ["document_id", "wording", "status"])
    return facts[facts["status"] == "target"].groupby(["document_id", "wording"]).size().to_frame()


def stated_several_ways(raw: Path) -> pd.DataFrame:
    """Which yearly figures are stated in several ways."""
    facts = _published(raw, _facts(raw, "document_id", *_CELL))
    facts = facts[facts["status"].isin(["actual", "estimate"])]
    stated = facts.groupby(_CELL, dropna=False)["value"].agg(["nunique", "size"])
    return _latest(facts).merge(stated[stated["nunique"] > 1].reset_index(), on=_CELL)


def known_on(raw: Path) -> pd.DataFrame:
    """What was known at the end of 2020 of totals."""
    facts = _published(raw, _facts(raw, "document_id", "concept_id", *_CELL))
    known = facts[
        (facts["published_on"] < "2021")
        & facts["concept_id"].str.endswith("_total", na=False)
        & facts["status"].isin(["actual", "estimate"])
    ]
    return _latest(known)


def sums(raw: Path) -> pd.DataFrame:
    """Whether exports and imports add up to foreign trade: one identity of all."""
    facts = _facts(raw, "document_id", "concept_id", "measure", "year")
    names = ["exports_total", "imports_total", "foreign_trade_total"]
    levels = facts[facts["concept_id"].isin(names) & (facts["measure"] == "level")]
    wide = levels.pivot_table(
        index=["document_id", "year"], columns="concept_id", values="value", aggfunc="first"
    )
    rest = wide["foreign_trade_total"] - wide["exports_total"] - wide["imports_total"]
    return (rest.abs() < 1e6).value_counts().to_frame()


def foreign_trade(raw: Path) -> pd.DataFrame:
    """How large the foreign trade of each place is."""
    facts = _published(raw, _facts(raw, "document_id", "concept_id", *_CELL))
    found = facts[
        (facts["concept_id"] == "foreign_trade_total")
        & (facts["measure"] == "level")
        & facts["status"].isin(["actual", "estimate"])
    ]
    return _latest(found).sort_values(["subject_name", "year"])


def fastest(raw: Path) -> pd.DataFrame:
    """What grew fastest."""
    facts = _published(raw, _facts(raw, "document_id", "concept_id", *_CELL))
    growth = facts[
        (facts["measure"] == "growth") & (facts["status"] == "actual") & facts["concept_id"].notna()
    ]
    return _latest(growth).nlargest(5, "value")


def of_a_text(raw: Path, document: str) -> pd.DataFrame:
    """What one text says about a theme."""
    facts = _facts(raw, "document_id", "concept_id", "surface", "indicator_name", "period")
    themes = pd.read_csv(
        ROOT / "seeds" / "indicators.csv", usecols=["indicator_id", "theme"]
    ).rename(columns={"indicator_id": "concept_id"})
    found = facts[facts["document_id"] == document].merge(themes, on="concept_id")
    return found[found["theme"] == "foreign_trade"].head(6)


def accounted_for(raw: Path) -> pd.DataFrame:
    """How much of each text is accounted for."""
    mentions = _raw(raw, "mentions", ["document_id", "disposition"])
    return pd.crosstab(mentions["document_id"], mentions["disposition"])


def peers(document: str) -> dict[str, Callable[[Path], pd.DataFrame]]:
    """A function for each saved question, by its name; `document` is what `one-text` is about."""
    return {
        "accounted-for": accounted_for,
        "disputed-figures": stated_several_ways,
        "fastest-growth": fastest,
        "foreign-trade": foreign_trade,
        "identity-verdicts": sums,
        "known-on-a-day": known_on,
        "lead-departments": departments,
        "one-text": partial(of_a_text, document=document),
        "target-paths": growth_to_targets,
        "target-wordings": wordings,
    }
