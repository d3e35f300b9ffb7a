"""Read tables that stand in plain text: columns of blanks, bars or tabs, heads with units."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.indicators import Indicator
from ingest.layout import Block
from ingest.lexicon import Lexicon
from ingest.numerals import SCALE, Quantity, resolution_of
from ingest.periods import Period, PeriodReader
from ingest.scene import Fact, Other, Scene

_UNIT_LINE = re.compile(r"(?:计量)?单位\s*[:：]\s*(?P<units>[^）)。；]+)")
_IN_BRACKETS = re.compile(r"[（(](?P<unit>[^（）()]{1,14})[）)]")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_FIGURE = re.compile(
    r"(?P<sign>[-—+－]?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<percent>[%％‰])?"
)
_SCALED_UNIT = re.compile(rf"({SCALE})(.+)")
_NUMERAL = re.compile(r"\d[\d.,]*(?:年|月)?")
_DATE = re.compile(r"(?:19|20)\d\d年?|\d{1,2}月")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_OR_WORDS = re.compile(r"(?:19|20)\d\d|[^\d]*")
#: 其中：, 一、 and 1. before what a row is about; marks after it.
_ROW_LEAD = re.compile(r"^(?:其中[:：]?|[一二三四五六七八九十]+、|\d+[.、])\s*")
_ROW_MARKS = " 　#*"
#: 全市, 合计: a row about all places of the table.
_TOTAL = re.compile(r"[全总合][国省市区县体计]+")
_PART_OF = re.compile(r"(?P<part>.+?)占(?P<whole>.+?)的?(?:比重|比例)")
_PLANNED = re.compile(r"目标|计划|预期")


@dataclass(slots=True)
class _Column:
    """The head of a column and where it stands."""

    text: str
    start: int
    end: int
    unit: str = ""
    scale: str = ""
    measure: str = "level"
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure of a row, with all that stands around it."""

    match: re.Match[str]
    start: int
    label: str
    row_unit: str
    column: _Column | None


@dataclass(slots=True)
class Grid:
    """A table that is being read, row by row."""

    lexicon: Lexicon
    columns: list[_Column] = field(default_factory=list)
    unit: str = ""
    title: str = ""
    group: str = ""

    def caption(self, text: str) -> None:
        """Take note of a line outside of the rows: a title, or 单位：亿元."""
        self.columns = []
        self.group = ""
        match = _UNIT_LINE.search(text)
        if match is None:
            self.title, self.unit = text[:60], ""
        else:
            self.unit = match["units"].split("、")[0].strip()
            before = text[: match.start()].strip("（ ")
            if len(before) >= 4:
                self.title = before[:60]

    def read(self, block: Block, scene: Scene) -> list[Fact | Other]:
        """Read a row: a head, or a label with its figures.

        :returns: facts and other numerals; every run of digits of the row is in one of them.
        """
        cells = [(block.text[s:e].strip(), s, e) for s, e in block.cells]
        figures = [_FIGURE.fullmatch(text.replace(" ", "")) for text, _, _ in cells]
        if not any(figures[1:]) or _is_head([text for text, _, _ in cells]):
            self.columns = [self._head(*cell, scene) for cell in cells]
            return list(_others(block, []))
        label = cells[0][0]
        units = [text for text, _, _ in cells[1:] if self._as_unit(text)[1]]
        row_unit = units[-1] if units else ""
        facts: list[Fact] = []
        for i, (match, (_, start, end)) in enumerate(zip(figures, cells, strict=True)):
            if match is None or i == 0:
                continue
            column = self._column(start, end, i, len(cells))
            fact = self._fact(_Cell(match, start, label, row_unit, column), scene)
            if fact:
                fact.sentence = (0, len(block.text))
                facts.append(fact)
        return [*facts, *_others(block, [(f.start, f.end) for f in facts])]

    def _head(self, text: str, start: int, end: int, scene: Scene) -> _Column:
        """Read the head of a column: its unit, measure and period."""
        column = _Column(text, start, end)
        bracket = _IN_BRACKETS.search(text)
        if bracket:
            column.scale, column.unit = self._as_unit(bracket["unit"])
        cues = self.lexicon.cues
        if cues.head_rank.search(text):
            column.measure, column.unit = "rank", "位"
        elif cues.head_growth.search(text):
            column.measure, column.unit = "growth", column.unit or "%"
        elif cues.head_share.search(text):
            column.measure, column.unit = "share", column.unit or "%"
        dated = [p for p in PeriodReader(scene.published).find(text) if p.last is not None]
        column.period = dated[0] if dated else None
        return column

    def _column(self, start: int, end: int, index: int, n_cells: int) -> _Column | None:
        """The column of a cell: by its number, or by where it stands."""
        if not self.columns:
            return None
        if len(self.columns) == n_cells:
            return self.columns[index]
        if len(self.columns) == n_cells - 1:
            return self.columns[index - 1]
        return max(self.columns, key=lambda c: min(c.end, end) - max(c.start, start))

    def _as_unit(self, text: str) -> tuple[str, str]:
        """Split 万吨 into scale and unit; ("", "") when it is no unit."""
        aliases = self.lexicon.vocabulary.unit_of_alias
        text = text.strip().replace("％", "%")
        if text in aliases:
            return "", aliases[text]
        match = _SCALED_UNIT.fullmatch(text)
        if match and match[2] in aliases:
            return match[1], aliases[match[2]]
        return "", ""

    def _fact(self, cell: _Cell, scene: Scene) -> Fact | None:
        """What a figure states; None where nothing says its unit."""
        catalogue = self.lexicon.catalogue
        name = _ROW_LEAD.sub("", _IN_BRACKETS.sub("", cell.label).strip(_ROW_MARKS))
        among = cell.label.strip().startswith("其中")
        subject = scene.subject
        indicator = catalogue.name(name)
        about = None if indicator.concept_id else self._measured(cell.column)
        if about is not None:
            # A table by place or group: what is measured stands in the column's head or the title.
            place = self.lexicon.gazetteer.whole(name, scene.near)
            subject = place or subject
            indicator = about
            if not place and not _TOTAL.fullmatch(name):
                indicator = replace(about, name=f"{name}{about.name}", scope=name)
        scale, unit = self._unit(cell, indicator)
        if not unit:
            return None
        measure = cell.column.measure if cell.column else "level"
        dimension = self.lexicon.dimension(unit)
        part = _PART_OF.match(name)
        base, base_id = "", ""
        if part and dimension == "percent":
            indicator, measure = catalogue.name(part["part"]), "share"
            base = part["whole"]
            base_id = catalogue.name(base).concept_id or base
        quantity = _quantity(cell, scale)
        whole = not self.lexicon.is_count(unit) or self.lexicon.is_whole(quantity)
        concept = indicator.concept_id
        fits = not concept or (whole and catalogue.fits(concept, dimension))
        if measure == "level" and not fits:
            plain = name if indicator.scope != name else indicator.name
            indicator = Indicator("", plain, indicator.scope)
        if unit == "%" and self.lexicon.cues.head_growth.search(name):
            measure = "growth"
        if measure == "growth":
            base, base_id = "上年同期", "yoy"
        if among and self.group and not indicator.concept_id:
            indicator = replace(indicator, scope=self.group)
        if not among:
            self.group = indicator.name
        fact = Fact(
            quantity,
            quantity.start,
            quantity.end,
            subject,
            indicator,
            measure,
            f"table.{measure}",
            number=f"-{quantity.number}"
            if cell.match["sign"] in ("-", "—", "－")
            else quantity.number,
            unit=unit,
            scale=scale,
            base=base,
            base_id=base_id,
        )
        self._date(fact, cell.column, scene)
        return fact

    def _unit(self, cell: _Cell, indicator: Indicator) -> tuple[str, str]:
        """Scale and unit of a figure: from the nearest that says it, and at last the catalogue."""
        if cell.column is not None and cell.column.unit:
            return cell.column.scale, cell.column.unit
        bracket = _IN_BRACKETS.search(cell.label)
        for text in (bracket["unit"] if bracket else "", cell.row_unit):
            scale, unit = self._as_unit(text)
            if unit:
                return scale, unit
        if cell.match["percent"]:
            return "", "%"
        scale, unit = self._as_unit(self.unit)
        if not unit and indicator.concept_id:
            unit = self.lexicon.catalogue.concept(indicator.concept_id).unit
        return scale, unit

    def _date(self, fact: Fact, column: _Column | None, scene: Scene) -> None:
        """Give a fact the period of its column, of the table's title, or of the text."""
        printed = (column.period if column else None) or _titled(self.title, scene)
        fact.period = printed or scene.period or scene.reference
        fact.period_basis = "explicit" if printed else "inferred"
        year = fact.period.year if fact.period else None
        future = bool(year and scene.published and year > scene.published.year)
        if future or _PLANNED.search(self.title + (column.text if column else "")):
            fact.status = "target"

    def _measured(self, column: _Column | None) -> Indicator | None:
        """The catalogued indicator that a column's head or the table's title names."""
        for text in (column.text if column else "", self.title):
            found = self.lexicon.catalogue.matches(_BRACKETS.sub("", text))
            if found:
                concept = self.lexicon.catalogue.concept(found[-1][2])
                return Indicator(concept.indicator_id, concept.name)
        return None


def _quantity(cell: _Cell, scale: str) -> Quantity:
    number = cell.match["number"].replace(",", "")
    start = cell.start + (1 if cell.match["sign"] else 0)
    end = cell.start + len(cell.match.group())
    return Quantity(start, end, number, "ar", resolution=resolution_of(number), scale=scale)


def _others(block: Block, taken: list[tuple[int, int]]) -> list[Other]:
    """The numerals of a row that state nothing: dates, and the figures of a head."""
    result: list[Other] = []
    for match in _NUMERAL.finditer(block.text):
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


def _titled(title: str, scene: Scene) -> Period | None:
    """The period that a table's title names."""
    periods = PeriodReader(scene.published).find(title)
    return next((p for p in periods if p.last and p.grain != "duration"), None)


def _is_head(cells: list[str]) -> bool:
    """A head whose only figures are years."""
    return all(_YEAR_OR_WORDS.fullmatch(t) for t in cells[1:]) and any(
        _YEAR.fullmatch(t) for t in cells[1:]
    )
