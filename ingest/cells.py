"""The cells of a table in plain text: their figures, and what stands around each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.layout import Block
from ingest.numerals import Quantity, resolution_of
from ingest.periods import Period
from ingest.scene import Other

#: 62, -4.4, 5.5左右, >9, 〔4.7〕 (which adds up several years)
FIGURE = re.compile(
    r"(?P<total>[〔（(\[])?(?P<limit>[≥≤＞＜><约近超])?(?P<sign>[-—+－]?)"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<percent>[%％‰])?"
    r"(?P<about>左右|以上|以内|以下)?(?(total)[〕）)\]])"
)
_BOUND = {"≥": "ge", "以上": "ge", "≤": "le", "以内": "le", "以下": "le", "＜": "lt", "<": "lt"}
_BOUND |= {"＞": "gt", ">": "gt", "超": "gt", "约": "approx", "近": "approx", "左右": "approx"}
NUMERAL = re.compile(r"\d[\d.,]*(?:年|月)?")
_DATE = re.compile(r"(?:19|20)\d\d年?|\d{1,2}月")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_OR_WORDS = re.compile(r"(?:19|20)\d\d|[^\d]*")


@dataclass(slots=True)
class Column:
    """The head of a column and where it stands."""

    text: str
    start: int
    end: int
    unit: str = ""
    scale: str = ""
    measure: str = "level"
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a row, with all that stands around it."""

    match: re.Match[str]
    start: int
    label: str
    row_unit: str
    column: Column | None

    @property
    def negative(self) -> bool:
        """Whether a sign says that the figure is below zero."""
        return self.match["sign"] in ("-", "—", "－")

    @property
    def bound(self) -> str:
        """How exact the figure is: eq, ge, le, gt, lt or approx."""
        return _BOUND.get(self.match["about"] or self.match["limit"] or "", "eq")


def quantity(cell: Cell, scale: str) -> Quantity:
    """The figure of a cell, in a scale that stands elsewhere."""
    number = cell.match["number"].replace(",", "")
    start = cell.start + cell.match.start("number")
    end = cell.start + cell.match.end("percent" if cell.match["percent"] else "number")
    return Quantity(start, end, number, "ar", resolution=resolution_of(number), scale=scale)


def others(block: Block, taken: list[tuple[int, int]]) -> list[Other]:
    """The numerals of a row that state nothing: dates, and the figures of a head."""
    result: list[Other] = []
    for match in NUMERAL.finditer(block.text):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        text = match.group().rstrip(".,")
        end = match.start() + len(text)
        if _DATE.fullmatch(text):
            result.append(Other(match.start(), end, "period", "period.head"))
        elif not taken:
            result.append(Other(match.start(), end, "name", "name.head"))
        else:
            result.append(Other(match.start(), end, "unresolved", "unresolved.cell"))
    return result


def is_head(cells: list[str]) -> bool:
    """A head whose only figures are years."""
    return all(_YEAR_OR_WORDS.fullmatch(t) for t in cells[1:]) and any(
        _YEAR.fullmatch(t) for t in cells[1:]
    )
