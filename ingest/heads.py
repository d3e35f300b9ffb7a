"""What the heads of a table's columns, and its caption, say of all that stands under them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ingest.cells import Column
from ingest.comparing import Base
from ingest.patterns import headed
from ingest.periods import Period, PeriodReader

#: A cell of a line of heads: its text and its half-open clean span.
HeadCell = tuple[str, int, int]

#: 比上年同期, 较2020年: what a growth is compared with, and not when it holds.
_COMPARED = ("比", "较", "同")
_SAME_TIME = re.compile(r"同[期月]")
#: 规上工业总产值增速, but not 产值及增速, which has both.
_GROWTH_CAPTION = headed(
    r"(?<![及和与、])(?:同比|累计|比上年)*(?:增速|增幅|增长率|增长速度|增长|增减)"
    r"(?:情况|表|一览表?|对比|排名|统计)*$"
)
#: 2023年11月2日　区域观察　05: the head of a page.
_PAGE_DATE = re.compile(r"\s*(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_PAGE = re.compile(r"(?:[A-Z]\d{1,2}|\d{1,2}|第\d{1,2}版)")
_UNIT_IN_BRACKETS = re.compile(r"[（(](?:单位[:：])?[%％][）)]$")

_NO_FIGURE = re.compile(r"[—–－…/-]+")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")


def is_empty(cells: list[str]) -> bool:
    """Whether the cells after a label hold dashes in place of figures; no head does."""
    return any(_NO_FIGURE.fullmatch(cell) for cell in cells[1:])


def under(above: list[HeadCell], cells: list[HeadCell]) -> list[HeadCell]:
    """The heads of columns in a line right under another line of heads.

    Under 1-3月 stand units in brackets; under 2024年 and 2023年 the same heads again.

    :param above: the cells of that line, or nothing.
    """
    if not above:
        return cells
    texts = [text for text, _, _ in cells]
    if len(cells) <= len(above) and all(map(_BRACKETED.fullmatch, texts[-len(above) + 1 :])):
        units = [""] * (len(above) - len(cells)) + texts
        return [(head + unit, s, e) for (head, s, e), unit in zip(above, units, strict=True)]
    # What heads the labels of rows may stand before the groups.
    for groups in (above, above[1:], above[2:]):
        for size in range(len(cells) // max(1, len(groups)), 1, -1):
            at = len(cells) - size * len(groups)
            if len(groups) > 1 and texts[at:] == texts[at : at + size] * len(groups):
                of = [group for group, _, _ in groups for _ in range(size)]
                under_it = zip(of, cells[at:], strict=True)
                return cells[:at] + [(group + h, s, e) for group, (h, s, e) in under_it]
    return cells


def own_period(text: str, published: date | None) -> Period | None:
    """The period that a head names, or None; the base of a comparison is none."""
    for period in PeriodReader(published).find(text):
        compared = text[: period.start].endswith(_COMPARED)
        if period.last is not None and not compared and not _SAME_TIME.match(text, period.end):
            return period
    return None


def base_of_growth(texts: Iterable[str], period: Period | None, published: date | None) -> Base:
    """What a growth is compared with, by the heads of its column and row; else the year before.

    :param texts: those heads, of which the first that says something weighs.
    :param period: when the growth holds.
    """
    for text in texts:
        if "年均" in text:
            return Base("年均", "annual_average")
        if "环比" in text:
            return Base("上期", "mom")
        for base in PeriodReader(published).find(text):
            compared = text[: base.start].endswith(_COMPARED) and base.explicit_year
            if compared and base.year and period and period.year != base.year + 1:
                return Base(str(base.year), f"since-{base.year}")
    return Base("上年同期", "yoy")


def spread_periods(columns: list[Column]) -> None:
    """Let 增长% and 位次 hold for the columns of levels right before them: of two years, the later.

    :param columns: those of one head, which are changed in place.
    """
    group: list[Period] = []
    over = False
    for column in columns:
        if column.period is not None:
            group = [column.period] if over else [*group, column.period]
            over = False
        elif "年均" in column.text:
            column.period = _years_between(columns)
        elif column.measure != "level":
            over = True
            column.period = max(group, key=lambda p: p.last or date.min, default=None)


def _years_between(columns: list[Column]) -> Period | None:
    """The years that 年均增长 is of: those after the first year of the columns, up to the last."""
    years = [c.period.year for c in columns if c.period and c.period.grain == "year"]
    named = sorted({year for year in years if year})
    if len(named) < 2:
        return None
    return Period(0, 0, "span", date(named[0] + 1, 1, 1), date(named[-1], 12, 31))


def says_growth(caption: str) -> bool:
    """Whether a caption says that all columns are of growth: 各镇工业投资增速（%）."""
    return _GROWTH_CAPTION.search(_UNIT_IN_BRACKETS.sub("", caption.strip())) is not None


def is_of_page(first: str, last: str) -> bool:
    """Whether the first and the last cell of a line are a date and the number of a page."""
    return _PAGE_DATE.match(first) is not None and _PAGE.fullmatch(last) is not None
