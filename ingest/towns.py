"""Towns, subdistricts and villages, which no seed lists: known by how their names end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.places import Gazetteer, Subject, deictics

#: How the name of a place below a county ends; not 乡村, 村镇 or 村民.
_END = re.compile(r"镇(?!街|域)|乡(?!村|镇|[愁贤亲土友情])|街道|村(?!镇|民|级|干部|居)|社区")
#: These are kinds of places, and no place: 乡镇, 特色小镇, 文明村.
_KIND = re.compile(
    r"[全我本该各每这那两几数](?:镇|乡|街道|村|社区)$"
    r"|(?:[乡城集村小重名古强大]|特色|中心|重点|建制|示范|卫生|文明|试点|产业|经济|工业|百强|千强|淘宝|生态|旅游|美丽)镇$"
    r"|(?:[城家故下返老侨水回还离他同]|之)乡$"
    r"|(?:[农乡山渔古名新]|行政|自然|城中|贫困|脱贫|示范|文明|美丽|重点|中心|试点|专业|淘宝|一)村$"
    r"|(?:乡镇|镇|中心)街道$|(?:农村|智慧|示范|文明|和谐|城市|新型)社区$"
)
#: What cannot stand in such a name, and so ends before it; a particle only where enough is left
#: after it (和平镇, 太和镇).
_BEFORE_NAME = re.compile(
    r"[^\u4e00-\u9fff]|来自|来到|位于|走[进访]|步入|深入|推进"
    r"|(?:[在从到由和与及为对入往离是的了以让使省市区县旗州镇乡]|街道)(?=[\u4e00-\u9fff]{2})"
)
#: 全镇, 我街道, 镇内: whoever speaks of it so is about one town.
_POINTER = re.compile(
    r"[全我本该](?P<kind>镇(?!街|域)|乡(?!村|镇)|街道|村|社区)|(?<![乡城村])(?P<inside>镇|街道)[域辖]?内(?!部)"
    # 街道实现财政收入: said so, it is the one whose text it is.
    r"|(?<![\u4e00-\u9fff、])(?P<bare>街道)(?=[实完财固规工全一税社经围始坚]|地区)"
)
_POINTER_HEADS = frozenset("全我本该镇街")
#: What may follow a town that a sentence is about: where it is, what it has, holds or achieves.
_ACTS = re.compile(r"[，有是全现位地共]|举[行办]|实现|完成|累计|去年|今年|20\d\d|\d")
#: A list of towns is about none of them: 甲镇、乙镇等.
_GOES_ON = re.compile(r"[、和与及等]|一带")
#: The shortest and the longest name without its ending, in characters.
_SHORTEST, _LONGEST = 2, 5
#: A longer name wins over a shorter one where it stands nearly as often.
_NEARLY = 0.6
#: So often a text that has no title of a town speaks of 全镇, or one that has it names it.
_OFTEN = 3
#: How much of a text is looked at, and how far back 全镇 points, in characters.
_REACH, _NEAR = 20_000, 400


def is_kind(name: str) -> bool:
    """Whether what looks like a town's name is a kind of towns: 特色小镇."""
    return _KIND.search(name) is not None


def pointer_at(text: str, position: int, end: int) -> str:
    """The kind of place that a word right at an offset points at: 镇 for 全镇; "" for none."""
    if text[position : position + 1] not in _POINTER_HEADS:
        return ""
    found = _POINTER.match(text, position, end)
    return (found["kind"] or found["inside"] or found["bare"]) if found else ""


def named_before(text: str, position: int, kind: str, gazetteer: Gazetteer) -> Subject | None:
    """The town of a kind that a text named last before an offset, or None."""
    before = text[max(0, position - _NEAR) : position]
    for name, start in reversed(list(_names(before, gazetteer))):
        if name.endswith(kind) and not _GOES_ON.match(before, start + len(name)):
            return Subject(name, "other")
    return None


def at(text: str, position: int, end: int, town: Subject, gazetteer: Gazetteer) -> bool:
    """Whether a text names a town at an offset, in full or without its ending (店口 for 店口镇)."""
    if text.startswith(town.name, position, end):
        return not _GOES_ON.match(text, position + len(town.name))
    short = _END.sub("", town.name)
    after = position + len(short)
    if len(short) < _SHORTEST or not text.startswith(short, position, end):
        return False
    return not (gazetteer.is_part_of_name(text, after) or text[after : after + 1] in "省市区县")


def after(text: str, position: int, end: int, gazetteer: Gazetteer) -> Subject | None:
    """The town that stands right after the district that it lies in (某某县某某镇), or None."""
    for name, start in _names(text[position : min(position + 2 * _LONGEST, end)], gazetteer):
        if start == 0 and _ACTS.match(text, position + len(name)):
            return Subject(name, "other")
        break
    return None


def stated(place: str, gazetteer: Gazetteer) -> Subject | None:
    """The town that a manifest states as the place of a text, after those it lies in, or None."""
    if gazetteer.called(place):
        return None
    position = 0
    while mention := gazetteer.at(place, position, len(place)):
        position = mention.end
    name = place[position:].strip()
    # 某某镇某某村: the last of them.
    outer = [m.end() for m in _END.finditer(name) if len(name) - m.end() > _SHORTEST]
    name = name[outer[-1] :] if outer else name
    return Subject(name, "other") if _is_name(name) else None


def of_text(heading: str, text: str, gazetteer: Gazetteer) -> Subject | None:
    """The town that a text is about: named at the head of its title, or spoken of throughout.

    A text that speaks more of what lies around (全县) than of the town (全镇) is not the town's.
    """
    text = text[:_REACH]
    own = Counter(m["kind"] or m["inside"] or m["bare"] for m in _POINTER.finditer(text))
    headed = _at_head(heading, text, gazetteer)
    if not own and not headed:
        return None
    wide = sum(1 for _, _, word in deictics(text) if word[-1] in "市区县" and word[0] in "全我")
    if headed:
        pointed = sum(n for kind, n in own.items() if headed.endswith(kind))
        if pointed >= max(wide, 1) or (not wide and text.count(headed) >= _OFTEN):
            return Subject(headed, "other")
        return None
    kind, times = next(iter(own.most_common(1)), ("", 0))
    if times < _OFTEN or times <= wide:
        return None
    named = Counter(name for name, _ in _names(text, gazetteer) if name.endswith(kind))
    name, times = next(iter(named.most_common(1)), ("", 0))
    return Subject(name, "other") if times > 1 else None


def _at_head(heading: str, text: str, gazetteer: Gazetteer) -> str:
    """The town that a title begins with, after the places that it lies in; "" for none."""
    for name, start in _names(heading, gazetteer, text):
        before, position = heading[:start], 0
        while mention := gazetteer.at(before, position, start):
            position = mention.end
        alone = not re.search(r"[\u4e00-\u9fff\d]", before[position:]) or before.endswith("—")
        if alone and not _GOES_ON.match(heading, start + len(name)):
            return name
    return ""


def _names(text: str, gazetteer: Gazetteer, usage: str = "") -> Iterator[tuple[str, int]]:
    """The names of towns in a text, each with where it starts.

    :param usage: a text that shows where a name begins, which words before it hide.
    """
    for ending in _END.finditer(text):
        first = max(0, ending.start() - _LONGEST)
        start = max(
            (first + m.end() for m in _BEFORE_NAME.finditer(text[first : ending.start()])),
            default=first,
        )
        mention = gazetteer.at(text, start, ending.start())
        if mention and ending.start() - mention.end >= _SHORTEST:
            start = mention.end
        name = text[start : ending.end()]
        while usage and len(name) > _SHORTEST + len(ending.group()):
            if usage.count(name) >= _NEARLY * usage.count(name[1:]):
                break
            name = name[1:]
        start = ending.end() - len(name)
        long_enough = ending.start() - start >= _SHORTEST
        if long_enough and not is_kind(name) and not gazetteer.called(name):
            yield name, start


def _is_name(name: str) -> bool:
    """Whether a name ends as that of a town, and is long enough."""
    ends = [m for m in _END.finditer(name) if m.end() == len(name)]
    long_enough = bool(ends) and _SHORTEST <= ends[-1].start() <= 2 * _LONGEST
    return long_enough and not is_kind(name)
