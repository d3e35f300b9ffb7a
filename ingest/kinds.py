"""What a percentage that a rule grants is of: a rate for firms of a kind, an aid to a cost."""

from __future__ import annotations

import re

from ingest.indicators import Indicator, unquoted
from ingest.numerals import Quantity
from ingest.phrases import phrase, topic_noun
from ingest.sentence import Sentence

#: Kinds of those whom a rule is for.
_WHO = r"(?:企业|项目|工商户|纳税人|机构|单位|农户|家庭|职工|居民|人员)"
#: Who a rate is for, by their kind; the end of a rate's name; 中型企业可缓缴应缴税费.
_KIND = re.compile(rf"[\u4e00-\u9fff、“”]{{0,10}}{_WHO}")
_A_RATE = re.compile(r"(?:比例|标准|份额|额度|系数|幅度|费率|税率|利率)$")
#: 货物服务, 工程: short, and no measure of its own.
_SHORT_KIND = re.compile(r"(?:(?![率额比度量数])[\u4e00-\u9fff]){2,6}")
_MAY = re.compile(
    rf"[\u4e00-\u9fff、]{{0,8}}{_WHO}"
    r"(?:可以?|应|须)(?:按|享受|申请)?(?P<what>[\u4e00-\u9fff]{2,20})"
)
#: 按贷款利息的: the cost that an aid is counted by, and the aid.
_COST_OF = re.compile(r"按(?:照)?[^，按]{1,20}的$")
_GRANTED = re.compile(
    r"(?:的(?:比例|标准))?(?:给予|予以)(?:企业|其|一次性)?"
    r"(?P<what>[\u4e00-\u9fff]{0,8}?(?:贴息|补贴|补助|奖励|资助|奖补|补偿))"
)


def of_kind(s: Sentence, kind: str) -> Indicator | None:
    """返还比例，大型企业由30%…，小微企业由60%…: the rate named before, of firms of a kind."""
    of_firms = _KIND.fullmatch(kind)
    if not of_firms and not _SHORT_KIND.fullmatch(kind):
        return None
    rate = unquoted(topic_noun(s)) if s.fresh_topic else ""
    if _A_RATE.search(rate) and (of_firms or not s.lexicon.catalogue.matches(kind)):
        s.words = kind
        return Indicator("", rate, kind)
    last = s.last_value
    if last is None or not s.holds(last) or last.unit != "%" or last.indicator.concept_id:
        return None
    name, before = last.indicator.name, last.words
    s.words = kind
    alike = (_KIND if of_firms else _SHORT_KIND).fullmatch(before)
    if alike and before not in name and _A_RATE.search(name):
        return Indicator("", name, kind)
    may = _MAY.fullmatch(name) if of_firms else None
    return Indicator("", may["what"], kind) if may else None


def granted(s: Sentence, q: Quantity, position: int, following: int) -> Indicator | None:
    """按贷款利息的40%给予贴息: the aid, with the cost that it is a share of as its scope.

    :param position: where the words of the number begin.
    :param following: where the next number begins, or the clause ends.
    """
    aid = _GRANTED.match(s.text, q.end, following)
    if aid is None or not _COST_OF.search(s.text[position : q.start]):
        return None
    cost = phrase(s, position, q.start).removeprefix("按").removeprefix("照")
    return Indicator("", unquoted(aid["what"]), unquoted(cost))
