"""Cut a block into its tokens: names, time expressions, ranks, quantities, and its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import TypeVar

from ingest import names, ranks
from ingest.lexicon import Lexicon
from ingest.limits import sentence_parts
from ingest.numerals import Quantity
from ingest.periods import Period, PeriodReader
from ingest.places import Mention
from ingest.scene import Other, Scene

#: 本报讯（记者…）, 新华社讯（…）
_BYLINE = re.compile(
    r"^（?本报讯 *（[^）]*）|^（?本报讯[ （]*|^[\u4e00-\u9fff]{2,8}讯\s?（[^）]*）"
)
_SENTENCE_END = re.compile(r"[。！？](?:[”’」』）]*)")
#: What sets a limit to the length of time after it.
_CAP = re.compile(
    r"(?:不[得应]?(?:超过|高于|低于|少于|短于)|至少|满"
    r"|最[长短多少](?:可|为|达)?(?:连续)?(?:补贴|补助|奖励|资助|贴息|享受|给予|支持|扶持|减免)?"
    r"|(?:贴息|补贴|补助|扶持|支持|宽限|服务|减免|贷款|租)期限?(?:一般)?为?"
    r"|存续期|(?:年限|(?:租赁|使用|承包|合同|还款|借款|经营)期限?)(?:一般)?[为是])$"
)
_CAP_REACH = 9
#: What joins the members of a list of numbers, and nothing else stands between them.
_LIST_JOINT = re.compile(
    r"\s*(?:[、,，和与及或]|以及)\s*-?(?:(?<=[、和])(?:增长|下降|上升|提高|减少|增加|降低|回落))?"
)
#: 高于全国0.9个、全省2.8个百分点: between the members stands what each is compared with.
_PLACE_JOINT = re.compile(
    r"[、和与及]\s*(?:高于|低于|比)?(?:全[国省市区县州]|[\u4e00-\u9fff]{2,6})"
)
_NICKNAME = re.compile(r"“[\u4e00-\u9fff]{1,8}$")
_NICKNAME_REACH = 9
_DIGIT_PAIR = re.compile(r"\d\d")
_CHINESE_DIGIT = re.compile(r"[一二两三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a block consists of, in order, in clean offsets; no token overlaps another."""

    names: list[tuple[int, int, str]]
    periods: list[Period]
    quantities: list[Quantity]
    places: list[Mention]

    def within(self, start: int, end: int) -> tuple[list[Quantity], list[Period]]:
        """The quantities and the time expressions that start in a span."""
        return _within(self.quantities, start, end), _within(self.periods, start, end)

    def names_place(self, start: int, end: int) -> bool:
        """Whether a place is named in a span."""
        return bool(_within(self.places, start, end))

    def others(self, text: str) -> list[Other]:
        """The numerals in names and time expressions."""
        result = [Other(start, end, "name", rule) for start, end, rule in self.names]
        for period in self.periods:
            numeral = _numeral(text[period.start : period.end])
            if numeral:
                rule = f"period.{period.grain}"
                result.append(Other(period.start, period.end, "period", rule, numeral))
        return result


_NUMERAL = re.compile(r"[一二两三四五六七八九十百千万]")
_START = attrgetter("start")
_Token = TypeVar("_Token", Quantity, Period, Mention)


def tokens(text: str, scene: Scene, lexicon: Lexicon) -> Tokens:
    """Find the tokens of a clean block.

    A name wins over a time expression unless it lies inside of it, both over a rank, and all of
    them over a quantity.
    """
    found_periods = PeriodReader(scene.published).find(text, scene.year())
    periods = [p for p in found_periods if not _splits_digits(text, p)]
    if scene.regulatory:
        periods = [p for p in periods if p.grain != "duration" or not _is_cap(text, p)]
    labels = [n for n in names.find(text, scene.regulatory) if not _inside(n[0], n[1], periods)]
    taken = [(start, end) for start, end, _ in labels]
    periods = [p for p in periods if not _overlaps(p.start, p.end, taken)]
    taken = sorted([*taken, *((p.start, p.end) for p in periods)])
    found = ranks.find(text, lexicon.cues)
    positions = [r for r in found if not _overlaps(r.start, r.end, taken)]
    taken = sorted([*taken, *((r.start, r.end) for r in positions)])
    # 五台县, 七里河区: the numeral in a place's name counts nothing.
    places = lexicon.gazetteer.find(text)
    taken += ((m.start, m.end) for m in places if _NUMERAL.search(m.name))
    quantities = lexicon.numerals.find(text, sorted(taken))
    titles = names.titles(text)
    quantities = [
        q
        for q in quantities
        if not (q.numeral == "zh" and (_in_title(q, titles) or _in_nickname(text, q)))
    ]
    _share_units(text, quantities)
    return Tokens(labels, periods, sorted([*quantities, *positions], key=_START), places)


def _within(tokens: list[_Token], start: int, end: int) -> list[_Token]:
    first = bisect_left(tokens, start, key=_START)
    return tokens[first : bisect_left(tokens, end, first, key=_START)]


def _in_title(quantity: Quantity, titles: list[tuple[int, int]]) -> bool:
    """《支持企业十条措施》: what a title counts is part of its name."""
    return any(s < quantity.start and quantity.end < e for s, e in titles)


def _in_nickname(text: str, quantity: Quantity) -> bool:
    """“科创十条”: what a paper is called by."""
    named = quantity.unit == "条" and text.startswith("”", quantity.end)
    start = max(0, quantity.start - _NICKNAME_REACH)
    return named and bool(_NICKNAME.search(text[start : quantity.start]))


def _splits_digits(text: str, period: Period) -> bool:
    """2022023年, a slip: one run of digits is one numeral, and no year after another number."""
    return bool(_DIGIT_PAIR.match(text, period.start - 1) if period.start else False) or bool(
        _DIGIT_PAIR.match(text, period.end - 1)
    )


def _is_cap(text: str, period: Period) -> bool:
    """Whether a length of time is the limit that a rule sets: 期限不超过2年."""
    return bool(_CAP.search(text[max(0, period.start - _CAP_REACH) : period.start]))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a text, which leave out only a byline at its head."""
    byline = _BYLINE.match(text)
    position = byline.end() if byline else 0
    for match in _SENTENCE_END.finditer(text):
        yield from sentence_parts(text, position, match.end())
        position = match.end()
    if position < len(text):
        yield from sentence_parts(text, position, len(text))


def listed(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether two numbers in succession are members of one list: 2.2、3.6."""
    return bool(_LIST_JOINT.fullmatch(text, left.end, right.start))


def _share_units(text: str, quantities: list[Quantity]) -> None:
    """Give the members of a list the unit and scale at its end: 2.2、3.6和4.7%."""
    for left, right in reversed(list(pairwise(quantities))):
        if left.form == "label":
            continue
        if not listed(text, left, right):
            if _counts_points(text, left, right):
                left.unit = right.unit
            continue
        if not left.unit and right.unit and left.form in ("number", "range"):
            if text[left.end : right.start].strip() in ("，", ",") and not left.scale:
                continue
            left.unit = right.unit
            left.scale = left.scale or (right.scale if text[left.end - 1].isdigit() else "")
        elif left.unit == "个" and text.startswith("个", _unit_start(text, right)):
            # 1.2个、2.3个百分点, 3个和4个工作日
            left.unit = right.unit


def _counts_points(text: str, left: Quantity, right: Quantity) -> bool:
    """高于全国0.9个、全省2.8个百分点: a broken count of things is one of percentage points."""
    return (
        left.unit == "个"
        and right.unit == "个百分点"
        and "." in left.number
        and _PLACE_JOINT.fullmatch(text, left.end, right.start) is not None
    )


def _unit_start(text: str, quantity: Quantity) -> int:
    """Where the words of a unit begin, after the last digit."""
    position = quantity.end
    while position > quantity.start and not text[position - 1].isdigit():
        position -= 1
    return position


def _numeral(surface: str) -> str:
    """How a time expression prints its numbers: ar, zh, or "" where it has none."""
    if any(c.isdigit() for c in surface):
        return "ar"
    return "zh" if _CHINESE_DIGIT.search(surface) else ""


def _inside(start: int, end: int, periods: list[Period]) -> bool:
    """A label inside a longer time expression is part of it."""
    at = bisect_right(periods, start, key=_START) - 1
    if at < 0:
        return False
    period = periods[at]
    return end <= period.end and period.end - period.start > end - start


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a span overlaps one of others, which are sorted and do not overlap each other."""
    at = bisect_left(spans, end, key=itemgetter(0)) - 1
    return at >= 0 and start < spans[at][1]
