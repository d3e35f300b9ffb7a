"""Print an answer as a table, CSV, JSON or Markdown."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.table import Table

from qushu.console import out
from qushu.labels import worded
from qushu.query import Answer

# What makes spreadsheets take a cell for a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# On a terminal: the narrowest column of text that can be read, and what stands between two.
_NARROWEST, _BETWEEN = 10, 3


class Format(StrEnum):
    """The ways in which an answer can be printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


def show(
    answer: Answer, style: Format = Format.TABLE, labels: Mapping[str, str] | None = None
) -> None:
    """Print an answer on stdout.

    :param labels: which columns people are shown, and under which names, with the codes in them as
        words; machines get all of it as it is.
    """
    if labels is not None and style in (Format.TABLE, Format.MARKDOWN):
        answer = _labelled(answer, labels)
    if style is Format.TABLE and out.is_terminal:
        _show_on_terminal(answer)
    else:
        # As it stands: rich would wrap, colour, expand tabs or read markup in it.
        out.file.write(rendered(answer, style))


def rendered(answer: Answer, style: Format) -> str:
    """An answer as text, the same on a terminal and off it."""
    return _RENDERERS[style](answer)


def spreadsheet_safe(answer: Answer) -> Answer:
    """The answer with an apostrophe before each text that a spreadsheet would run as a formula."""
    rows = [tuple(harmless(value) for value in row) for row in answer.rows]
    return Answer(tuple(harmless(column) for column in answer.columns), rows)


def text(value: Any) -> str:
    """A value as an analyst writes it: no trailing zeros, no exponent, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(text(item) for item in value)
    return str(value)


def joined(*parts: Any) -> str:
    """What is known of the parts, on one line."""
    return " · ".join(text(part) for part in parts if part is not None)


def to_json(value: Any, indent: int | None = None) -> str:
    """JSON with Chinese as it stands, and decimals as numbers."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_json_value)


def _labelled(answer: Answer, labels: Mapping[str, str]) -> Answer:
    """The columns that are named, without those in which nothing stands."""
    kept = [
        i
        for i, column in enumerate(answer.columns)
        if column in labels and any(text(row[i]) for row in answer.rows)
    ]
    columns = tuple(labels[answer.columns[i]] for i in kept)
    rows = [tuple(worded(answer.columns[i], row[i]) for i in kept) for row in answer.rows]
    return Answer(columns, rows)


def _as_table(answer: Answer) -> str:
    """Columns aligned by what Chinese characters take up, numbers to the right."""
    cells = _one_line([answer.columns, *answer.rows])
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    right = _numeric(answer)
    lines = [_aligned(row, widths, right) for row in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _aligned(row: list[str], widths: list[int], right: list[bool]) -> str:
    """One line of a table."""
    padded = []
    for cell, width, is_right in zip(row, widths, right, strict=True):
        gap = " " * (width - cell_len(cell))
        padded.append(gap + cell if is_right else cell + gap)
    return "  ".join(padded)


def _show_on_terminal(answer: Answer) -> None:
    """A table that folds its texts to the width of the window.

    Numbers and keys stay whole where there is room for all columns, so that a key can be copied.
    """
    cells = _one_line([answer.columns, *answer.rows])
    right = _numeric(answer)
    is_whole = [
        is_right or column == "id" or column.endswith("_id")
        for column, is_right in zip(answer.columns, right, strict=True)
    ]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    needed = sum(
        (width if whole else min(width, _NARROWEST)) + _BETWEEN
        for width, whole in zip(widths, is_whole, strict=True)
    )
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column, is_right, whole in zip(answer.columns, right, is_whole, strict=True):
        table.add_column(
            column,
            justify="right" if is_right else "left",
            overflow="fold",
            no_wrap=whole and needed <= out.width,
        )
    for row in cells[1:]:
        table.add_row(*row)
    out.print(table, markup=False, soft_wrap=False)


def _as_csv(answer: Answer) -> str:
    """RFC 4180 with a header."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([text(value) for value in row] for row in answer.rows)
    return buffer.getvalue()


def _as_json(answer: Answer) -> str:
    """A list of objects."""
    return to_json(answer.records(), indent=2) + "\n"


def _as_markdown(answer: Answer) -> str:
    """A table for a page or a message."""
    rule = ["---:" if is_right else "---" for is_right in _numeric(answer)]
    header, *rows = _one_line([answer.columns, *answer.rows])
    escaped = ([cell.replace("|", "\\|") for cell in row] for row in rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in [header, rule, *escaped])


def harmless(value: Any) -> Any:
    """A value, with an apostrophe before a text that a spreadsheet would run as a formula.

    Numbers stay as they are: a minus sign before one is no formula.
    """
    is_formula = isinstance(value, str) and value.startswith(_FORMULA_STARTS)
    return f"'{value}" if is_formula else value


def _json_value(value: Any) -> Any:
    """A number wherever JSON's readers take it without loss, else text."""
    if isinstance(value, Decimal):
        near = int(value) if value == value.to_integral_value() else float(value)
        return near if Decimal(str(near)) == value else text(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return text(value)


def _numeric(answer: Answer) -> list[bool]:
    """Which columns hold numbers."""
    return [
        any(isinstance(row[i], int | float | Decimal) for row in answer.rows)
        for i in range(len(answer.columns))
    ]


def _one_line(rows: Iterable[Iterable[Any]]) -> list[list[str]]:
    """All cells as text, without line breaks."""
    return [[" ".join(text(value).split()) for value in row] for row in rows]


_RENDERERS: dict[Format, Callable[[Answer], str]] = {
    Format.TABLE: _as_table,
    Format.CSV: _as_csv,
    Format.JSON: _as_json,
    Format.MARKDOWN: _as_markdown,
}
