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
from ingest.periods import YEAR, ZH_YEAR, year_number
from ingest.places import Gazetteer
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
    headings = [b.text for b in blocks if b.kind == "heading"]
    opening = [
        b.text
        for b in blocks[:3]
        if b.kind == "heading"
        and (len(b.text) >= 8 or _SHORT_TITLE.search(b.text))
        and not _SUBTITLE.match(b.text)
    ]
    dashed = [h.lstrip("—") for h in headings if h.startswith("——") and not _DATE.search(h)]
    unnumbered = [h for h in headings if len(h) >= 8 and not _NUMBERED.match(h)]
    return next(iter(opening or dashed or unnumbered), "")


def place(stated: str, heading: str, text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """The district that a document is about: (id or "", basis)."""
    if stated:
        return _stated_place(stated, text, gazetteer), "manifest"
    wide = gazetteer.main_place(text[:20000], "")
    found = gazetteer.main_place(heading, wide) or wide
    return found, "text" if found else "none"


def _stated_place(stated: str, text: str, gazetteer: Gazetteer) -> str:
    """Resolve the place of a manifest; the text decides between places of one name."""
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


#: 政府工作报告, and what stands below it: ——2022年1月11日在…会议上.
_SHORT_TITLE = re.compile(r"(?:报告|公报|意见|办法|方案|通知|要点)$")
_SUBTITLE = re.compile(r"(?:——|（)(?:.{0,10}\d{4}年\d{1,2}月|[在于])")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|（|\d")
_DOCUMENT_NUMBER = re.compile(r"[〔\[（](20\d\d)[〕\]）]\s*\d+\s*号")
_DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_DATED_SUBTITLE = re.compile(r"(?:——|（)[^，。]{0,10}\d{4}年\d{1,2}月\d{1,2}日")
_YEAR = re.compile(rf"({YEAR}|{ZH_YEAR})年(?:(\d{{1,2}})月)?")
_DATELINE = re.compile(r"(?<![年\d])(\d{1,2})月\d{1,2}日")
#: A sentence with one of these may name years to come.
_OUTLOOK = re.compile(
    r"力争|目标|计划|规划|将|预计|展望|思路|打算|要点|草案|安排|到20\d\d年|至20\d\d年|再翻|瞄准|要比|要达到"
)
_SENTENCE = re.compile(r"[^。！？；\n]+")


def publication(stated: str, blocks: list[Block]) -> Publication:
    """When a document was published.

    In order of trust: the manifest; the number of an official document; a full date in a line of
    its own at the head or the foot; the latest year that the text looks back on, and the year
    after it where a dateline of January to March speaks of 去年; an event that dates the text.
    """
    if stated:
        return Publication(stated, last_day(stated), "manifest")
    said = _from_text([b for b in blocks if b.kind != "noise"])
    return Publication(said, last_day(said), "text" if said else "none")


def _from_text(blocks: list[Block]) -> str:
    text = "\n".join(b.text for b in blocks)
    number = _DOCUMENT_NUMBER.search(text)
    if number:
        return number[1]
    for block in [*blocks[:4], *blocks[-4:]]:
        dated = _DATE.search(block.text)
        alone = dated and len(block.text) <= 90 and "。" not in block.text[dated.end() :]
        if dated and (alone or _DATED_SUBTITLE.match(block.text)):
            return f"{dated[1]}-{int(dated[2]):02}-{int(dated[3]):02}"
    years, months = _looked_back_on(text)
    if years:
        return _after(text, years, months)
    return next((str(year) for words, year in events() if words.search(text)), "")


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
    usual = years.most_common(1)[0][0]
    # A year named once, far from the others, is a slip or a plan.
    latest = max(y for y, n in years.items() if n > 1 or y <= usual + 1)
    dateline = _DATELINE.search(text)
    month = int(dateline[1]) if dateline else 0
    known = any(y == latest and m <= month for y, m in months)
    if month in (1, 2, 3) and "去年" in text and not known:
        return f"{latest + 1}-{month:02}"
    of_latest = [m for y, m in months if y == latest]
    return f"{latest}-{max(of_latest):02}" if of_latest else str(latest)


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
