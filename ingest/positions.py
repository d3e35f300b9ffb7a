"""What a rank is in, and among whom: 总量居全市10个区县第3位."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.comparing import Base, Compared
from ingest.cues import last_match
from ingest.indicators import Indicator, unquoted
from ingest.naming import named
from ingest.numerals import Quantity
from ingest.phrases import phrase, topic
from ingest.sentence import Clause, Sentence

_REGION = "(?:全[国省市区县州]|中西部|西部|东部|中部)"
#: What a rank is among: 全市各区县, 西部地区.
_AMONG = re.compile(
    _REGION + r"[^，。；、]{0,16}?"
    r"(?=居|列|排|位|名|第|前|升|保持|稳居|$)"
)
_GREAT = re.compile(r"大([^，。；、]{2,16})")
#: The words before a rank start with what it is among, so that they name no indicator.
_AMONG_AT_HEAD = re.compile(rf"[，、\s]*(?:在|均在|都在)?(?:{_REGION}|同类)")
#: 在全省县域经济综合排名中由第9位…: a ranking with a name of its own.
_RANKING = re.compile(
    rf"在?{_REGION}?"
    r"(?P<what>[^，。；在]{2,20}?(?:排名|排位|评价|测评|排行榜?|榜单|竞争力))[中里]?[由从位居列]"
)
_IS_AT_END = re.compile(r"(?:也|均|都|更|同样|仍)*(?:是|为)$")
_AMONG_AT_END = re.compile(
    r"(?:均|都)?在(?:全[国省市区县]|中西部|西部|同类)[^在]{0,16}中?$"
    r"|(?:全[国省市区县]|中西部|西部)(?:省份|省区市|区县|各区县)?$"
)
#: Between the number of those compared and a rank among them.
_MEMBERS = re.compile(
    r"(?:区县|县区|市县|旗县|县市区|区市县|市县区|县市|市州|州市|地市|镇街|街镇|乡镇|城市|省份|省区市|省市区?|[市县区州镇]|市、?区)"
    r"(?:（[市县区、旗]+）区?)?[之的]?[中里]?(?:位?[居列排])?第?"
)
_ADVERB_AT_END = re.compile(r"(?:均|都|在|总量|继续|同样|更是|也|分别|连续)+$")
_BECOMES = re.compile(r"(?:成为|是|为|已成为)[^，]*$")
#: 收入规模居全市第二位: the rank of the revenue just stated.
_EXTENT_OF = re.compile(r"(?P<of>[\u4e00-\u9fff]{0,4})(?:规模|总量|总额|总数)")


def counts_members(s: Sentence, clause: Clause, q: Quantity) -> bool:
    """Whether a number counts those among whom the next one is a rank: 10个县市第3位."""
    at = clause.quantities.index(q) + 1
    following = clause.quantities[at] if at < len(clause.quantities) else None
    if following is None or following.form != "rank":
        return False
    return _MEMBERS.fullmatch(s.text, q.end, following.start) is not None


def ranked(s: Sentence, clause: Clause, q: Quantity, position: int) -> Compared:
    """What a rank is in, and among whom."""
    cues = s.lexicon.cues
    left = s.text[position : q.start]
    at = clause.quantities.index(q)
    if at and counts_members(s, clause, clause.quantities[at - 1]):
        # 增速居全州10个县市第3位: how many there are is no name, and not what is ranked.
        members = clause.quantities[at - 1]
        position = clause.quantities[at - 2].end if at > 1 else clause.start
        left = s.text[position : members.start] + left
    among = last_match(_AMONG, s.text[position : q.start])
    words = among.group().strip("在中的由从") if among else ""
    base = Base(words, words)
    if q.infix == "大":
        noun = _GREAT.match(s.text, q.end - 1) or _GREAT.match(s.text, q.end)
        about = _BECOMES.sub("", unquoted(s.text[clause.start : q.start])).lstrip("，、")[-16:]
        return Indicator("", noun[1] if noun else about, about), base
    changed = s.changed_by(left)
    if changed and changed.measure == "rank":
        return changed.indicator, Base(changed.base, changed.base_id)
    verb = cues.rank_verb.search(left.removesuffix("第").removesuffix("前"))
    before = left[: verb.start()] if verb else left
    what = ""
    own = not _AMONG_AT_HEAD.match(before) or bool(s.lexicon.catalogue.matches(before))
    if before.strip("，、均也还并") and own:
        if among and not verb:
            before = left[: among.start()]
        what = _IS_AT_END.sub("", phrase(s, position, position + len(before)))
        what = _ADVERB_AT_END.sub("", _AMONG_AT_END.sub("", what))
    extent = _EXTENT_OF.fullmatch(what)
    value = s.last_value
    if extent and value and s.holds(value) and extent["of"] in value.indicator.name:
        return value.indicator, base
    if what and not cues.empty_phrase.match(what):
        return named(s, what), base
    if s.last is None or not s.holds(s.last):
        ranking = _RANKING.search(left)
        if ranking and not topic(s):
            return Indicator("", unquoted(ranking["what"])), base
        return named(s, topic(s) or what), base
    indicator = s.last.indicator
    if s.last.measure == "growth":
        # 增长8%，居全市第3位 is the rank of the growth.
        return replace(indicator, scope=f"{indicator.scope}增速"), base
    return indicator, base
