"""The word lists that the reader works from: seeds shared with the warehouse, and cue words.

Everything that names something (a district, an indicator, a unit) is a line of a CSV under
``seeds/``; everything that only helps to read (cues) is in ``ingest/language/cues.yml``.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
#: The dimensions of units that count: 家, 人, 人次.
COUNTED = frozenset({"count", "persons", "person_times"})
CUES = Path(__file__).resolve().parent / "language" / "cues.yml"


#: The lists of one group of cue words, by name.
Groups = dict[str, list[str]]


class VocabularyError(ValueError):
    """A line of a vocabulary cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class District:
    """A row of ``seeds/districts.csv`` as far as the reader needs it; ``parent`` is an id or ""."""

    district_id: str
    name: str
    kind: str
    is_municipality: bool
    parent: str
    is_former: bool

    @property
    def subject_type(self) -> str:
        """How READING.md names this kind of subject."""
        if self.kind in ("province", "city"):
            return "city"
        return "district" if self.kind == "county" else self.kind


@dataclass(frozen=True, slots=True)
class Concept:
    """A row of ``seeds/indicators.csv`` as far as the reader needs it."""

    indicator_id: str
    name: str
    unit: str
    dimension: str


@dataclass(frozen=True)
class Vocabulary:
    """All word lists, loaded once per process."""

    unit_of_alias: dict[str, str]
    dimension_of_unit: dict[str, str]
    factor_of_scale: dict[str, Decimal]
    count_aliases: frozenset[str]
    districts: dict[str, District]
    districts_of_alias: dict[str, tuple[str, ...]]
    common_aliases: frozenset[str]
    concepts: dict[str, Concept]
    concept_of_alias: dict[str, str]
    cues: Groups
    cue_groups: dict[str, Groups]


#: What the reader needs of each seed.
_COLUMNS = {
    "units.csv": {"unit", "dimension"},
    "unit_aliases.csv": {"alias", "unit"},
    "districts.csv": {
        *("district_id", "name_zh", "type", "is_municipality", "parent_district_id", "valid_to"),
    },
    "district_aliases.csv": {"alias", "district_id", "is_common_word"},
    "indicators.csv": {"indicator_id", "name_zh", "unit", "dimension"},
    "indicator_aliases.csv": {"alias", "indicator_id"},
    "scales.csv": {"scale", "factor"},
}


def _rows(name: str, seeds: Path) -> list[dict[str, str]]:
    path = seeds / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            columns, rows = reader.fieldnames or (), list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(f"{path.name}: {error}") from error
    if missing := _COLUMNS[name].difference(columns):
        raise VocabularyError(f"{path.name}, line 1: no column {sorted(missing)[0]!r}")
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise VocabularyError(f"{path.name}, line {number}: wrong number of cells")
    return rows


def _scales(seeds: Path) -> dict[str, Decimal]:
    factors = {}
    for number, row in enumerate(_rows("scales.csv", seeds), 2):
        try:
            factors[row["scale"]] = Decimal(row["factor"])
        except InvalidOperation as error:
            said = row["factor"]
            raise VocabularyError(f"scales.csv, line {number}: {said!r} is no number") from error
    return factors


def _cues() -> dict[str, Any]:
    try:
        cues = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise VocabularyError(f"{CUES.name}: {' '.join(str(error).split())}") from error
    if not isinstance(cues, dict):
        raise VocabularyError(f"{CUES.name}: no lists by name")
    return cues


@functools.cache
def load(seeds: Path = SEEDS) -> Vocabulary:
    """Load the vocabularies.

    :param seeds: the folder of seed files.
    :raises VocabularyError: when a file is missing or a line is malformed.
    """
    dimension = {r["unit"]: r["dimension"] for r in _rows("units.csv", seeds)}
    units = {r["alias"]: r["unit"] for r in _rows("unit_aliases.csv", seeds)}
    districts = {
        r["district_id"]: District(
            r["district_id"],
            r["name_zh"],
            r["type"],
            r["is_municipality"] == "true",
            r["parent_district_id"],
            bool(r["valid_to"]),
        )
        for r in _rows("districts.csv", seeds)
    }
    of_alias: dict[str, tuple[str, ...]] = {}
    common: set[str] = set()
    for row in _rows("district_aliases.csv", seeds):
        alias = row["alias"]
        of_alias[alias] = (*of_alias.get(alias, ()), row["district_id"])
        if row["is_common_word"] == "true":
            common.add(alias)
    concepts = {
        r["indicator_id"]: Concept(r["indicator_id"], r["name_zh"], r["unit"], r["dimension"])
        for r in _rows("indicators.csv", seeds)
    }
    cues = _cues()
    return Vocabulary(
        unit_of_alias=units,
        dimension_of_unit=dimension,
        factor_of_scale=_scales(seeds),
        count_aliases=frozenset(a for a, u in units.items() if dimension.get(u) in COUNTED),
        districts=districts,
        districts_of_alias=of_alias,
        common_aliases=frozenset(common),
        concepts=concepts,
        concept_of_alias={
            r["alias"]: r["indicator_id"] for r in _rows("indicator_aliases.csv", seeds)
        },
        cues={name: words for name, words in cues.items() if isinstance(words, list)},
        cue_groups={name: group for name, group in cues.items() if isinstance(group, dict)},
    )
