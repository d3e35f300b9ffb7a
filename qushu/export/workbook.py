"""Excel: one workbook, a sheet for each table, and before them a sheet of notes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qushu.errors import QushuError
from qushu.export.content import Table
from qushu.files import written
from qushu.language import _
from qushu.output import text
from qushu.query import Warehouse

NOTES = "Notes"
# Excel's own limits: rows of a sheet with its header, characters of a cell, digits of a number.
_MOST_ROWS = 1_048_576
_LONGEST = 32_767
_DIGITS = 15
_FIRST_DAY = date(1900, 1, 1)
_WIDEST = 40


def write(warehouse: Warehouse, tables: Sequence[Table], file: Path, about: Iterable[str]) -> int:
    """Write a workbook; return the number of rows.

    Numbers are numbers and days are days; a number with more digits than Excel holds, and a day
    before 1900, stand as text, and the notes say so.

    :param about: lines for the head of the notes.
    :raises QushuError: a table has more rows than a sheet.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    total = 0
    with written(file) as part, xlsxwriter.Workbook(part, options) as workbook:
        styles = {
            "bold": workbook.add_format({"bold": True}),
            "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
        }
        notes = workbook.add_worksheet(NOTES)
        changed: dict[tuple[str, str], list[str]] = {}
        for table in tables:
            sheet = _Sheet(workbook.add_worksheet(table.name), table, styles)
            for row in warehouse.rows(table.sql):
                sheet.append(row)
            sheet.close()
            changed |= sheet.notes()
            total += sheet.n_rows
        _write_notes(notes, tables, about, changed, styles)
    return total


class _Sheet:
    """One table, written row by row."""

    def __init__(self, sheet: Worksheet, table: Table, styles: dict[str, Format]) -> None:
        self._sheet, self._table, self._styles = sheet, table, styles
        self.n_rows = 0
        self._as_text = [0] * len(table.columns)
        self._cut = [0] * len(table.columns)
        for i, column in enumerate(table.columns):
            sheet.set_column(i, i, min(_WIDEST, max(len(column.name) + 2, 12)))
            sheet.write_string(0, i, column.name, styles["bold"])
        sheet.freeze_panes(1, 0)

    def append(self, row: tuple[Any, ...]) -> None:
        """Write the next row."""
        self.n_rows += 1
        if self.n_rows >= _MOST_ROWS:
            message = _(
                "{table} has more rows than a sheet of Excel ({most}); export Parquet or CSV"
            )
            raise QushuError(message.format(table=self._table.name, most=_MOST_ROWS - 1))
        for i, value in enumerate(row):
            self._write(i, value)

    def close(self) -> None:
        """After the last row."""
        self._sheet.autofilter(0, 0, self.n_rows, max(len(self._table.columns) - 1, 0))

    def notes(self) -> dict[tuple[str, str], list[str]]:
        """What the sheet could not hold as it is, by table and column."""
        said: dict[tuple[str, str], list[str]] = {}
        for i, column in enumerate(self._table.columns):
            notes = []
            if n := self._as_text[i]:
                notes.append(_("{n} values stand as text: Excel would round them.").format(n=n))
            if n := self._cut[i]:
                message = _("{n} values are cut after {most} characters.")
                notes.append(message.format(n=n, most=_LONGEST))
            if notes:
                said[self._table.name, column.name] = notes
        return said

    def _write(self, i: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self.n_rows, i, value)
        elif isinstance(value, int | float | Decimal) and _is_exact(value):
            self._sheet.write_number(self.n_rows, i, float(value))
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
            self._sheet.write_datetime(self.n_rows, i, value, self._styles["day"])
        else:
            said = text(value)
            self._as_text[i] += not isinstance(value, str | list)
            self._cut[i] += len(said) > _LONGEST
            self._sheet.write_string(self.n_rows, i, said[:_LONGEST])


def _is_exact(value: int | float | Decimal) -> bool:
    """Whether Excel, which keeps 15 digits, shows the number as it is."""
    if isinstance(value, float):
        return True
    return len(Decimal(value).normalize().as_tuple().digits) <= _DIGITS


def _write_notes(
    sheet: Worksheet,
    tables: Sequence[Table],
    about: Iterable[str],
    changed: dict[tuple[str, str], list[str]],
    styles: dict[str, Format],
) -> None:
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 2, 16)
    sheet.set_column(3, 4, 60)
    line = 0
    for said in about:
        sheet.write_string(line, 0, said)
        line += 1
    line += 1
    heads = (_("table"), _("column"), _("type"), _("meaning"), _("in this file"))
    for i, head in enumerate(heads):
        sheet.write_string(line, i, head, styles["bold"])
    for table in tables:
        line += 1
        sheet.write_string(line, 0, table.name, styles["bold"])
        sheet.write_string(line, 3, table.description, styles["wrap"])
        for column in table.columns:
            line += 1
            here = " ".join(changed.get((table.name, column.name), []))
            cells = (table.name, column.name, column.type, column.description, here)
            for i, cell in enumerate(cells):
                sheet.write_string(line, i, cell, styles["wrap"])
