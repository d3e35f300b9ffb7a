"""Read tables that stand in plain text: columns of blanks, bars or tabs, heads with units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest import heads
from ingest.cells import FIGURE, NUMERAL, Cell, Column, is_head, others, quantity
from ingest.indicators import Indicator
from ingest.layout import Block
from ingest.lexicon import Lexicon
from ingest.numerals import SCALE
from ingest.patterns import headed
from ingest.periods import Period, PeriodReader
from ingest.places import Subject
from ingest.scene import Fact, Other, Scene

_UNIT_LINE = headed(r"(?:计量)?单位\s*[:：]\s*(?P<units>[^）)。；]+)")
#: 零售额（限上）: of which firms.
_KIND_IN_BRACKETS = re.compile(
    r"[（(](?P<kind>限上|限额以上|规上|规模以上)(?:单位|企业|工业)?[）)]"
)
_IN_BRACKETS = re.compile(r"[（(](?P<unit>[^（）()]{1,14})[）)]")
#: A label ends with its unit in brackets, however near the first figure stands.
_CLOSED = re.compile(r"[（(](?P<unit>[^（）()]{1,14})[）)]$")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_SCALED_UNIT = re.compile(rf"({SCALE})(.+)")
#: 其中：, 一、 and 1. before what a row is about; marks after it.
_ROW_LEAD = re.compile(r"^(?:其中[:：]?|[一二三四五六七八九十]+、|\d+[.、])\s*")
_ROW_MARKS = " 　#*"
#: The number of a row, and what heads the columns of such numbers and of groups of rows.
_ORDINAL = re.compile(r"\d{1,3}")
_ORDINAL_HEAD = re.compile(r"序号|编号|类别|领域|分类|类型|位次|名次|排名")
#: What heads the labels of rows, and how many columns stand before and with it at most.
_LABEL_HEAD = re.compile(r"(?:主要|具体)?(?:指标|项目|名称)(?:名称|内容)?")
_MOST_LEADS = 3
#: A line between rows that says what the next of them are about: 民生福祉.
_GROUP = re.compile(r"[\u4e00-\u9fff（）()、]{2,12}")
#: 地区生产总值增长（%）: the row of a growth, or of a fall.
_ROW_GROWTH = re.compile(r"(?:累计|年均|同比)*(?:(?P<down>降低|下降|减少)|增长|增速|增幅|提高)率?$")
#: A town or an estate as the subject of its row.
_TOWN = re.compile(
    r"(?!其他|其它|各|全)[\u4e00-\u9fff]{2,10}"
    r"(?:镇|乡|街道|工业区|开发区|园区|产业园|新城|高新区)"
)
_ZONE_ENDS = ("区", "园", "新城")
_OF_BUDGET = re.compile(r"[为占](?:年初|调整|年度)?(?:预算|计划)数?的?(?:%|％|比例)?")
#: 全市, 合计: a row about all places of the table.
_TOTAL = re.compile(r"[全总合][国省市区县体计]+")
_PART_OF = re.compile(r"(?P<part>.+?)占(?P<whole>.+?)的?(?:比重|比例)")
#: The head of a column that is no aim, be it of the year under way.
_NO_AIM = re.compile(r"实[绩际]|完成|执行|基[期数]|现状|预计|估计")
_PLANNED = re.compile(r"目标|计划|预期|预算数")


@dataclass(slots=True)
class Grid:
    """A table that is being read, row by row."""

    lexicon: Lexicon
    columns: list[Column] = field(default_factory=list)
    unit: str = ""
    title: str = ""
    group: str = ""
    #: The head in the line right before this one, if that was one.
    above: list[tuple[str, int, int]] = field(default_factory=list)

    def caption(self, text: str) -> None:
        """Take note of a line outside of the rows: a title, or 单位：亿元."""
        self.group, self.above = "", []
        match = _UNIT_LINE.search(text)
        growth = heads.says_growth(text)
        if match is None and _GROUP.fullmatch(text) and self.columns and not growth:
            # A line among the rows: their columns go on.
            return
        self.columns = []
        if match is None:
            self.title, self.unit = text[:60], "%" if growth else ""
        else:
            self.unit = match["units"].split("、")[0].strip()
            before = text[: match.start()].strip("（ ")
            if len(before) >= 4:
                self.title = before[:60]

    def read(self, block: Block, scene: Scene) -> list[Fact | Other]:
        """Read a row: a head, or a label with its figures.

        :returns: facts and other numerals; every run of digits of the row is in one of them.
        """
        cells = list(self._split_label(block))
        figures = [FIGURE.fullmatch(text.replace(" ", "")) for text, _, _ in cells]
        if not self.columns and len(cells) > 2 and heads.is_of_page(cells[0][0], cells[-1][0]):
            return list(others(block, []))
        above, self.above = self.above, []
        texts = [text for text, _, _ in cells]
        if self.columns and not any(figures[1:]) and heads.is_empty(texts):
            return list(others(block, []))
        if not any(figures[1:]) or is_head(texts):
            self.above = cells
            self.columns = [self._head(*cell, scene) for cell in heads.under(above, cells)]
            heads.spread_periods(self.columns)
            return list(others(block, []))
        labelled = self._lead([text for text, _, _ in cells])
        label = cells[labelled][0]
        units = [text for text, _, _ in cells[1:] if self._as_unit(text)[1]]
        row_unit = units[-1] if units else ""
        facts: list[Fact] = []
        for i, (match, (_, start, end)) in enumerate(zip(figures, cells, strict=True)):
            if match is None or i <= labelled:
                continue
            column = self._column(start, end, i, len(cells))
            fact = self._fact(Cell(match, start, label, row_unit, column), scene)
            if fact:
                fact.wording = self._wording(fact, block.text, column)
                fact.sentence = (0, len(block.text))
                facts.append(fact)
        taken = [(f.start, f.end) for f in facts]
        leads = (cell for cell in cells[:labelled] if _ORDINAL.fullmatch(cell[0]))
        ordinal = [Other(*cell[1:], "name", "name.list") for cell in leads]
        head = range(*cells[labelled][1:])
        ordinal += [
            Other(m.start(), m.end(), "name", "name.head")
            for m in NUMERAL.finditer(block.text, head.start, head.stop)
        ]
        taken += [(o.start, o.end) for o in ordinal]
        return [*facts, *ordinal, *others(block, taken)]

    def _lead(self, cells: list[str]) -> int:
        """How many cells stand before the label of a row: its number, its group, or both."""
        if len(cells) == len(self.columns):
            texts = [c.text for c in self.columns[:_MOST_LEADS]]
            named = next((i for i, text in enumerate(texts) if _LABEL_HEAD.fullmatch(text)), 0)
            leads = all(_ORDINAL_HEAD.search(text) for text in texts[:named])
            if named and leads and not FIGURE.fullmatch(cells[named]):
                return named
        numbered = len(cells) > 2 and _ORDINAL.fullmatch(cells[0])
        return int(bool(numbered) and not FIGURE.fullmatch(cells[1].replace(" ", "")))

    def _split_label(self, block: Block) -> Iterator[tuple[str, int, int]]:
        """The cells of a row with their spans.

        A label that runs up to its unit, or after it in brackets up to a figure, is two of them.
        """
        for n, (start, end) in enumerate(block.cells):
            text = block.text[start:end].strip()
            label, _, unit = text.rpartition(" ")
            closed = _CLOSED.search(label.rstrip())
            figure = closed and self._as_unit(closed["unit"])[1] and FIGURE.fullmatch(unit)
            if n == 0 and label and (figure or self._as_unit(unit)[1]):
                yield label.strip(), start, start + len(label)
                yield unit, end - len(unit), end
            else:
                yield text, start, end

    def _head(self, text: str, start: int, end: int, scene: Scene) -> Column:
        """Read the head of a column: its unit, measure and period."""
        column = Column(text, start, end)
        bracket = _IN_BRACKETS.search(text)
        if bracket:
            column.scale, column.unit = self._as_unit(bracket["unit"])
        cues = self.lexicon.cues
        if cues.head_rank.search(text):
            column.measure, column.unit = "rank", "位"
        elif _OF_BUDGET.search(text):
            column.measure, column.unit = "share", "%"
        elif cues.head_growth.search(text):
            column.measure, column.unit = "growth", column.unit or "%"
        elif cues.head_share.search(text):
            column.measure, column.unit = "share", column.unit or "%"
        column.period = heads.own_period(text, scene.published)
        return column

    def _column(self, start: int, end: int, index: int, n_cells: int) -> Column | None:
        """The column of a cell: by its number, or by where it stands."""
        if not self.columns:
            return None
        if len(self.columns) == n_cells:
            return self.columns[index]
        if len(self.columns) == n_cells - 1:
            return self.columns[index - 1]
        missing = len(self.columns) - n_cells
        if missing > 0 and _ORDINAL_HEAD.search(self.columns[0].text):
            # The groups of rows have a column of their own, and stand in lines of their own.
            return self.columns[index + missing]
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

    def _fact(self, cell: Cell, scene: Scene) -> Fact | None:
        """What a figure states; None where nothing says its unit."""
        catalogue = self.lexicon.catalogue
        name = self._name(cell.label)
        row_growth = _ROW_GROWTH.search(name)
        among = cell.label.strip().startswith("其中")
        subject = scene.subject
        indicator = self._with_head(name, cell.column) or catalogue.name(name)
        if row_growth and not indicator.concept_id:
            indicator = catalogue.name(name[: row_growth.start()])
        measured = self._headed(cell.column) if indicator.concept_id else None
        if measured is not None and measured.concept_id != indicator.concept_id:
            # 小学 in a column of 在校学生: the row says of which schools.
            joined = catalogue.name(name + measured.name)
            indicator = joined if joined.concept_id and not joined.scope else measured
            indicator = replace(indicator, scope="" if indicator is joined else name)
        about = None if indicator.concept_id else self._of_columns(cell.column)
        if about is not None:
            # A table by place or group: what is measured stands in the column's head or the title.
            place = self._place(name, scene)
            subject = place or subject
            indicator = about
            if not place and not _TOTAL.fullmatch(name):
                indicator = replace(about, name=f"{name}{about.name}", scope=name)
        scale, unit = self._unit(cell, indicator)
        if not unit:
            return None
        measure = cell.column.measure if cell.column else "level"
        if measure == "level" and unit == "%" and heads.says_growth(self.title):
            measure = "growth"
        dimension = self.lexicon.dimension(unit)
        part = _PART_OF.match(name)
        base, base_id = "", ""
        if part and dimension == "percent" and measure == "level":
            indicator, measure = catalogue.name(part["part"]), "share"
            base = part["whole"]
            base_id = catalogue.name(base).concept_id or base
        figure = quantity(cell, scale)
        whole = not self.lexicon.is_count(unit) or self.lexicon.is_whole(figure)
        concept = indicator.concept_id
        fits = not concept or (whole and catalogue.fits(concept, dimension))
        if unit == "%" and (self.lexicon.cues.head_growth.search(name) or row_growth):
            measure = "growth"
        if measure == "level" and not fits:
            plain = name if indicator.scope != name else indicator.name
            indicator = Indicator("", plain, indicator.scope)
        if cell.match["total"] and measure == "growth" and not row_growth and self._is_rate(name):
            measure, unit = "change_pp", "个百分点"
        elif cell.match["total"] and measure == "growth" and not row_growth and cell.row_unit:
            # 〔93〕 in a row in 家: so many more over the years of the plan.
            scale, unit = self._as_unit(cell.row_unit)
            measure, indicator = "level", indicator.moved("增加量")
            figure = quantity(cell, scale)
        if measure == "growth":
            texts = (cell.column.text if cell.column else "", name)
            period = (cell.column.period if cell.column else None) or scene.reference
            compared = heads.base_of_growth(texts, period, scene.published)
            base, base_id = compared.words, compared.id
        if among and self.group and not indicator.concept_id:
            indicator = replace(indicator, scope=self.group)
        if not among:
            self.group = indicator.name
        negative = cell.negative != bool(row_growth and row_growth["down"] and measure == "growth")
        fact = Fact(
            figure,
            figure.start,
            figure.end,
            subject,
            indicator,
            measure,
            f"table.{measure}",
            number=f"-{figure.number}" if negative else figure.number,
            unit=unit,
            scale=scale,
            bound=cell.bound,
            bound_side="below" if cell.match["about"] == "近" else "",
            base=base,
            base_id=base_id,
        )
        self._date(fact, cell.column, scene)
        return fact

    def _name(self, label: str) -> str:
        """What a row is about: its label without the unit in brackets, marks and list numbers."""
        for bracket in _IN_BRACKETS.finditer(label):
            if self._as_unit(bracket["unit"])[1]:
                label = label[: bracket.start()] + label[bracket.end() :]
                break
        else:
            kind = _KIND_IN_BRACKETS.search(label)
            label = (kind["kind"] if kind else "") + _IN_BRACKETS.sub("", label)
        return _ROW_LEAD.sub("", label.strip(_ROW_MARKS))

    def _is_rate(self, name: str) -> bool:
        """Whether a row is about a percentage, so that it moves by points."""
        concept_id = self.lexicon.catalogue.name(name).concept_id
        return name.endswith(("率", "比重", "比例", "占比")) or (
            concept_id != "" and self.lexicon.catalogue.concept(concept_id).dimension == "percent"
        )

    def _place(self, name: str, scene: Scene) -> Subject | None:
        """The place that a row is about: one that is known, or a town or estate."""
        place = self.lexicon.gazetteer.whole(name, scene.near)
        if place is None and _TOWN.fullmatch(name):
            place = Subject(name, "zone" if name.endswith(_ZONE_ENDS) else "other")
        return place

    def _unit(self, cell: Cell, indicator: Indicator) -> tuple[str, str]:
        """Scale and unit of a figure: from the nearest that says it, and at last the catalogue."""
        if cell.match["percent"] and cell.column is not None and cell.column.measure != "level":
            return "", "%"
        if cell.column is not None and cell.column.unit:
            return cell.column.scale, cell.column.unit
        brackets = [m["unit"] for m in _IN_BRACKETS.finditer(cell.label)]
        for text in (*reversed(brackets), cell.row_unit):
            scale, unit = self._as_unit(text)
            if unit:
                return scale, unit
        if cell.match["percent"]:
            return "", "%"
        scale, unit = self._as_unit(self.unit)
        if not unit and indicator.concept_id:
            unit = self.lexicon.catalogue.concept(indicator.concept_id).unit
        return scale, unit

    def _date(self, fact: Fact, column: Column | None, scene: Scene) -> None:
        """Give a fact the period of its column, of the table's title, or of the text."""
        printed = (column.period if column else None) or _titled(self.title, scene)
        fact.period = printed or scene.period or scene.reference
        fact.period_basis = "explicit" if printed else "inferred"
        year = fact.period.year if fact.period else None
        future = bool(year and scene.published and year > scene.published.year)
        planned = _PLANNED.search(self.title + (column.text if column else ""))
        if future or planned or self._aims(column, scene):
            fact.status = "target"

    def _aims(self, column: Column | None, scene: Scene) -> bool:
        """Whether a column of the year under way has one that is over and one to come beside it."""
        if column is None or column.period is None or scene.published is None:
            return False
        year, this_year = column.period.year, scene.published.year
        if year != this_year or column.period.grain != "year" or _NO_AIM.search(column.text):
            return False
        years = [c.period.year for c in self.columns if c.period and c.period.year]
        return any(y < this_year for y in years) and any(y > this_year for y in years)

    def _with_head(self, name: str, column: Column | None) -> Indicator | None:
        """蔬菜 in a column 产量, or in one of growth after it, if the catalogue knows 蔬菜产量."""
        if column is None or not name:
            return None
        upto = [c for c in self.columns if c.start <= column.start and c.measure == "level"]
        for head in (_BRACKETS.sub("", c.text) for c in reversed(upto)):
            joined = self.lexicon.catalogue.name(name + head)
            if joined.concept_id and not joined.scope:
                return joined
        return None

    def _of_columns(self, column: Column | None) -> Indicator | None:
        """What a column measures, or, of a growth or a share, the column before it."""
        found = self._measured(column)
        if column is None or column.measure == "level" or self._says_concept(column):
            return found
        before = [c for c in self.columns if c.start < column.start]
        own = next((c for c in reversed(before) if self._says_concept(c)), None)
        return self._measured(own) if own else found

    def _says_concept(self, column: Column) -> bool:
        """Whether a column's head names a catalogued indicator."""
        return bool(self.lexicon.catalogue.matches(_BRACKETS.sub("", column.text)))

    def _headed(self, column: Column | None) -> Indicator | None:
        """The catalogued indicator that a column's head is by itself, and no part of."""
        head = _BRACKETS.sub("", column.text) if column else ""
        named = self.lexicon.catalogue.name(head) if head else None
        return named if named is not None and named.concept_id and not named.scope else None

    def _wording(self, fact: Fact, row: str, column: Column | None) -> str:
        """How firmly a planned figure is worded: in its row (约束性), its column or the title."""
        if fact.status != "target":
            return ""
        cue = self.lexicon.cues.wording
        for text in (row, column.text if column else "", self.title):
            if found := cue.search(text):
                return found.lastgroup or ""
        return "planned"

    def _measured(self, column: Column | None) -> Indicator | None:
        """The catalogued indicator that a column's head or the table's title names."""
        for text in (column.text if column else "", self.title):
            found = self.lexicon.catalogue.matches(_BRACKETS.sub("", text))
            if found:
                concept = self.lexicon.catalogue.concept(found[-1][2])
                return Indicator(concept.indicator_id, concept.name)
        return None


def _titled(title: str, scene: Scene) -> Period | None:
    """The period that a table's title names."""
    periods = PeriodReader(scene.published).find(title)
    return next((p for p in periods if p.last and p.grain != "duration"), None)
