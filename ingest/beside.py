"""What stands beside a figure: that of another place, the aim of it, or how far apart they are."""

from __future__ import annotations

import re

from ingest.numerals import Quantity
from ingest.sentence import Sentence

#: 高于全市3%左右的平均水平: the same of another place, and no distance to it.
_BESIDE = re.compile(
    r"(?:高于|低于|快于|慢于|多于|少于|优于|好于|超过)(?P<who>全[国省市区县州])(?:平均)?(?:近|约)?$"
)
#: 高于全国平均水平800元, 比全市平均低两成, 高于荣枯线2.6个点, 比快报数少3亿元: a distance in a unit
#: or in percent.
_APART = re.compile(
    r"(?:(?:高于|多于|高出|(?P<below>低于|少于|低出))[^，。；\d]{0,8}?"
    r"(?:全[国省市区县州旗]|平均水平|平均|荣枯线|临界[点值]|警戒线)(?:平均)?(?:水平)?"
    r"|(?:比[^，。；\d]{0,6}?(?:全[国省市区县州旗]|平均)(?:平均)?(?:水平)?"
    r"|比(?!去年|上年|同期|上月|上季|年初)[^，。；\d]{2,10}?数)"
    r"(?:[高多]|(?P<less>[低少]))出?了?)(?:近|约|达|超过?)?$"
)
#: 距年度目标还差, 与全年目标相差: the distance to an aim.
SHORT_OF = re.compile(
    r"(?:(?:距离?|离|与|同|较)[^，。；]{0,12}?)?的?(?:年度|全年|年初|预期|既定|序时)*"
    r"(?:目标|计划|任务|进度)(?:值|任务|要求)?(?:仍|还|尚|均|分别)*有?(?:相?差|差距)了?(?:近|约|达)?$"
)
#: 失业率3.1%，控制在4%以内: what the rate before is kept within, or has stayed above.
_KEPT = re.compile(r"[，、]?(?:并|均|都|仍|始终|持续|继续|全年)*(?:控制|保持|稳定|维持)在")
_WITHIN = re.compile(r"(?:以内|以下|之内)(?=[，。；、）]|$)")
_CONTROLLED = re.compile(r"[，、](?:并|均|都|仍|始终|持续|继续|全年)*控制在$")
#: Without one of these there is no distance.
_DISTANT = re.compile(r"[于出比]")
#: The number before one of these is an aim.
_AIM_NEXT = re.compile(
    r"(?:左右|以上|以内)?的?(?:控制|年度|全年|年初|预期|增长|既定|考核|下达)*(?:目标|上限|红线|警戒线)"
)
#: The number before one of these is no distance.
_STANDING = re.compile(r"(?:左右|上下)?的(?:平均|总体|整体)?水平")
#: How many characters before a number its other place may stand.
_REACH = 14
#: How far before a number the figure starts that it belongs to.
_NEAR = 24


def beside(s: Sentence, q: Quantity) -> re.Match[str] | None:
    """高于全市3%的平均水平: whose figure a number is that stands beside the one before."""
    last = s.last_value
    if last is None or last.unit != q.unit or not _STANDING.match(s.text, q.end):
        return None
    return _BESIDE.search(s.before(q.start, _REACH)) if s.holds(last) else None


def aim_beside(s: Sentence, q: Quantity, left: str) -> bool:
    """Whether a number is the aim of what was just measured: 失业率3.1%，低于5%的控制目标."""
    last = s.last_value
    if last is None or last.unit != q.unit:
        return False
    if _KEPT.fullmatch(left) and last.start >= q.start - _NEAR:
        return s.holds(last)
    if not _AIM_NEXT.match(s.text, q.end):
        return False
    own = s.lexicon.cues.growth.search(left) or s.lexicon.catalogue.matches(left)
    return not own and s.holds(last)


def kept_within(s: Sentence, q: Quantity) -> bool:
    """Whether a number is the limit that the figure right before it was to be kept within."""
    last = s.last_value
    if last is None or last.unit != q.unit or not s.holds(last):
        return False
    within = _WITHIN.match(s.text, q.end) and _CONTROLLED.search(s.before(q.start, _REACH))
    return bool(within) and last.start >= q.start - _NEAR


def apart(left: str) -> re.Match[str] | None:
    """The words of a distance that end before a number: 高于全国平均水平."""
    return _APART.search(left) if _DISTANT.search(left) else None
