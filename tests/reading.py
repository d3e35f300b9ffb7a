"""What tests of the reader share: read a text, and look at the outcome as a case file states it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from ingest.listing import Source
from ingest.reader import Reading, read_document
from ingest.rows import FactRow

ROOT = Path(__file__).resolve().parents[1]
#: When and where a text was published whose case says nothing about it.
PUBLISHED, PLACE = "2024-03", "渝中区"


def read(text: str, published: str = PUBLISHED, place: str = PLACE, name: str = "text") -> Reading:
    """Read a text as a document of its own."""
    return read_bytes(text.encode(), published, place, name)


def read_bytes(
    data: bytes, published: str = PUBLISHED, place: str = PLACE, name: str = "text"
) -> Reading:
    """Read the bytes of a file as a document of its own."""
    source = Source(name, f"{name}.txt", published_on=published, place=place)
    return read_document(source, data)


def seed(name: str) -> list[dict[str, str]]:
    """The rows of a seed."""
    with (ROOT / "seeds" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _scales() -> dict[str, Decimal]:
    return {"": Decimal(1)} | {r["scale"]: Decimal(r["factor"]) for r in seed("scales.csv")}


@cache
def _units() -> dict[str, tuple[Decimal, str]]:
    units = {r["unit"]: (Decimal(r["factor_to_base"]), r["base_unit"]) for r in seed("units.csv")}
    return {"": (Decimal(1), "")} | units


@dataclass(frozen=True, slots=True)
class Seen:
    """One fact, in base units, with the fields that a case can speak about."""

    surface: str
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    unit: str
    measure: str
    status: str
    bound: str
    year: int | None
    period: str
    subject: str
    indicator: str
    base: str
    scope: str
    wording: str


def seen(fact: FactRow) -> Seen:
    """Apply scale and unit to a fact, as the warehouse does."""
    factor, unit = _units()[fact.unit]
    factor *= _scales()[fact.scale]

    def scaled(number: str) -> Decimal | None:
        return (Decimal(number) * factor).normalize() if number else None

    return Seen(
        fact.surface,
        scaled(fact.number),
        scaled(fact.number_low),
        scaled(fact.number_high),
        unit,
        fact.measure,
        fact.status,
        fact.bound,
        int(fact.year) if fact.year else None,
        fact.period,
        fact.subject_name,
        fact.indicator_name,
        fact.base,
        fact.scope,
        fact.wording,
    )


def facts(reading: Reading) -> list[Seen]:
    """The facts of a reading in the order of the text."""
    return [seen(fact) for fact in reading.facts]


def table(rows: Iterable[Seen]) -> str:
    """Facts one a line, for the message of a failing test."""
    return "\n".join(
        f"  {s.surface!r}: {_value(s)} {s.unit} {s.measure} {s.status} {s.bound} {s.year}"
        f" | {s.subject} | {s.indicator} | base {s.base!r} | scope {s.scope!r}"
        for s in rows
    )


def _value(fact: Seen) -> str:
    if fact.value is not None:
        return f"{fact.value:f}"
    return f"{fact.value_low:f}..{fact.value_high:f}" if fact.value_low is not None else "-"
