"""What a document says of itself: its title, its place, and when it was published.

What the manifest states is taken as it is; the rest is inferred from the text and marked so.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from ingest.layout import Block
from ingest.periods import YEAR, ZH_YEAR, small_number, year_number
from ingest.places import NATION, Gazetteer
from ingest.vocabulary import VocabularyError

EVENTS = Path(__file__).resolve().parent / "language" / "events.yml"


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication date as far as it is known.

    ``said``: 2020, 2020-09 or 2020-09-12, or "". ``last``: its last day. ``basis``: manifest, text
    or none.
    """

    said: str
    last: date | None
    basis: str


def title(blocks: list[Block]) -> str:
    """The title of a text: a heading at its head, or a subtitle after a dash; "" without one."""
    headings = [b.text for b in blocks if b.kind == "heading" and not _NO_TITLE.search(b.text)]
    opening = [
        b.text
        for b in blocks[:3]
        if b.kind == "heading"
        and (len(b.text) >= 8 or _SHORT_TITLE.search(b.text))
        and not (_SUBTITLE.match(b.text) or _NO_TITLE.search(b.text))
    ]
    dashed = [h.lstrip("—") for h in headings if h.startswith("——") and not _DATE.search(h)]
    unnumbered = [h for h in headings if len(h) >= 8 and not _NUMBERED.match(h)]
    return next(iter(opening or dashed or unnumbered), "")


def place(stated: str, heading: str, text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """The district that a document is about: (id or "", basis)."""
    if stated:
        return _stated_place(stated, text, gazetteer), "manifest"
    wide = gazetteer.main_place(text[:20000], "")
    headed = gazetteer.main_place(heading, wide)
    if headed and wide and wide not in gazetteer.ancestors(headed):
        # Two characters of a longer name are no place elsewhere, unless the text says which.
        headed = headed if gazetteer.district(headed).name in f"{heading}\n{text}" else ""
    found = headed or wide
    return found, "text" if found else "none"


def _stated_place(stated: str, text: str, gazetteer: Gazetteer) -> str:
    """Resolve the place of a manifest: of several, what they all lie in, short of the nation."""
    places = [_one_place(name, text, gazetteer) for name in SEVERAL.split(stated) if name]
    chains = [gazetteer.ancestors(place) for place in places if place]
    # 某某省、某某县: the wider one only says where the other lies.
    chains = [c for c in chains if not any(c[0] in other[1:] for other in chains)]
    shared = [p for p in next(iter(chains), []) if all(p in chain for chain in chains)]
    found = next(iter(shared), "")
    return "" if found == NATION and len(chains) > 1 else found


def _one_place(stated: str, text: str, gazetteer: Gazetteer) -> str:
    """Resolve one place of a manifest; the text decides between places of one name."""
    found = ""
    bearers = gazetteer.called(stated)
    if bearers:
        known = gazetteer.resolve(stated, bearers, "")
        return known or gazetteer.resolve(stated, bearers, gazetteer.main_place(text[:4000], ""))
    for mention in gazetteer.find(stated):
        district_id = gazetteer.resolve(mention.name, mention.candidates, found)
        if not district_id:
            around = gazetteer.main_place(text[:4000], "")
            district_id = gazetteer.resolve(mention.name, mention.candidates, around)
        # 重庆市江北区: each name narrows the one before.
        found = district_id or found
    return found


#: What stands between places of a manifest, none of which need lie in another.
SEVERAL = re.compile(r"[、，,；;]")
#: 政府工作报告, and what stands below it: ——2022年1月11日在…会议上.
_SHORT_TITLE = re.compile(r"(?:报告|公报|意见|办法|方案|通知|要点)$")
_SUBTITLE = re.compile(r"(?:——|（)(?:.{0,10}\d{4}年\d{1,2}月|[在于])")
#: A caption, and what a page says of itself: 编辑：…来源：….
_NO_TITLE = re.compile(r"^[图表]\s?\d|(?:编辑|责编|来源|作者|发布时间|发布日期|浏览次数)[:：]")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|（|\d")
_DOCUMENT_NUMBER = re.compile(r"[〔\[（](20\d\d)[〕\]）]\s*\d+\s*号")
_DATE = re.compile(
    rf"(?P<year>{YEAR})(?:年|(?P<dash>[-./]))(?P<month>\d{{1,2}})(?(dash)(?P=dash)|月)"
    r"(?P<day>\d{1,2})(?(dash)(?!\d)|日)"
    rf"|(?P<zh_year>{ZH_YEAR})年(?P<zh_month>[一二三四五六七八九十]{{1,2}})月(?P<zh_day>[一二三四五六七八九十]{{1,3}})日"
)
#: （更新日期：2023年6月）, 某某市统计学会 2023年2月: a month that ends its line.
_MONTH = re.compile(rf"(?P<year>{YEAR})年(?P<month>\d{{1,2}})月(?=）?$)")
#: 2010年第11期
_ISSUE = re.compile(rf"(?P<year>{YEAR})年(?:第|总第)\d{{1,3}}期")
#: 新华社重庆2019年3月5日电, 发布时间：2024-03-15
_DATELINED = re.compile(r"[电讯]")
_DATED_BY = re.compile(r"(?:时间|日期|印发|发布)[:：]?$")
#: 第十四个五年规划: a plan appears in its first year; that of the 十一五 was 2006.
_PLAN = re.compile(
    r"第十(?P<number>[一二三四五])个五年(?:规划|计划)|“?十(?P<short>[一二三四五])五”?[^，。]{0,14}规划"
)
_FIRST_PLAN = 2006
_DATED_SUBTITLE = re.compile(r"(?:——|（)[^，。]{0,10}\d{4}年\d{1,2}月\d{1,2}日")
_YEAR = re.compile(rf"({YEAR}|{ZH_YEAR})年(?:(\d{{1,2}})月)?")
#: What makes a line of the head or the foot: so many characters at most.
_LINE = 90
#: A figure of the current year, and one of a year that has a number and no month.
THIS_YEAR = re.compile(
    r"今年(?:以来|前[\d一二三四五六七八九十]|上半年|[1一]|截至|[一二三]季度|\d)|截至今年"
)
_CLOSED = "{year}年(?:末|底|全年|，|全[市区县州])"
_DATELINE = re.compile(r"(?<![年\d])(\d{1,2})月\d{1,2}日")
#: A sentence with one of these may name years to come.
_OUTLOOK = re.compile(
    r"力争|目标|计划|规划|将|预计|展望|思路|打算|要点|草案|安排|到20\d\d年|至20\d\d年|再翻|瞄准|要比|要达到"
)
_SENTENCE = re.compile(r"[^。！？；\n]+")


def publication(stated: str, blocks: list[Block]) -> Publication:
    """When a document was published.

    In order of trust: the manifest; the number of an official document in its head; a full date in
    a line of its own at the head or the foot, or a month there; the issue of a bulletin; the latest
    year that the text looks back on, and the year after it where a dateline of January to March
    speaks of 去年, or where 今年 is another year; the opening year of a plan; a document that is
    cited; an event that dates the text.
    """
    if stated:
        return Publication(stated, last_day(stated), "manifest")
    said = _from_text([b for b in blocks if b.kind != "noise"])
    return Publication(said, last_day(said), "text" if said else "none")


def _from_text(blocks: list[Block]) -> str:
    text = "\n".join(b.text for b in blocks)
    head, foot = blocks[:4], blocks[-4:]
    for block in blocks[:6]:
        number = _DOCUMENT_NUMBER.search(block.text)
        # Its own stands in a line by itself or behind its title; others are cited in sentences.
        if number and len(block.text) <= _LINE and "。" not in block.text:
            return number[1]
    for dated in (_day, _month):
        said = next((d for d in map(dated, [*head, *foot]) if d), "")
        if said:
            return said
    years, months = _looked_back_on(text)
    issue = _found(_ISSUE, head)
    if issue:
        return _in_months(int(issue["year"]), months)
    plan = _found(_PLAN, head)
    if plan:
        number_of = "一二三四五".index(plan["number"] or plan["short"])
        return str(_FIRST_PLAN + 5 * number_of)
    cited = max((int(y) for y in _DOCUMENT_NUMBER.findall(text)), default=0)
    if years:
        said = _after(text, years, months)
        return said if int(said[:4]) >= cited else str(cited)
    if cited:
        return str(cited)
    return next((str(year) for words, year in events() if words.search(text)), "")


def _found(pattern: re.Pattern[str], blocks: list[Block]) -> re.Match[str] | None:
    """Where a pattern first stands in some blocks."""
    return next((m for block in blocks if (m := pattern.search(block.text))), None)


def _day(block: Block) -> str:
    """The full date that a line is for, or ""."""
    dated = _DATE.search(block.text)
    if dated is None:
        return ""
    before, after = block.text[: dated.start()], block.text[dated.end() :]
    alone = len(block.text) <= _LINE and "。" not in after
    named = _DATED_BY.search(before) or _DATELINED.match(after)
    if not (alone or named or _DATED_SUBTITLE.match(block.text)):
        return ""
    year = year_number(dated["year"] or dated["zh_year"])
    month, day = (
        int(dated[part]) if dated[part] else small_number(dated[f"zh_{part}"])
        for part in ("month", "day")
    )
    return f"{year}-{month:02}-{day:02}" if _is_day(year, month, day) else ""


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _month(block: Block) -> str:
    """The month that a line ends with, or ""."""
    dated = _MONTH.search(block.text) if len(block.text) <= _LINE else None
    if dated is None or "。" in block.text or not 1 <= int(dated["month"]) <= 12:
        return ""
    return f"{dated['year']}-{int(dated['month']):02}"


def _looked_back_on(text: str) -> tuple[Counter[int], set[tuple[int, int]]]:
    """The years, and the months of a year, in sentences that do not speak of plans."""
    years: Counter[int] = Counter()
    months: set[tuple[int, int]] = set()
    for sentence in _SENTENCE.findall(text):
        if _OUTLOOK.search(sentence):
            continue
        for match in _YEAR.finditer(sentence):
            year = year_number(match[1])
            years[year] += 1
            if match[2] and 1 <= int(match[2]) <= 12:
                months.add((year, int(match[2])))
    return years, months


def _after(text: str, years: Counter[int], months: set[tuple[int, int]]) -> str:
    """The publication date of a text that looks back on some years."""
    often = max(years.values())
    usual = max(y for y, n in years.items() if n == often)
    # A year named once, far from the others, is a slip or a plan.
    latest = max(y for y, n in years.items() if n > 1 or y <= usual + 1)
    dateline = _DATELINE.search(text)
    month = int(dateline[1]) if dateline else 0
    known = any(y == latest and m <= month for y, m in months)
    if month in (1, 2, 3) and "去年" in text and not known:
        return f"{latest + 1}-{month:02}"
    of_latest = any(y == latest for y, _ in months)
    closed = re.search(_CLOSED.format(year=latest), text)
    if closed and not of_latest and THIS_YEAR.search(text):
        # 2022年全区…, 今年前三季度…: what is told of by its number is over.
        return str(latest + 1)
    return _in_months(latest, months)


def _in_months(year: int, months: set[tuple[int, int]]) -> str:
    """A year, with the last of its months that is known."""
    known = [m for y, m in months if y == year]
    return f"{year}-{max(known):02}" if known else str(year)


@functools.cache
def events() -> list[tuple[re.Pattern[str], int]]:
    """What happened in a known year.

    :raises VocabularyError: when the list cannot be used.
    """
    try:
        listed = yaml.safe_load(EVENTS.read_text(encoding="utf-8"))
        return [(re.compile(event["words"]), event["year"]) for event in listed]
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError, re.error) as error:
        raise VocabularyError(f"{EVENTS.name}: {' '.join(str(error).split())}") from error


def last_day(said: str) -> date | None:
    """The last day of a partial date such as 2020 or 2020-09; None for ""."""
    parts = [int(p) for p in said.split("-") if p]
    if not parts:
        return None
    if len(parts) > 2:
        return date(parts[0], parts[1], parts[2])
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
