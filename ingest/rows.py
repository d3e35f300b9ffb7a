"""The rows that ingest hands to the warehouse: what the raw CSV files hold, column by column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
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


def as_csv(rows: Iterable[Row]) -> bytes:
    """Rows as they stand in a raw table: UTF-8, RFC 4180, each ended by a line feed."""
    buffer = io.StringIO()
    plain = csv.writer(buffer, lineterminator="\n")
    # By itself the writer quotes what ends its own lines, and not the other line end.
    quoted = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        has_return = any("\r" in cell for cell in row if isinstance(cell, str))
        (quoted if has_return else plain).writerow(row)
    return buffer.getvalue().encode()
