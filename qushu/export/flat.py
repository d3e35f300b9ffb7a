"""CSV and Parquet: a file for each table, and for CSV one that says what the columns mean."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qushu.export.content import Table
from qushu.files import written
from qushu.output import harmless, text
from qushu.query import Warehouse

DICTIONARY = "columns.csv"


def write_csv(warehouse: Warehouse, table: Table, file: Path, is_safe: bool) -> int:
    """Write RFC 4180 with a header; return the number of rows.

    :param is_safe: put an apostrophe before what a spreadsheet would run as a formula.
    """
    rows = 0
    with written(file) as part, part.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        for row in warehouse.rows(table.sql):
            writer.writerow(_cells(row, is_safe))
            rows += 1
    return rows


def write_dictionary(tables: Iterable[Table], file: Path) -> None:
    """Write what the columns mean, as CSV."""
    with written(file) as part, part.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(("table", "column", "type", "description"))
        writer.writerows(
            (table.name, column.name, column.type, column.description)
            for table in tables
            for column in table.columns
        )


def write_parquet(warehouse: Warehouse, table: Table, file: Path, release: str) -> int:
    """Write Parquet with exact types, and in its metadata the release and the descriptions."""
    described = {column.name: column.description for column in table.columns}
    metadata = {"release": release, "columns": json.dumps(described, ensure_ascii=False)}
    with written(file) as part:
        return warehouse.write_parquet(table.sql, part, metadata)


def _cells(row: tuple[Any, ...], is_safe: bool) -> list[str]:
    """A row as text; numbers stay as they are, since a minus sign before one is no formula."""
    return [text(harmless(value) if is_safe else value) for value in row]
