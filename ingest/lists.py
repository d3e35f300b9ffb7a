"""Lists (A、B、C分别为1、2、3): what each number of a list is about, by its place."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.comparing import NO_BASE, Base, Compared, base_of, comparison, whole
from ingest.cues import last_match
from ingest.naming import OWN_MEASURE, inherited, named
from ingest.numerals import Quantity
from ingest.periods import Period, quarters
from ingest.phrases import phrase, topic
from ingest.scene import Fact
from ingest.sentence import Clause, Item, Sentence
from ingest.vocabulary import COUNTED

_RESPECTIVE = re.compile(r"分别|依次")
_CONJUNCTION = re.compile(r"以及|和|与|及")
#: 比全市和全省分别高: whom each number compares with, and not what it is of.
_THAN = re.compile(r"[，、\s]*(?:增速|增幅)?(?:比|较)(?![重例上去前])")
_ITEM_JOINT = re.compile(r"[、和与及]|以及")
#: 均突破千亿元: one number for all that are listed.
_BOTH = re.compile(r"[均都](?!衡|市|匀|等)")
#: The enumeration ends where something is said of it.
_STATED = re.compile(r"[为是]|位居|占(?=[^占]{2,16}的?(?:比重|比例|份额))")
#: 等国家进出口: trade is what the list has in common, not the countries.
_TRADE = re.compile(r"^[\u4e00-\u9fff]{0,6}?(?=进出口|出口|进口)")
#: 等 that closes an enumeration, not the one of 高等学校 or 等级.
_AND_OTHERS = re.compile(r"(?<![高中初平同相均优])等(?![学级待于候次额])")
#: Units that close an enumeration as 等 does: 三大产业, 两类企业.
_CLOSING_UNITS = ("个", "类", "项", "家")
#: 量、值分别增长: two sides of what was just measured.
_SIDES = {"量", "值", "额", "价", "数量", "金额"}
_AGES = re.compile(r"[\d—~至到-]+周?岁(?:及?以[上下])?的?")
#: 城、乡居民收入 is 城乡居民收入.
_TOWN_COUNTRY = re.compile(r"城[、和]乡(?=居民|常住)")
#: 进出口均明显增长，同比分别: how they all went.
_PLAINLY = re.compile(r"(?:均|都)?(?:明显|大幅|显著|较快|快速)?(?:增长|下降|回升)?$")
#: 等各项指标: what the list names are figures all.
_FIGURES = re.compile(r"^(?:各|多|几|主要|经济)*[项类]?(?:指标|数据)$")
_MEASURED_AT_END = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:进出口|出口|进口|产量|产值|增加值|销售额|零售额|销量|投资)(?:额|值|总额|总值)?$"
)
_SHARE_WORDS = re.compile(r"(?:比重|占比|份额)")
_MOVES = ("growth", "change_pp", "growth_multiple")


def respective(s: Sentence, clause: Clause) -> re.Match[str] | None:
    """分别 or 依次 in a clause."""
    return _RESPECTIVE.search(s.text, clause.start, clause.end) if s.has(_RESPECTIVE) else None


def collect_items(s: Sentence, start: int, end: int, before_respective: bool) -> None:
    """Split an enumeration (外商投资企业、民营企业) into the items that a list is about."""
    if before_respective or not phrase(s, start, end):
        dated = _listed_periods(s, start, end)
        if dated:
            s.items = [Item(period=p) for p in dated]
            return
    if not before_respective and "、" not in s.text[start:end]:
        return
    if before_respective and _THAN.match(s.text, start, end):
        s.items, s.series = [], []
        return
    head, tail = _head_and_tail(s, start, end)
    head = s.lexicon.cues.without_tail(_PLAINLY.sub("", head))
    parts = _parts(s, _TOWN_COUNTRY.sub("城乡", _STATED.split(head)[0]))
    if len(parts) < 2 and before_respective:
        parts = _town_and_country(parts)
        if len(parts) < 2 and not s.fresh_topic and s.lexicon.catalogue.matches(head):
            # A noun of its own: what was listed before is not what this list is about.
            s.items, s.series = [], []
    if len(parts) < 2 or set(parts) <= _SIDES or _collect_places(s, parts):
        return
    tail = _TRADE.sub("", tail) or _shared_tail(s, parts)
    s.items = []
    if before_respective:
        # A list of its own: what was listed before it is no longer meant.
        s.series = []
    whose, with_, _ = parts[0].partition("对")
    if with_ and not any("对" in part for part in parts[1:]):
        # 民营企业对美国、日本
        parts = [parts[0], *(f"{whose}对{part}" for part in parts[1:])]
    for part in parts:
        place = s.lexicon.gazetteer.whole(part, s.scene.near)
        name = part if part.endswith(tail) else part + tail
        s.items.append(Item(subject=place) if place else Item(name))


def levels_right_before(s: Sentence, clause: Clause) -> bool:
    """城镇居民收入A元，农村B元，增长5%和7%: a list that names nothing is about as many levels.

    They are all that the sentence has stated since its last semicolon.
    """
    run = s.runs(clause)[0]
    part = max(s.text.rfind("；", s.start, clause.start), s.start)
    stated = [f for f in s.facts if f.start >= part]
    if len(run) < 2 or len(s.runs(clause)) > 1 or len(stated) != len(run):
        return False
    words = phrase(s, clause.start, run[0].start)
    words = s.lexicon.cues.growth.split(words)[0] if words else ""
    levels = all(f.measure == "level" and f.unit == stated[0].unit for f in stated)
    moves = all(q.unit == "%" for q in run)
    if (words and not s.lexicon.cues.empty_phrase.match(words)) or not (levels and moves):
        return False
    s.items, s.series = [], stated
    return True


def forget_older_items(s: Sentence, clause: Clause, end: int) -> None:
    """存款A元，贷款B元，分别增长…: a list that names nothing is about the levels right before it.

    These are the levels since the last semicolon, if they are as many; whatever the sentence
    listed before that is no longer meant.

    :param end: where the 分别 stands.
    """
    part = max(s.text.rfind("；", s.start, clause.start), s.start)
    levels = [f for f in s.facts if f.measure == "level" and f.start >= part]
    longest = max((len(run) for run in s.runs(clause)), default=1)
    named_or_dated = phrase(s, clause.start, end) or _listed_periods(s, clause.start, end)
    if len(levels) != longest or longest < 2 or named_or_dated:
        return
    s.items, s.series = [], levels


def _listed_periods(s: Sentence, start: int, end: int) -> list[Period]:
    """The last two or more periods of a span that are listed together (一、二季度)."""
    listed: list[Period] = []
    for period in (p for p in s.periods if start <= p.start < end and p.grain != "duration"):
        if listed and s.text[listed[-1].end : period.start].strip("、和与及，末底份"):
            listed = []
        listed.append(period)
    return listed if len(listed) > 1 else []


def split_quarters(s: Sentence, start: int, end: int) -> None:
    """前两个季度分别为A和B: so many quarters, where nothing else is listed.

    :param end: where the 分别 stands.
    """
    for at, period in enumerate(s.periods):
        each = quarters(period) if s.text[period.start : period.end].endswith("个季度") else []
        if start <= period.start < end and len(each) in s.run_lengths():
            if len(_parts(s, phrase(s, period.end, end))) < 2:
                s.periods[at : at + 1] = each
            return


def _town_and_country(parts: list[str]) -> list[str]:
    """城乡居民收入分别: of the towns, and of the country."""
    if len(parts) != 1 or "城乡" not in parts[0]:
        return parts
    before, _, after = parts[0].partition("城乡")
    return [f"{before}{which}{after}" for which in ("城镇", "农村")]


def collect_heads(s: Sentence, clause: Clause) -> None:
    """Take the years or places that a clause lists before as many numbers, without a 分别.

    甲区、乙区均突破千亿元: such places are those of the list that a later clause gives.
    """
    start, end = clause.start, clause.quantities[0].start
    lengths = {len(run) for run in s.runs(clause)}
    dated = [p for p in s.periods if start <= p.start < end and p.grain != "duration"]
    joints = {s.text[a.end : b.start].strip("末底份") for a, b in pairwise(dated)}
    if len(dated) > 1 and len(dated) in lengths and joints <= {"、", "和", "与", "及"}:
        s.items = [Item(period=p) for p in dated]
        return
    if not _ITEM_JOINT.search(s.text, start, end):
        return
    both = _BOTH.search(s.text, start, end)
    parts = _parts(s, phrase(s, start, both.start() if both else end, keep_place=True))
    # 甲区、乙区、丙区进出口列前三位
    first = any(q.form == "rank" and q.infix == "前" for q in clause.quantities)
    if len(parts) > 1 and (both or first or len(parts) in lengths):
        _collect_places(s, parts)


def _head_and_tail(s: Sentence, start: int, end: int) -> tuple[str, str]:
    """The enumeration, and what stands after 等 or a closing count."""
    count = next(
        (q for q in s.quantities if start < q.start and q.end < end and q.unit in _CLOSING_UNITS),
        None,
    )
    if count is not None:
        # 软件、金融和商贸三大产业的收入: the count closes the list as 等 does.
        head = phrase(s, start, count.start, keep_place=True)
        return head, phrase(s, count.end, end).split("的")[-1]
    head, *tail = _AND_OTHERS.split(phrase(s, start, end, keep_place=True), maxsplit=1)
    return head, _FIGURES.sub("", tail[0]) if tail else ""


def _collect_places(s: Sentence, parts: list[str]) -> bool:
    """长沙县、望城区和雨花区进出口: places, the last of them with what is measured."""
    gazetteer = s.lexicon.gazetteer
    places, rest = [], ""
    for part in parts:
        found = gazetteer.at(part, 0, len(part))
        # Only the last may go on after its place.
        if rest or found is None:
            return False
        places.append(gazetteer.named(found, s.scene.near))
        rest = part[found.end :]
    s.items = [Item(rest.strip("的"), place) for place in places]
    return True


def _parts(s: Sentence, words: str) -> list[str]:
    """Split an enumeration; in 机制纸及纸板、白酒和陶瓷 only the last 和 divides.

    Where both readings are possible, the one with as many parts as a list has numbers.
    """
    every = [p for p in _ITEM_JOINT.split(words) if p]
    pieces = [p for p in words.split("、") if p]
    if len(pieces) < 2:
        return every
    last = [p for p in _CONJUNCTION.split(pieces[-1], maxsplit=1) if p]
    careful = [*pieces[:-1], *last]
    lengths = s.run_lengths()
    return next((c for c in (careful, pieces, every) if len(c) in lengths), careful)


def _shared_tail(s: Sentence, parts: list[str]) -> str:
    """城镇和农村居民人均可支配收入: the end of the last item that completes the others."""
    matches = s.lexicon.catalogue.matches
    last = parts[-1]
    age = _AGES.match(last)
    if age and all(_AGES.fullmatch(part) for part in parts[:-1]):
        # 17岁以下、60岁及以上户籍人口
        return last[age.end() :]
    kind = s.lexicon.cues.coordinate.match(last)
    if kind and all(s.lexicon.cues.coordinate.fullmatch(part) for part in parts[:-1]):
        # 进口、出口整体通关时间
        return last[kind.end() :]
    for i in range(1, len(last) - 1):
        tail = last[i:]
        for part in parts[:-1]:
            found = matches(part + tail)
            completes = found and found[-1][0] < len(part) and found[-1][1] == len(part + tail)
            # 外商投资企业 is a count of its own, and its 进出口 no count.
            own = matches(part)
            counts = own and s.lexicon.catalogue.concept(own[-1][2]).dimension in COUNTED
            measured = found and s.lexicon.catalogue.concept(found[-1][2]).dimension not in COUNTED
            if completes and (not own or (counts and measured)):
                return tail
    measured_last = _MEASURED_AT_END.search(last)
    others = any(matches(part) or OWN_MEASURE.search(part) for part in parts[:-1])
    # 家用电器、医疗器械出口
    return measured_last.group() if measured_last and not others else ""


def places(s: Sentence, clause: Clause) -> dict[int, int]:
    """Number the members of the lists of a clause: start of the quantity -> its place."""
    listed: dict[int, int] = {}
    for run in s.runs(clause):
        if len(run) < 2:
            continue
        if respective(s, clause) or len(run) in (len(s.items), len(s.series)):
            listed |= {q.start: i for i, q in enumerate(run)}
    return listed


def series_of_levels(s: Sentence, clause: Clause) -> None:
    """存款A元，贷款B元，分别增长…: a list without items is about the last levels stated."""
    longest = max((len(r) for r in s.runs(clause)), default=1)
    levels = [f for f in s.facts if f.measure == "level"]
    if len(levels) < longest:
        levels = s.facts
    if longest > 1 and len(levels) >= longest and len(s.series) != longest:
        s.series = levels[-longest:]


def member(s: Sentence, clause: Clause, q: Quantity, measure: str, place: int) -> Compared | None:
    """The indicator of a list's member: of the item in the same place, or of the series.

    :returns: None where the list says nothing of it, so that the member's own words do.
    """
    after = respective(s, clause)
    start = after.end() if after else clause.start
    first = next((x for x in clause.quantities if x.start >= start), q)
    base, verb = _base_and_verb(s, clause, q, measure, (start, first.start), place)
    if measure == "rank" and place < len(s.series):
        return s.series[place].indicator, base
    if measure == "rank" and s.items and s.items[0].subject is not None:
        return inherited(s, "level"), base
    if s.items and place < len(s.items) and len(s.items) >= s.run_length(clause, q):
        item = s.items[place]
        if item.period is not None or item.subject is not None:
            shared = phrase(s, clause.start, after.start() if after else clause.start)
            if item.subject is not None or not shared:
                shared = item.name or verb or (topic(s) if item.period is not None else "")
            return (named(s, shared) if shared else inherited(s, measure)), base
        if s.series and place < len(s.series) and not verb:
            return s.series[place].indicator, base
        counted = _counted_side(s, item.name)
        if counted:
            return counted.indicator, base
        words = item.name
        completes = measure in ("level", "growth", "growth_multiple")
        if completes and verb not in words and not _SHARE_WORDS.fullmatch(verb):
            words += verb
        return named(s, words), base
    if s.series and place < len(s.series):
        own = phrase(s, clause.start, after.start()) if after else ""
        if own and s.lexicon.catalogue.is_alias(own):
            # Of the same years or places, but something else.
            return named(s, own), base
        return s.series[place].indicator, base
    if s.last is not None and not verb and place > 0:
        return inherited(s, measure), base
    return None


def _counted_side(s: Sentence, name: str) -> Fact | None:
    """起数 and 件数 point at what the sentence has counted in that unit."""
    if len(name) != 2 or name[1] != "数":
        return None
    return next((f for f in s.facts if f.unit == name[0] and f.measure == "level"), None)


def _base_and_verb(
    s: Sentence, clause: Clause, q: Quantity, measure: str, span: tuple[int, int], place: int
) -> tuple[Base, str]:
    """The base of a list's member, and the words right before the first of them.

    :param span: where those words are.
    """
    start, end = span
    words = phrase(s, start, end) if start < end else ""
    if measure == "share":
        cue = last_match(s.lexicon.cues.share, s.text[start:end])
        return (base_of(s, whole(s, s.text[start + cue.end() : end])) if cue else NO_BASE), ""
    base = NO_BASE
    if measure in (*_MOVES, "gap_pp"):
        base = comparison(s, clause, q, measure, place)
    if measure in _MOVES:
        cue = s.lexicon.cues.growth.search(words)
        words = words[: cue.start()] if cue else words
    return base, words
