"""Read tables that stand in plain text: columns of blanks, bars or tabs, heads with units."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.clauses import COUNTED, ClauseReader, Fact, Other, Scene, is_whole
from ingest.indicators import Indicator
from ingest.layout import Block
from ingest.numerals import Quantity
from ingest.periods import Period, PeriodReader
from ingest.places import Subject

_UNIT_LINE = re.compile(r"(?:计量)?单位\s*[:：]\s*(?P<units>[^）)。；]+)")
_IN_BRACKETS = re.compile(r"[（(](?P<unit>[^（）()]{1,14})[）)]")
_FIGURE = re.compile(r"(?P<sign>[-—+－]?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<percent>[%％‰])?")
_GROWTH = re.compile(r"同比|增长|增速|增幅|比上年|±")
_SHARE = re.compile(r"比重|占比|构成|份额")
_RANK = re.compile(r"位次|排名|名次")


@dataclass(slots=True)
class _Column:
    text: str
    start: int
    end: int
    unit: str = ""
    scale: str = ""
    measure: str = "level"
    period: Period | None = None
    is_unit: bool = False


@dataclass(slots=True)
class Grid:
    """A table that is being read, row by row."""

    columns: list[_Column] = field(default_factory=list)
    unit: str = ""
    scale: str = ""
    title: str = ""
    group: str = ""

    def caption(self, text: str) -> None:
        """Take note of a line outside of the rows: a title, or 单位：亿元."""
        self.columns = []
        self.group = ""
        match = _UNIT_LINE.search(text)
        if match is None:
            self.title, self.unit, self.scale = text[:60], "", ""
        else:
            self._units = match["units"]
            self.unit = match["units"].split("、")[0].strip()

    _units: str = ""

    def read(self, block: Block, scene: Scene, reader: ClauseReader) -> list[Fact | Other]:
        """Read a row: a head, or a label with its figures."""
        cells = [(block.text[s:e].strip(), s, e) for s, e in block.cells]
        figures = [_FIGURE.fullmatch(text.replace(" ", "")) for text, _, _ in cells]
        if not any(figures[1:]) or _is_head(cells):
            self._head(cells, scene, reader)
            return self._others(block, [])
        label, label_start, label_end = cells[0]
        result: list[Fact | Other] = []
        row_unit = ""
        values = [(i, m) for i, m in enumerate(figures) if m and i > 0]
        for text, _, _ in cells[1:]:
            if self._as_unit(text, reader)[1]:
                row_unit = text
        for i, match in values:
            _, start, end = cells[i]
            column = self._column(start, end, i, len(cells))
            fact = self._fact(label, row_unit, column, match, (start, end), scene, reader)
            if fact:
                fact.sentence = (0, len(block.text))
                result.append(fact)
        taken = [(f.start, f.end) for f in result if isinstance(f, Fact)]
        return result + self._others(block, taken)

    def _others(self, block: Block, taken: list[tuple[int, int]]) -> list[Fact | Other]:
        result: list[Fact | Other] = []
        for match in re.finditer(r"\d[\d.,]*(?:年|月)?", block.text):
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            text = match.group().rstrip(".,")
            end = match.start() + len(text)
            year = re.fullmatch(r"(?:19|20)\d\d年?|\d{1,2}月", text)
            disposition = "period" if year else "name" if not taken else "unresolved"
            rule = {"period": "period.head", "name": "name.head"}.get(disposition, "unresolved.cell")
            result.append(Other(match.start(), end, disposition, rule))
        return result

    def _head(self, cells: list[tuple[str, int, int]], scene: Scene, reader: ClauseReader) -> None:
        self.columns = []
        for text, start, end in cells:
            column = _Column(text, start, end)
            if re.fullmatch(r"(?:计量)?单位", text):
                column.is_unit = True
            bracket = _IN_BRACKETS.search(text)
            inner = bracket["unit"] if bracket else ""
            if inner:
                column.scale, column.unit = self._as_unit(inner, reader)
            if _RANK.search(text):
                column.measure, column.unit = "rank", "位"
            elif _GROWTH.search(text):
                column.measure = "growth"
                column.unit = column.unit or "%"
            elif _SHARE.search(text):
                column.measure = "share"
                column.unit = column.unit or "%"
            periods = PeriodReader(scene.published).find(text)
            dated = [p for p in periods if p.last is not None]
            if dated:
                column.period = dated[0]
            self.columns.append(column)

    def _column(self, start: int, end: int, index: int, n_cells: int) -> _Column | None:
        if not self.columns:
            return None
        if len(self.columns) == n_cells:
            return self.columns[index]
        if len(self.columns) == n_cells - 1:
            return self.columns[index - 1]
        return max(self.columns, key=lambda c: min(c.end, end) - max(c.start, start))

    def _as_unit(self, text: str, reader: ClauseReader) -> tuple[str, str]:
        """Split 万吨 into scale and unit; ("", "") when it is no unit."""
        aliases = reader.numerals._vocabulary.unit_of_alias
        text = text.strip().replace("％", "%")
        if text in aliases:
            return "", aliases[text]
        match = re.fullmatch(r"(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)(.+)", text)
        if match and match[2] in aliases:
            return match[1], aliases[match[2]]
        return "", ""

    def _fact(
        self,
        label: str,
        row_unit: str,
        column: _Column | None,
        match: re.Match[str],
        cell: tuple[int, int],
        scene: Scene,
        reader: ClauseReader,
    ) -> Fact | None:
        bracket = _IN_BRACKETS.search(label)
        name = _IN_BRACKETS.sub("", label).strip(" 　#*") if bracket else label.strip(" 　#*")
        name = re.sub(r"^(?:其中[:：]?|[一二三四五六七八九十]+、|\d+[.、])\s*", "", name)
        among = label.strip().startswith("其中")
        subject = scene.subject
        indicator = reader.catalogue.name(name)
        if not indicator.concept_id:
            # A table by place or group: what is measured stands in the column's head or the title.
            about = _measured(column, self.title, reader)
            if about is not None:
                place = _place(name, scene, reader)
                subject = place or subject
                total = re.fullmatch(r"[全总合][国省市区县体计]+", name)
                indicator = about if place or total else replace(about, name=f"{name}{about.name}", scope=name)
        scale, unit = "", ""
        measure = column.measure if column else "level"
        if column is not None and column.unit:
            scale, unit = column.scale, column.unit
        if not unit and bracket:
            scale, unit = self._as_unit(bracket["unit"], reader)
        if not unit and row_unit:
            scale, unit = self._as_unit(row_unit, reader)
        if not unit and match["percent"]:
            unit = "%"
        if not unit and self.unit:
            scale, unit = self._as_unit(self.unit, reader)
        if not unit and indicator.concept_id:
            unit = reader.catalogue.concept(indicator.concept_id).unit
        if not unit:
            return None
        dimension = reader.numerals._vocabulary.dimension_of_unit.get(unit, "")
        part = re.match(r"(?P<part>.+?)占(?P<whole>.+?)的?(?:比重|比例)", name)
        base, base_id = "", ""
        if part and dimension == "percent":
            indicator, measure = reader.catalogue.name(part["part"]), "share"
            whole = reader.catalogue.name(part["whole"])
            base, base_id = part["whole"], whole.concept_id or part["whole"]
        number = match["number"].replace(",", "")
        whole = dimension not in COUNTED or is_whole(Quantity(0, 1, number, "ar", scale=scale), reader.vocabulary)
        if measure == "level" and indicator.concept_id and not (whole and reader.catalogue.fits(indicator.concept_id, dimension)):
            indicator = Indicator("", name if indicator.scope != name else indicator.name, indicator.scope)
        if _GROWTH.search(name) and unit == "%":
            measure = "growth"
        if among and self.group and not indicator.concept_id:
            indicator = replace(indicator, scope=self.group)
        if not among:
            self.group = indicator.name
        decimals = len(number.partition(".")[2])
        resolution = f"0.{'0' * (decimals - 1)}1" if decimals else "1"
        start = cell[0] + (1 if match["sign"] else 0)
        quantity = Quantity(start, cell[0] + len(match.group()), number, "ar", resolution=resolution)
        period = (column.period if column else None) or _titled(self.title, scene) or scene.period or scene.reference
        planned = re.search(r"目标|计划|预期", f"{self.title}{column.text if column else ''}")
        future = period is not None and period.year and scene.published and period.year > scene.published.year
        explicit = bool(column and column.period) or bool(_titled(self.title, scene))
        negative = match["sign"] in ("-", "—", "－")
        rule = f"table.{measure}"
        return Fact(
            quantity, quantity.start, quantity.end, subject, indicator, measure, rule,
            number=f"-{number}" if negative else number, unit=unit, scale=scale,
            base="上年同期" if measure == "growth" else base,
            base_id="yoy" if measure == "growth" else base_id,
            period=period, period_basis="explicit" if explicit else "inferred",
            status="target" if planned or future else "actual",
        )  # fmt: skip


def _measured(column: _Column | None, title: str, reader: ClauseReader) -> Indicator | None:
    """The catalogued indicator that a column's head or a table's title names."""
    for text in (column.text if column else "", title):
        found = reader.catalogue.matches(re.sub(r"[（(][^）)]*[）)]", "", text))
        if found:
            concept = reader.catalogue.concept(found[-1][2])
            return Indicator(concept.indicator_id, concept.name)
    return None


def _place(label: str, scene: Scene, reader: ClauseReader) -> Subject | None:
    """The place that a row's label is, or None."""
    found = reader.gazetteer.find(label)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(label)):
        return reader.gazetteer.named(found[0], scene.near)
    return None


def _titled(title: str, scene: Scene) -> Period | None:
    dated = [p for p in PeriodReader(scene.published).find(title) if p.last and p.grain != "duration"]
    return dated[0] if dated else None


def _is_head(cells: list[tuple[str, int, int]]) -> bool:
    """A head whose only figures are years."""
    rest = [t for t, _, _ in cells[1:]]
    return all(re.fullmatch(r"(?:19|20)\d\d|[^\d]*", t) for t in rest) and any(
        re.fullmatch(r"(?:19|20)\d\d", t) for t in rest
    )


def year_period(year: int) -> Period:
    """A calendar year as a period."""
    return Period(0, 0, "year", date(year, 1, 1), date(year, 12, 31))
