"""How exact a figure is: equal, about, more or less than, at most or at least, or a range."""

from __future__ import annotations

import re

from ingest.numerals import Quantity
from ingest.sentence import Clause, Sentence

#: About, and rather less than that: 近, 将近. A figure states it as approx, on the side below.
NEARLY = "nearly"
#: 200万元（含）至800万元（不含）: whether an end of a range belongs to it.
_INCLUSIVE = re.compile(r"（(?P<not>不)?含(?:本数)?）(?P<first>[-—~至到])?")
_RANGE_BEFORE = re.compile(r"[\w）%][-—~至到]$(?<![达提高增]到)")
#: What 半 may have before it: 近半, 过半.
_OF_HALF = {"近": NEARLY, "过": "gt", "超": "gt", "逾": "gt"}
#: 至少翻了两番
_FOLD = re.compile(r"翻了?$")
#: 每户最高3000元
_EACH = re.compile(r"(?:每[户人家个]|单[户家个笔次人])[^，。；]{0,3}最高$")
_AIM_NEXT = re.compile(r"的(?:控制|年度|预期|既定)*(?:目标|上限|红线|警戒线)")
_RECORD = re.compile(r"最[高低多少长]达?到?$")
#: 三分之二强, but not 三成强镇: rather more, rather less.
_RATHER = re.compile(r"(?P<gt>强)(?![县市区镇乡省企国者])|(?P<lt>弱)(?![势国小])")
_BROKEN = ("fraction", "half", "tenths")
#: The whole of a share between its bound and the number: 采购预算总额的, not the rest of a clause.
_OF_WHOLE = re.compile(
    r"(?<=[于过少足逾近到约超])(?:占?[^，。；、占于过少足逾近到约超的]{1,14}的"
    r"|占(?:[全我][国省市区县球]|世界)?)$"
)
_WHOLE = 18
#: 达到3000平方米的，, 达到1亿元、5亿元的，: the condition of a rule is met by more too.
_REACHED = re.compile(r"(?:达到?|满)$")
_ON_CONDITION = re.compile(r"的(?:[\u4e00-\u9fff]{1,10})?，")
#: 不低于各项贷款平均增速2个百分点: whom a distance is from stands between its bound and the number.
_AT_LEAST_APART = re.compile(
    r"(?:不得?|未)(?:(?P<ge>[低慢少小]于)|(?P<le>[高快多大]于))[^，。；\d]{1,24}$"
)
_APART_REACH = 30
#: 至少复产3家: what is done at least so many times.
_DONE_AT_LEAST = re.compile(r"至少[再要须]?[\u4e00-\u9fff]{2}$")
#: How many characters before a number its bound may stand.
_REACH = 8


def bound(s: Sentence, clause: Clause, q: Quantity) -> str:
    """The bound of a quantity: eq, approx, nearly, gt, ge, lt, le or range."""
    if q.form == "range":
        return "range"
    if q.form == "rank":
        return "le" if q.infix == "前" else "eq"
    after = _after(s, q)
    if after:
        return after
    if q.form == "half" and s.text[q.start] == "半":
        return _OF_HALF.get(s.text[q.start - 1 : q.start], "eq")
    if q.infix == "上":
        return "ge"
    apart = q.unit == "个百分点" and _AT_LEAST_APART.search(s.before(q.start, _APART_REACH))
    if apart and apart.lastgroup:
        return apart.lastgroup
    before = s.lexicon.cues.bound_before.search(_FOLD.sub("", _words_before(s, q)))
    own = "gt" if q.infix else "eq"
    rules = s.scene.regulatory or s.scene.offers
    if before is None and own == "eq" and _DONE_AT_LEAST.search(s.before(q.start, _REACH)):
        return "ge"
    if before is None or before.lastgroup is None:
        return "ge" if rules and own == "eq" and _is_condition(s, clause, q) else own
    each = _EACH.search(s.before(q.start, _REACH))
    if _RECORD.match(before.group()) and not rules and not each:
        # 单日最高达6.2万人次 is how many there were, and no limit.
        return own
    compares = before.group(before.lastgroup) in ("高于", "低于", "超出")
    # 高于全市0.5个百分点 is a distance, and no bound of it.
    distance = q.unit == "个百分点" or _AIM_NEXT.match(s.text, q.end)
    return own if compares and distance else before.lastgroup


def _is_condition(s: Sentence, clause: Clause, q: Quantity) -> bool:
    """Whether a rule is for whoever reaches a number, or the list of numbers that it is in."""
    run = next((run for run in s.runs(clause) if q in run), [q])
    reached = _REACHED.search(s.before(run[0].start, 2))
    return bool(reached and _ON_CONDITION.match(s.text, run[-1].end, s.end))


def shared(s: Sentence, clause: Clause, q: Quantity) -> bool:
    """Whether a number is a later member of a list whose first has its bound before it.

    突破1亿元、5亿元: more than each of them.
    """
    run = next((run for run in s.runs(clause) if q in run), [q])
    first = run[0]
    if first is q or first.infix or s.text[q.start - 1 : q.start] not in ("、", "和", "与"):
        return False
    return s.lexicon.cues.bound_before.search(_words_before(s, first)) is not None


def _words_before(s: Sentence, q: Quantity) -> str:
    """The words before a number, up to the whole of a share: 不低于总额的40% is at least 40%."""
    words = s.before(q.start, _REACH + _WHOLE)
    whole = _OF_WHOLE.search(words) if _is_part(q) else None
    return words[: whole.start()] if whole else words[-_REACH:]


def _is_part(q: Quantity) -> bool:
    """Whether a quantity is a part of something: 40%, 三成, 四分之三."""
    return q.unit in ("%", "‰", "成") or q.form in _BROKEN


def _after(s: Sentence, q: Quantity) -> str:
    """The bound that a word right after the number sets, or ""."""
    found = s.lexicon.cues.bound_after.match(s.text, q.end)
    end = None if found else _INCLUSIVE.match(s.text, q.end)
    if end and end["first"]:
        return "gt" if end["not"] else "ge"
    if end and _RANGE_BEFORE.search(s.before(q.start, 2)):
        return "lt" if end["not"] else "le"
    if q.form in _BROKEN or q.unit == "成":
        found = found or _RATHER.match(s.text, q.end)
    if found is None or found.lastgroup is None:
        return ""
    if found.group() == "内" and not s.lexicon.is_time(q.unit):
        return ""
    return found.lastgroup
