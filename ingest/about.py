"""What a number is about: hand its words to who reads lists, shares, growth, ranks or counts."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import comparing, counting, lists, naming, positions, timing
from ingest.beside import aim_beside, beside
from ingest.comparing import NO_BASE, Compared
from ingest.indicators import Indicator, unquoted
from ingest.measures import than_earlier
from ingest.numerals import Quantity
from ingest.patterns import headed
from ingest.phrases import context, head_noun, phrase, surroundings, topic_noun
from ingest.sentence import Clause, Sentence

#: 拉动经济增长1.2个百分点
_CONTRIBUTED = headed(
    r"(?:对[^，]{2,12})?贡献率|(?:拉动|下拉|带动|拖累)(?=增长|[^，]{2,14}(?:增长|增速|下降))"
    r"|(?:下拉|拖累)(?=[^，]{1,10}$)"
)
_SECTORS = re.compile(r"三次产业|一二三产业")
#: 高于全国平均的: what is compared with, and no name.
_ABOVE_AVERAGE = re.compile(
    r"(?:均|都)?(?:高于|低于|超过|高出|低出|多于|少于|超出)(?:全[国省市区县])?(?:平均)?(?:水平)?的?$"
)
#: 已完成年度任务: the plan of what was measured before.
_PLAN_DONE = re.compile(r"[，、]?(?:已|超额)?完成[^，]{0,4}(?:年度|全年|目标)(?:任务|目标|计划)")
#: 提前完成全年5亿元目标任务
_PLAN_OF = re.compile(r"(?:完成|实现|达到)[^，。；]{0,8}?(?:全年|年度|年初|下达)[^，。；]{0,4}$")
#: 完成年初预算2.5亿元的59%
_BUDGET_OF = re.compile(r"[，、]?(?:已)?(?:完成|为|占)(?:年初|调整|年度|全年|当年)*预算数?")
_AIM_AFTER = re.compile(r"的?(?:年度|预期|既定|工作)*(?:目标|任务|计划)")
#: 位次前移3位
_MOVED_PLACES = re.compile(r"(?:前移|上升|提升|前进|进位|后移|下降|后退|下滑)[^，]{0,2}$")
#: 500万元以上的项目: the cap says what it is of.
_CAPPED = re.compile(
    r"(?:及?以上|以下|以内)(?:的(?P<noun>[^，。；]{2,20})"
    r"|(?P<kind>(?!的|用于|支持|扶持|奖|补)[\u4e00-\u9fff]{0,8}?(?:项目|工程|企业|园区|楼宇|设备)))"
)
#: 拿出500万元奖励资金: what the money is for follows it.
_MONEY_FOR = re.compile(r"(?:以上|左右)?的?([\u4e00-\u9fff“][^，。；、]{1,24})")
_NO_MONEY_FOR = re.compile(r"[和与及]|比|同比|增长")
_GROUP_AFTER = re.compile(r"(?:以上|以下|左右)?的([^，。；]{2,20})")
_PURPOSE = re.compile(r"(?:以上|左右)?(?:用于|投向|投入)(?P<on>[^，。；]{2,16})")
_PROJECT = re.compile(r"(?:左右|以上)?的([^，。；、]{2,24})")
_PLANTED = re.compile(r"[\u4e00-\u9fff]{2,8}")
#: 以20亿元的营业收入位列第三: what the sum is of.
_LED_WITH = re.compile(
    r"的(?P<what>[\u4e00-\u9fff]{2,12}?)(?=位|居|稳居|排|名列|列|入围|领跑|荣登|蝉联|跻身|夺|登上|成为|，)"
)
_GROWS = re.compile(
    r"(?:种|种了|种植|栽|栽了|栽种|种上|[种栽]下|流转|承包|租种|发展|有|拥有|(?<![国大专商厂独])家的?)$"
)
_CROP = re.compile(
    r"(?!以上|左右|的?总|的?计划|，)(?:的)?“?[\u4e00-\u9fff]{1,8}?(?=[能可卖收就净]|今年|去年|预计|$|[^\u4e00-\u9fff])"
)
#: 一斤能卖到5元, 只要99元: for how much it is sold.
_SOLD = re.compile(
    r"(?:[一每](?:公?斤|件|个|只|头|吨|箱|盒|条|枚|株|朵|盆)(?P<what>[^，。；\d]{0,6}?)"
    r"(?:能|可以?|只|就|也|都)*卖[到出得]?了?"
    r"|只要|仅售|只卖)$"
)
#: 半年卖出1.2亿元: what was taken for what is sold.
_TAKINGS = re.compile(r"(?:共|已|就|能)?卖(?:[出了]去?了?)?(?:近|约|超过?)?$")
_EACH = re.compile(
    r"[，、（]?(?:平均)?(?P<each>[日月周年人户亩]均|每[日月周天年])(?:达到?|约|近|为|超过?)*"
)
#: 80毫米以上的果子: what is left of its size.
_OF_SIZE = re.compile(r"^以?[上下]的")
#: 建成20万平方米标准厂房
_BUILT = re.compile(
    r"(?:建成|新建|建设|改造|盘活|腾出|提供|筹建|供应|投用|竣工)了?(?:近|约|超过?|逾)?$"
)
_BUILDING = re.compile(
    r"(?:以上|左右)?的?(?P<what>[\u4e00-\u9fff]{0,10}?(?:厂房|用房|住房|楼宇|载体|空间|公园|绿地|仓库|场馆))"
)
_BY_MEANS = re.compile(r"(?:随着|靠着?|凭借?|用|拿着)$")
_FUND = re.compile(
    r"的?(?P<what>[\u4e00-\u9fff]{0,4}?(?:贷款|借款|资金|补贴|补助|奖金|订单|货款|善款|本金|存款))"
)
_JOINT_AT_END = re.compile(r"[和与及、]$")
_AND_AT_END = re.compile(r"[和与及]$")
#: 对东盟…, 与上海…: whose trade it is stands before the number before.
_WITH = re.compile(r"对|与")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")

_COMPARISONS = ("growth", "growth_multiple", "change_pp", "gap_pp", "multiple")


def about(
    s: Sentence,
    clause: Clause,
    q: Quantity,
    position: int,
    following: int,
    measure: str,
    place: int | None,
) -> Compared:
    """What a quantity measures, and what it is compared with.

    :param position: where the words of the number begin, the end of the number before.
    :param following: where the next number begins, or the clause ends.
    :param place: the place in its list, None outside of lists.
    """
    left = s.text[position : q.start]
    pointed = naming.of_two(s, clause.start, q.start, place)
    if pointed:
        return pointed, NO_BASE
    if place is not None:
        listed = lists.member(s, clause, q, measure, place)
        if listed:
            return listed
    last = s.last_value
    if last is not None and (beside(s, q) or aim_beside(s, q, left)):
        return last.indicator, comparing.Base(last.base, last.base_id)
    changed = s.changed_by(left)
    if measure == "share" and changed:
        return changed.indicator, comparing.Base(changed.base, changed.base_id)
    if measure == "structure" and s.changed is not None:
        return s.changed.indicator, NO_BASE
    contributed = _contributed(s, q, position, left) if place is None else None
    if contributed:
        return contributed
    if measure == "share":
        return comparing.share(s, clause, q, position, following)
    if measure in _COMPARISONS:
        return comparing.compared(s, clause, q, position, measure, place)
    if measure == "rank":
        return positions.ranked(s, clause, q, position)
    budget = _BUDGET_OF.fullmatch(left) and s.text.startswith("的", q.end)
    if budget and s.holds(s.last_value):
        return naming.inherited(s, "level"), NO_BASE
    if _PLAN_DONE.fullmatch(left) or (
        _PLAN_OF.search(left) and _AIM_AFTER.match(s.text, q.end) and s.holds(s.last_value)
    ):
        return naming.inherited(s, "level"), NO_BASE
    if q.unit == "位" and s.last and _MOVED_PLACES.search(left):
        return s.last.indicator.moved("位次变化"), NO_BASE
    if changed:
        return changed.indicator, NO_BASE
    if last and s.holds(last) and last.unit == q.unit and timing.is_of_base(s, q):
        own = phrase(s, position, s.base_period.start) if s.base_period else ""
        if not own or s.lexicon.cues.empty_phrase.match(own):
            return last.indicator, NO_BASE
    if timing.is_basis(s, q) and s.base_period and s.base_period.start > position:
        words = phrase(s, position, s.base_period.start - 1)
        count = s.lexicon.is_count(q.unit)
        return naming.named(
            s, naming.count_name(words, q.unit, s.lexicon) if count else words
        ), NO_BASE
    return _level(s, clause, q, position, following), NO_BASE


def _contributed(s: Sentence, q: Quantity, position: int, left: str) -> Compared | None:
    """对…增长的贡献率, 拉动…增长: what the thing just measured contributes to."""
    if s.last_value is None or not s.holds(s.last_value):
        return None
    contributes = _CONTRIBUTED.search(left)
    if contributes is None or _SECTORS.search(left):
        return None
    what = phrase(s, position + contributes.start(), q.start) or "经济增长"
    return s.last_value.indicator, comparing.Base(what, what)


def _level(s: Sentence, clause: Clause, q: Quantity, position: int, following: int) -> Indicator:
    """What a level is of: a time limit, a count, a sum of money, or a plain phrase."""
    plain = phrase(s, position, q.start)
    words = _ABOVE_AVERAGE.sub("", plain)
    each = _of_each(s, q, s.text[position : q.start])
    if each:
        return each
    than = than_earlier(s.text[position : q.start])
    if than:
        # 比上年多300元
        words = phrase(s, position, position + than.start())
        last = s.last_value
        if not words and last is not None and s.holds(last) and last.unit == q.unit:
            return last.indicator
    if s.lexicon.is_time(q.unit):
        return counting.limited(s, clause, q, words)
    capped = _CAPPED.match(s.text, q.end, following)
    if capped and not s.lexicon.is_count(q.unit):
        noun = _JOINT_AT_END.sub("", capped["noun"] or capped["kind"])
        return Indicator("", unquoted(noun), surroundings(s, clause, noun) or context(s))
    if s.lexicon.is_count(q.unit) or q.unit in s.lexicon.cues.count_like:
        return counting.counted(s, clause, q, position, following, words)
    cues = s.lexicon.cues
    left = s.text[position : q.start]
    price = _price(s, clause, q, left)
    if price:
        return price
    if cues.pronoun.match(words):
        return naming.inherited(s, "level")
    if cues.empty_phrase.match(words) and not s.lexicon.catalogue.is_alias(words):
        words = ""
    led = _LED_WITH.match(s.text, q.end, following) if left.endswith("以") else None
    if led:
        return naming.named(s, led["what"])
    fund = _FUND.match(s.text, q.end, following)
    if fund and (not words or _BY_MEANS.search(left)):
        # 随着50万元贷款到账, 靠2万元借款起家
        return Indicator("", unquoted(fund["what"]), context(s))
    purpose = _PURPOSE.match(s.text, q.end, following)
    if purpose and s.among:
        # 其中5000万元用于技改贴息
        return Indicator("", unquoted(purpose["on"]), context(s))
    # 由上年的30元提高到: what follows that is no noun.
    owned = left.endswith("的") and not timing.is_of_base(s, q)
    owned = owned and not s.lexicon.catalogue.is_alias(words)
    if words and (owned or cues.money_verb.search(words)):
        spent = _spent(s, clause, q, following)
        if spent:
            return spent
    area = _own_area(s, q, left, following)
    if area:
        return area
    if not words:
        group = _GROUP_AFTER.match(s.text, q.end, following)
        words = group[1] if group else ""
        planted = _PLANTED.match(s.text, q.end, following)
        if planted and s.lexicon.dimension(q.unit) == "area":
            # 72.6万亩青菜头: the noun follows what is measured of it.
            return Indicator("", f"{head_noun(planted.group(), s.lexicon)}面积")
        topic = topic_noun(s)
        if topic and _in_brackets(s, clause, q) and s.lexicon.dimension(q.unit) == "length":
            return Indicator("", f"{unquoted(topic)}长度")
        if not words and s.fresh_topic and s.lexicon.catalogue.matches(unquoted(topic)):
            return naming.named(s, topic)
        if not words and (s.last_value or s.scene.about):
            return naming.inherited_level(s, q, plain)
    indicator = naming.named(s, words)
    project = _PROJECT.match(s.text, q.end, following)
    if project and indicator.concept_id and not indicator.scope and "投资" in indicator.name:
        # 总投资50亿元的产业园
        return replace(indicator, scope=unquoted(project[1]))
    return _with_partner(s, clause, position, left, indicator)


def _in_brackets(s: Sentence, clause: Clause, q: Quantity) -> bool:
    """Whether a number stands alone in brackets after a clause that has none: 某某路（12公里）."""
    alone = s.text[q.start - 1 : q.start] == "（" and s.text.startswith("）", q.end)
    return alone and clause.start == q.start and s.fresh_topic


def _of_each(s: Sentence, q: Quantity, left: str) -> Indicator | None:
    """新登记6120户，日均16.8户; 果园62万亩，人均4.1亩: of what has just had the same unit."""
    each = _EACH.fullmatch(left)
    part = max(s.text.rfind("；", s.start, q.start), s.start)
    since = (f for f in reversed(s.facts) if f.start >= part)
    stated = (f for f in since if f.unit == q.unit and f.measure == "level")
    last = next(stated, None) if each else None
    if each is None or last is None:
        return None
    return Indicator("", each["each"] + last.indicator.name, last.indicator.scope)


def _price(s: Sentence, clause: Clause, q: Quantity, left: str) -> Indicator | None:
    """果子一斤能卖到5元, 今晚只要99元: the price of what the words before it name.

    果园卖了120万元 is no price, but what was sold for.
    """
    sold = _SOLD.search(left)
    money = s.lexicon.dimension(q.unit) == "money_cny"
    takings = _TAKINGS.search(left) if money and q.scale and not sold else None
    if takings:
        what = phrase(s, clause.start, q.start - len(takings.group())) or topic_noun(s)
        return Indicator("", f"{_OF_SIZE.sub('', unquoted(what))[-20:]}销售额", context(s))
    if sold is None or q.scale or not money:
        return None
    what = phrase(s, clause.start, q.start - len(sold.group()))
    what = sold["what"] or what or topic_noun(s)
    return Indicator("", f"{_OF_SIZE.sub('', unquoted(what))[-20:]}价格", context(s))


def _own_area(s: Sentence, q: Quantity, left: str, following: int) -> Indicator | None:
    """种了5亩番茄、3亩洋葱: what grows on an area stands behind it."""
    if s.lexicon.dimension(q.unit) != "area":
        return None
    built = _BUILT.search(left) and _BUILDING.match(s.text, q.end, following)
    if built:
        return Indicator("", f"{unquoted(built['what'])}面积", context(s))
    if "亩" not in q.unit:
        return None
    goes_on = left.endswith("、") and s.last_value and s.last_value.indicator.name.endswith("面积")
    if not (_GROWS.search(left) or goes_on):
        return None
    crop = _CROP.match(s.text, q.end, following)
    noun = head_noun(crop.group(), s.lexicon) if crop else ""
    return Indicator("", f"{unquoted(noun)}面积", context(s)) if noun else None


def _spent(s: Sentence, clause: Clause, q: Quantity, following: int) -> Indicator | None:
    """What money is spent on, where that follows the sum."""
    noun = _MONEY_FOR.match(s.text, q.end, following)
    if noun is None or _NO_MONEY_FOR.match(noun[1]):
        return None
    words = _AND_AT_END.sub("", noun[1])
    found = s.lexicon.catalogue.name(words)
    if found.concept_id and not found.scope:
        return found
    return Indicator("", unquoted(words), surroundings(s, clause, words))


def _with_partner(
    s: Sentence, clause: Clause, position: int, left: str, indicator: Indicator
) -> Indicator:
    """对东盟进出口5亿元，出口3亿元: the second is with the same partner."""
    if not indicator.concept_id or indicator.scope or position <= clause.start:
        return indicator
    if not _WORD.match(left):
        return indicator
    earlier = phrase(s, clause.start, position)
    if not _WITH.search(earlier):
        return indicator
    partner = unquoted(earlier)
    return replace(indicator, name=f"{partner}{indicator.name}", scope=partner)
