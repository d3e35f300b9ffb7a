"""Reliefs of a policy paper: what is waived, deferred or done free, and what they come to."""

from __future__ import annotations

import re

from ingest.numerals import Quantity
from ingest.sentence import Sentence

#: What a paper reports of its reliefs, or aims at by them.
_REPORTED = re.compile(
    r"已(?!批)|累计|截至|以来|先后|去年|上年|(?<!公)共(?![同建享])|了(?!解)|到20\d\d年"
)
#: 预计全年减免, 政策实施后，预计: an effect, and not 预计总投资.
_EFFECT = re.compile(
    r"(?:[^，。；\d]{2,14}(?:后|政策|措施|举措)，?)?(?:预计|预估|估算)(?!总?投资|投资|产值|年)"
)
#: 不超过6个月，预计惠及企业
_EFFECT_WITHIN = re.compile(
    r"，(?:预计|预估)[^，。；\d]{0,6}?(?:惠及|减免|减负|减轻|节[约省]|缓缴|退税|受益|免除)"
)
#: 租金减免比例由三成提高到一半, 价格扣除比例提高至: what a paper grants of a sum.
_GRANTED_RATE = re.compile(
    r"(?:返还|扣除|减免|减征|补偿|报销|缓缴|预留|代偿)(?:比例|标准|份额|系数|额度)"
    r"|(?:比例|费率|利率|税率|标准|系数|配额|额度)[^，。；\d]{0,3}可[^，。；\d]{0,6}"
    r"(?:[上下]浮|[上下]调|提高|降低|下降|放宽)"
)
#: 1个工作日办结: how long a service takes.
_SERVED = re.compile(
    r"[之以]?内?(?:即可|可|须|应|全部|全程|限时)*"
    r"(?:办[结理好成毕]|完成|送达|通[气电水]|接通|出[证件]|[拿领发]证|回复|答复|响应|反馈)"
)


def is_relief(s: Sentence, start: int, stop: int) -> bool:
    """Whether a part of a sentence grants a relief, and neither reports nor aims at one.

    :param start: where the part begins, ``stop``: where it ends.
    """
    cues, part = s.lexicon.cues, s.text[start:stop]
    granted = cues.relief.search(part) or _GRANTED_RATE.search(part)
    return bool(granted) and not _REPORTED.search(part) and not cues.target.search(part)


def is_effect(s: Sentence, q: Quantity, start: int) -> bool:
    """Whether a figure is what a paper expects of its rules: 预计全年减免租金300万元.

    :param start: where its part between ； begins; a condition (预计产值达到…的，) is no effect.
    """
    if _EFFECT_WITHIN.search(s.text, start, q.start):
        return True
    return _EFFECT.match(s.text, start, q.start) is not None and "的，" not in s.text[start : s.end]


def is_served(s: Sentence, q: Quantity) -> bool:
    """Whether a length of time is that of a service: 2个工作日办结."""
    return _SERVED.match(s.text, q.end) is not None
