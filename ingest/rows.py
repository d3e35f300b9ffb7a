"""The rows that ingest hands to the warehouse: what the raw CSV files hold, column by column."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class DocumentRow(NamedTuple):
    """One document. ``*_basis``: manifest, text or none."""

    document_id: str
    file: str
    title: str
    publisher: str
    published_on: str
    published_basis: str
    place: str
    place_basis: str
    district_id: str
    encoding: str
    sha256: str
    n_characters: int


class MentionRow(NamedTuple):
    """One numeral, with what became of it. Spans are code points of the decoded file."""

    document_id: str
    span_start: int
    span_end: int
    surface: str
    numeral: str
    disposition: str
    reason: str
    observation_id: str


class FactRow(NamedTuple):
    """One fact. Numbers are printed numbers: the scale is named, and never applied here."""

    observation_id: str
    document_id: str
    span_start: int
    span_end: int
    surface: str
    quote_start: int
    quote: str
    subject_name: str
    subject_type: str
    district_id: str
    concept_id: str
    indicator_name: str
    scope: str
    measure: str
    base: str
    base_id: str
    number: str
    number_low: str
    number_high: str
    resolution: str
    scale: str
    unit: str
    bound: str
    bound_side: str
    period: str
    period_start: str
    period_end: str
    period_grain: str
    year: str
    period_basis: str
    status: str
    wording: str
    revision: str
    among: str
    rule_id: str


class MeasureRow(NamedTuple):
    """One unit that answers for one numbered measure of a policy paper."""

    document_id: str
    measure_id: str
    number: int
    section: str
    title: str
    span_start: int
    span_end: int
    role: str
    role_basis: str
    department_name: str
    position: int


Row = DocumentRow | MentionRow | FactRow | MeasureRow

#: File name and row type, in the order in which they are written.
TABLES: dict[str, type[Row]] = {
    "documents.csv": DocumentRow,
    "mentions.csv": MentionRow,
    "facts.csv": FactRow,
    "measures.csv": MeasureRow,
}


def header(row_type: type[Row]) -> list[str]:
    """The column names of a table."""
    return list(row_type._fields)


class TableWriter:
    """Writes the raw tables, a document at a time, so that memory does not grow with the corpus."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._files = {
            name: (folder / name).open("w", encoding="utf-8", newline="") for name in TABLES
        }
        self._writers = {
            name: csv.writer(file, lineterminator="\n") for name, file in self._files.items()
        }
        for name, row_type in TABLES.items():
            self._writers[name].writerow(header(row_type))

    def write(self, name: str, rows: Iterable[Row]) -> None:
        """Append rows to a table."""
        self._writers[name].writerows(rows)

    def close(self) -> None:
        """Flush and close the files."""
        for file in self._files.values():
            file.close()

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
