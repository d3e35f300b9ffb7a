"""What figures are held against: aims that they miss or pass, and conditions to come in."""

from __future__ import annotations

import re

from ingest import names
from ingest.beside import SHORT_OF
from ingest.numerals import Quantity
from ingest.sentence import Sentence

#: 低于年初目标: a distance, and no aim.
_THAN_AIM = re.compile(
    r"(?:[低高快慢]于|比|较|超出?)[^，。；]{0,8}目标(?:值|任务)?[低高快慢]?(?:了|近|约)*$"
)
_AIM_OF_THAN = re.compile(
    r"(?:[低慢]于|距离?|离|[与同][^，。；]{0,10}?\d[^，。；]{0,4}的)[^，。；]{0,10}目标$"
)
_ITS_AIM = re.compile(r"\d[^，。；]{0,4}的(?:预期|年度|既定|增长|工作|控制|考核)*$")
_KEEPS = re.compile(r"(?:符合|满足|高于|低于|超过|未超)[^，。；]{0,24}$")
_RULE_AFTER = re.compile(r"(?:以上|以内|以下)?的(?:法定|有关|相关)?(?:规定|要求|法定标准)")
_FROM = re.compile(r"(?:及|或)?以[上下]|（含）")
#: 设了门槛，亩均投资不低于…，达不到一律不引进: what tells of a condition to come in.
_ENTRY = re.compile(
    r"门槛|硬杠杠|硬线|红线|底线|划[了定]?[^，。；]{0,6}线|准入|一律|入园(?:条件|标准)|达不到|一律不|规定[，：]|新引进[^，。；]{0,6}(?:须|必须)"
)
#: 达不到25万元的，一律不供地
_BARRED = re.compile(r"一律不|不予|不得(?!低于|少于|高于|超过|不)|不供地|不引进|不批")
_FALLS_SHORT = re.compile(r"(?:达不到|不足|不满|低于|少于|高于|超过|大于)$")
_REPORTED = re.compile(r"已|累计|去年|上年|实现")
_AT_LEAST = re.compile(r"(?:不[得能应]?(?:低于|少于|高于|超过|小于)|至少[达要]?到?)$")


def is_compared(s: Sentence, target: re.Match[str], q: Quantity, measure: str) -> bool:
    """Whether an aim is what figures are held against: 距年度目标还差, 低于年初目标."""
    if target.group() != "目标":
        return False
    if _AIM_OF_THAN.search(s.text, s.start, s.start + target.end()):
        return True
    before = s.before(q.start, 30)
    points = measure in ("gap_pp", "change_pp")
    return points and bool(SHORT_OF.search(before) or _THAN_AIM.search(before))


def is_entry(s: Sentence, q: Quantity, measure: str) -> bool:
    """Whether a figure is a condition for whoever wants to come in, told in a report."""
    before = s.before(q.start, 8)
    barred = s.has(_BARRED) and _FALLS_SHORT.search(before)
    if measure != "level" or not (barred or _AT_LEAST.search(before)):
        return False
    return s.has(_ENTRY) and not _REPORTED.search(s.before(q.start, 20))


def is_other(s: Sentence, target: re.Match[str], q: Quantity) -> bool:
    """Whether an aim is that of a number in an earlier part: 低于5%的控制目标；产值增长6%."""
    at = s.start + target.start()
    named = target.group() == "目标" and _ITS_AIM.search(s.text, s.start, at)
    return bool(named) and s.text.find("；", at, q.start) >= 0


def is_kept(s: Sentence, q: Quantity) -> bool:
    """Whether a figure is that of a rule which something keeps: 符合《条例》2%至5%的规定.

    So are the limits by which a note defines a class of firms.
    """
    if _FROM.match(s.text, q.end) and names.is_defined(s.text, q.start):
        return True
    return bool(_RULE_AFTER.match(s.text, q.end) and _KEEPS.search(s.before(q.start, 30)))
