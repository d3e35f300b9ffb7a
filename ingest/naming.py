"""Name what is measured: complete a noun phrase from its sentence, and look it up."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from ingest import phrases
from ingest.cues import last_match
from ingest.indicators import Indicator, unquoted
from ingest.lexicon import Lexicon
from ingest.numerals import Quantity
from ingest.phrases import context, topic, topic_noun, without_place
from ingest.scene import UNNAMED
from ingest.sentence import Sentence

#: Before a catalogued name, whose or which of it: 对“一带一路”国家实现进出口, 新增贷款.
_INNER_SCOPE = re.compile(
    r"(?:对[\u4e00-\u9fff“”]{1,16}|新增|新培育|新入库|新设立?|新登记)(?=实现|完成|累计|$)"
)
_STATED = re.compile(r"(?:实现|完成|达到|累计|共计|预计|力争)+$")
#: A part of the economy before a catalogued name: 限额以上企业通过网络实现零售额.
_PART = re.compile(
    r"通过|线上|网络|企业|行业|产业|农村|城镇|楼宇|园区|市场|景区|单位|机构|合作社|平台|基地|口岸"
)
_NO_PART = re.compile(r"推动|带动|促进|帮助|支持")
#: 东盟为第一大贸易伙伴，进出口…: trade with it.
_PARTNER = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,8}?)(?:连续|仍|继续|依然|跃升|保持|成为|为|是|稳居)"
    r".*(?:贸易伙伴|出口市场|进口来源地|出口目的地)"
)
#: How long the name of a part is at most, and words by which it would measure something itself.
_PART_NAME = 8
OWN_MEASURE = re.compile(
    r"额|值|率|量|收入|支出|投资|产值|利润|税|贷款|存款|面积|人数|人口|数$|进口|出口|费|价|消费|零售|营业|销售"
)
_REVENUE = re.compile(r"(?:综合|总)?(?:收入|消费|花费)")
_TOURISM = re.compile(r"旅游|游客|文旅|景区|乡村游")
_WAY = re.compile(r"[进出]口(?=[\u4e00-\u9fff])")
_FIRMS = re.compile(
    r"(.{2,12}?)(?:企业|单位)(?:数|数量)?$|(?:个体工商|个体|商)户(?:数|数量)?$|[^，]{0,4}合作社(?:数|数量)?$"
)
_EXTENT = re.compile(r"总量|总额|总值|总规模|规模|金额|总数")
_COUNT_AT_END = re.compile(r"(?:企业|户)?(?:户数|家数|人数|数)$")
#: What ends the subject of the clause before: 民营企业是外贸主力军.
_SAID_OF = re.compile(r"[是为]|依然|继续|成为")
#: Schools of a kind, and what has no name without them; all schools are of no kind.
_SCHOOLS = re.compile(
    r"(?P<kind>.{0,8}?(?:小学|中学|初中|高中|高校|大学|学院|学校|教育|幼儿园|中职))"
    r"(?:数|共?招生|毕业生|在[校园]|教职工|专任教师|$)"
)
_ALL_SCHOOLS = re.compile(r"各级|各类学校|中小学")
_OF_SCHOOLS = re.compile(
    r"(?:当年|全年|共)?(?:招生|毕业生?|在校(?:学)?生|在园(?:幼儿|儿童)|教职工|专任教师)(?:人数|数)?"
)
_PUPILS_AT_END = re.compile(r"(?:生|教师|教职工)(?:人数|数)?$")
#: 民营企业进出口, and one way of it.
_TRADE = re.compile(r"(?P<of>.{2,12}?)(?:(?P<both>进出)|[进出])口(?:总额|总值|额|值)?")
_ONE_WAY = re.compile(r"[进出]口(?:总额|总值|额|值)?")
#: What has no name without its crop; the crop of an output, and of an area.
_YIELD = re.compile(r"(?:平均)?(?:亩产|单产|亩均产量|每亩产量)")
_CROP = re.compile(r"(?P<crop>[\u4e00-\u9fff]{2,6}?)(?:总产量?|产量|(?:种植|播种)?面积)$")
_OUTPUT = re.compile(r"(?:年|总|综合|全产业链)*(?:产量|产值)")
_HARVEST = re.compile(r"(?P<crop>[\u4e00-\u9fff]{2,6}?)(?:总产量|产量)")
_CROP_AREA = re.compile(
    r"(?:种植|栽植|栽种|播种|种)(?P<planted>[\u4e00-\u9fff]{2,4})(?:面积)?$"
    r"|(?!占地|建筑|总|规划|用地|土地|耕地|农田|厂房|园区|核心|流转|绿|产业|工业|物流|科技|创业|湿地|森林|播种|种植|新增|建设)"
    r"(?P<crop>[\u4e00-\u9fff]{2,4}?)(?:园|林|基地)?(?:再|喜|已|总|种植|栽培|挂果|播种|采摘)*面积$"
)
#: 支出 and 余额 after one of these are theirs.
_SIDES = {
    "支出": re.compile(r"(?P<of>.{2,16}(?:预算|资本经营|基金|保险))(?:总)?收入"),
    "出栏": re.compile(r"(?P<of>.{1,6})存栏(?:量|数)?"),
    "存栏": re.compile(r"(?P<of>.{1,6})出栏(?:量|数)?"),
    "余额": re.compile(r"(?P<of>.{0,8}债务)限额"),
}
OF_TWO = re.compile(r"(前者|后者|[两二]者)")


def named(s: Sentence, phrase: str) -> Indicator:
    """Name a phrase; what follows its verb is the noun: 重点企业实现产值 is 产值.

    The noun is kept as ``s.words``. A name outside of the catalogue takes what stands before it,
    or the topic, as its scope.
    """
    cues, catalogue = s.lexicon.cues, s.lexicon.catalogue
    words = _of_topic(s, _noun(phrase, s.lexicon))
    words = _of_visitors(s, _of_firms(s, _completed(s, _traded(s, _with_modifier(s, words)))))
    words = _of_trade(s, _of_schools(s, _of_same(s, _of_account(s, words))))
    if len(phrase) <= len(words) + len("实现"):
        words = phrases.of_total(s, words)
    s.words = words
    indicator = catalogue.name(words)
    firms = _firms(s) if words in cues.of_firms else ""
    if firms:
        return replace(indicator, scope=firms)
    if not indicator.concept_id:
        scope = ""
        if len(indicator.name) <= 6 or phrase != words:
            scope = context(s, phrase if phrase != words else "")
        return Indicator("", indicator.name or topic(s) or UNNAMED, scope)
    if indicator.scope:
        return indicator
    if topic(s):
        # 进出口 after 保税物流进出口大幅增长 is the latter.
        noun = unquoted(topic_noun(s))
        alias = unquoted(words)
        wider = catalogue.name(noun)
        if alias in topic(s) and wider != indicator and noun.endswith(alias):
            return wider
    if len(words) < len(phrase):
        return _narrowed(s, indicator, words, phrase[: len(phrase) - len(words)])
    return indicator


@functools.lru_cache(maxsize=4096)
def _noun(phrase: str, lexicon: Lexicon) -> str:
    """What follows the verb of a phrase, or the phrase without verbs if that is catalogued."""
    cues = lexicon.cues
    whole = without_place(cues.without_lead(cues.statement_verb.sub("", phrase)), lexicon)
    words = cues.statement_verb.split(phrase)[-1] or phrase
    if whole != words and lexicon.catalogue.is_alias(whole):
        words = whole
    return without_place(cues.without_lead(words), lexicon) or phrase


def _narrowed(s: Sentence, indicator: Indicator, words: str, before: str) -> Indicator:
    """A catalogued indicator with the scope that the words before its name give it."""
    inner = _INNER_SCOPE.search(before)
    if inner:
        return replace(indicator, scope=unquoted(inner.group()))
    own = _STATED.sub("", without_place(s.lexicon.cues.without_lead(before), s.lexicon))
    if len(own) <= 16 and _PART.search(own) and not _NO_PART.match(own):
        scope = unquoted(own)
        return replace(indicator, name=scope + words, scope=scope)
    return indicator


def _with_modifier(s: Sentence, words: str) -> str:
    """出口值 after 其中，笔记本电脑出口量 is that of the same goods."""
    if not s.among or not s.words or not 2 <= len(words) <= 4:
        return words
    at = s.words.find(words[:2])
    return s.words[:at] + words if at > 0 else words


def _traded(s: Sentence, words: str) -> str:
    """出口茶叶3亿元、家具1亿元: what follows in the list is exported too."""
    last = s.last_value
    if last is None or not s.holds(last) or not words:
        return words
    way = _WAY.match(last.words)
    goes_on = way and s.text.startswith("、", last.quantity.end)
    if way is None or not goes_on or len(words) > 6 or s.lexicon.catalogue.matches(words):
        return words
    return way.group() + words


def _of_topic(s: Sentence, words: str) -> str:
    """民营企业是外贸主力军，进出口…: the trade is that of the private enterprises."""
    is_alias = s.lexicon.catalogue.is_alias
    if not is_alias(words):
        return words
    partner = _PARTNER.match(unquoted(topic(s)))
    if partner and is_alias(f"对{partner['who']}{words}"):
        return f"对{partner['who']}{words}"
    if not s.fresh_topic:
        return words
    who = _SAID_OF.split(unquoted(topic(s)))[0]
    return who + words if 2 <= len(who) <= 10 and is_alias(who + words) else words


def _of_firms(s: Sentence, words: str) -> str:
    """规上工业企业512家，实现总产值: the output is that of the firms just counted."""
    last = s.last_value
    if last is None or words not in s.lexicon.cues.of_firms or not s.holds(last):
        return words
    for name in (last.words, last.indicator.name):
        firms = _FIRMS.match(name)
        if firms and firms[1] and s.lexicon.catalogue.is_alias(firms[1] + words):
            return firms[1] + words
    return words


def _broken_down(s: Sentence, q: Quantity, words: str) -> Indicator | None:
    """分地域看，县城2亿元、县以下1亿元: parts of what the sentence before has stated."""
    whole = s.scene.whole
    if whole is None or whole.unit != q.unit:
        return None
    if not words or len(words) > _PART_NAME or OWN_MEASURE.search(words):
        return None
    if not phrases.BREAKDOWN.match(s.text, *s.span):
        return None
    name = unquoted(words) + whole.indicator.name
    if s.lexicon.catalogue.is_alias(name):
        return s.lexicon.catalogue.name(name)
    return Indicator("", name, unquoted(words))


def _of_visitors(s: Sentence, words: str) -> str:
    """旅游接待320万人次，实现收入21亿元: the revenue is that of tourism."""
    last = s.last_value
    if last is None or last.unit != "人次" or not _REVENUE.fullmatch(words) or not s.holds(last):
        return words
    tourism = _TOURISM.search(last.indicator.name + last.words + topic(s))
    return f"旅游{words}" if tourism else words


def _firms(s: Sentence) -> str:
    """The firms that the sentence has just counted, or "": 民营工业企业512家，实现营业收入."""
    last = s.last_value
    if last is None or not s.holds(last) or last.measure not in ("level", "share", "growth"):
        return ""
    firms = _FIRMS.match(last.words) or _FIRMS.match(last.indicator.name)
    return firms.group() if firms else ""


def _of_schools(s: Sentence, words: str) -> str:
    """小学43所，招生4912人，在校学生3.1万人: the pupils are those of the schools just counted."""
    if not s.facts or not _OF_SCHOOLS.fullmatch(words):
        return words
    here = next((q.start for q in s.quantities if q.start >= s.facts[-1].end), s.end)
    part = max(s.text.rfind("；", s.start, here), s.start)
    for fact in reversed(s.facts):
        kind = _SCHOOLS.match(fact.words) if fact.start >= part else None
        if kind:
            return words if _ALL_SCHOOLS.search(kind["kind"]) else kind["kind"] + words
    return words


def _of_trade(s: Sentence, words: str) -> str:
    """民营企业进出口885亿元。其中，出口648亿元: the exports are those of private enterprises."""
    last = s.last_value
    if last is None or not _ONE_WAY.fullmatch(words):
        return words
    goes_on = s.holds(last) or s.text.startswith("其中", s.start)
    trade = _TRADE.fullmatch(last.words) if goes_on else None
    if trade is None or not (trade["both"] or s.among):
        return words
    return trade["of"] + words if s.lexicon.catalogue.is_alias(trade["of"] + words) else words


def _of_same(s: Sentence, words: str) -> str:
    """Words that name nothing alone, with whose they are: 亩产 after 小麦产量."""
    last = s.last_value
    if last is None or not s.holds(last) or len(words) > _PART_NAME:
        return words
    if _YIELD.fullmatch(words):
        crop = _CROP.match(last.indicator.name)
        return crop["crop"] + words if crop else words
    if _OUTPUT.fullmatch(words):
        area = next((f for f in s.facts if s.lexicon.dimension(f.unit) == "area"), None)
        crop = _CROP_AREA.match(area.indicator.name) if area else None
        if crop is None and s.text.startswith("、", last.end) and "产值" in words:
            # 杨梅产量9万吨、综合产值26亿元
            crop = _HARVEST.fullmatch(last.indicator.name)
        name = next(filter(None, crop.groups()), "") if crop else ""
        return name + words
    kinds = s.lexicon.cues.coordinate
    if kinds.fullmatch(words) and s.text.startswith("、", last.quantity.end):
        # 公用经费小学提高到700元、初中900元
        other = last_match(kinds, last.words)
        if other and other.start() > 0 and other.end() == len(last.words):
            return last.words[: other.start()] + words
    return words


def _of_account(s: Sentence, words: str) -> str:
    """支出 after 政府性基金收入, 余额 after 债务限额: of the account of a sentence before."""
    side = _SIDES.get(words)
    if side is None:
        return words
    last = s.last_value
    # A sentence that has stated something else is about that.
    stated = (last,) if s.holds(last) else (last, s.scene.whole)
    for fact in stated:
        account = side.fullmatch(fact.indicator.name) if fact is not None else None
        if account:
            return account["of"] + words
    return words


def _completed(s: Sentence, words: str) -> str:
    """城镇居民 after 居民人均可支配收入 is 城镇居民人均可支配收入, if the catalogue knows it."""
    last, catalogue = s.last_value, s.lexicon.catalogue
    if last is None or not words or len(words) > 8 or catalogue.matches(words):
        return words
    if words in ("投资", "资金", "收入", "税收"):
        # 实施项目60个，完成投资24亿元 counts no projects of investment.
        return words
    head = last.indicator.name
    if _SCHOOLS.fullmatch(words) and _PUPILS_AT_END.search(head):
        # 普通初中18所 after 在校学生 counts schools.
        return words
    for i in range(len(head) - 1):
        if catalogue.is_alias(words + head[i:]):
            return words + head[i:]
    return words


def inherited(s: Sentence, measure: str) -> Indicator:
    """The indicator of the number before; a rank is of whatever came last, even another rank."""
    last = s.last if measure == "rank" else s.last_value
    if last:
        return last.indicator
    return s.scene.about or Indicator("", topic(s) or UNNAMED)


def inherited_level(s: Sentence, q: Quantity, words: str) -> Indicator:
    """The indicator of a level without a name: the last one, or what the article is about.

    户数171户、金额4.4亿元: in another unit it is another side of the same thing.

    :param words: the phrase before the number, which names nothing by itself.
    """
    article, last = s.scene.about, s.last_value
    dimension = s.lexicon.dimension(q.unit)
    open_ = last is None or (not s.facts and not last.indicator.concept_id)
    fits = article and s.lexicon.catalogue.fits(article.concept_id, dimension)
    if article and open_ and fits:
        return article
    if article and last is None:
        # An area is not of the population that the article opened with.
        return Indicator("", words or topic(s))
    if last is not None and words and s.lexicon.dimension(last.unit) != dimension:
        concept = last.indicator.concept_id if _EXTENT.fullmatch(words) else ""
        if concept and s.lexicon.catalogue.fits(concept, dimension):
            # 增加值年均增长15%，总量达到1400亿元
            return last.indicator
        head = _COUNT_AT_END.sub("", last.indicator.name)
        return Indicator("", head + words, last.indicator.scope)
    return inherited(s, "level")


def of_two(s: Sentence, start: int, end: int, place: int | None) -> Indicator | None:
    """前者, 后者 and 两者 at the head of a span point at the last two things measured."""
    said = s.has(OF_TWO) and OF_TWO.search(s.text, start, end)
    pointer = OF_TWO.match(phrases.phrase(s, start, end)) if said else None
    if pointer is None:
        return None
    seen: list[Indicator] = []
    for fact in reversed(s.facts):
        if fact.measure == "level" and fact.rule != "level.change" and fact.indicator not in seen:
            seen.append(fact.indicator)
    if len(seen) < 2:
        return None
    former = pointer[1] == "前者" or (pointer[1][0] in "两二" and place == 0)
    return seen[1] if former else seen[0]


def fitting(s: Sentence, indicator: Indicator, q: Quantity) -> Indicator:
    """A level's indicator.

    A concept of another dimension, or a count that is not whole, is not what the number states.
    """
    part = _broken_down(s, q, s.words)
    if part and (part.concept_id or not indicator.concept_id):
        return part
    if not indicator.concept_id:
        return indicator
    counts = s.lexicon.is_count(q.unit)
    whole = not counts or s.lexicon.is_whole(q)
    if whole and s.lexicon.catalogue.fits(indicator.concept_id, s.lexicon.dimension(q.unit)):
        return indicator
    if part:
        return part
    name = s.words if not indicator.scope and s.words else indicator.name
    if counts:
        name = count_name(name, q.unit, s.lexicon)
    return Indicator("", name, indicator.scope)


def increment(s: Sentence, indicator: Indicator, left: str, sign: int) -> Indicator:
    """What something grew or fell by, which is no level of it: 比上年增产2万吨.

    :param left: the words before the amount, the last of them one of growth.
    :param sign: -1 where the amount is stated as negative.
    """
    if not indicator.concept_id:
        last = s.last_value.indicator if s.last_value and s.holds(s.last_value) else None
        if last is None or _COUNT_AT_END.sub("", indicator.name) != _COUNT_AT_END.sub(
            "", last.name
        ):
            # A name of its own (新增床位) already says that it is no level.
            return indicator
        indicator = replace(last, name=last.name.removesuffix("差额"))
    cue = last_match(s.lexicon.cues.growth, left)
    fell = cue is not None and cue.lastgroup == "down"
    kind = "变化量" if sign < 0 else "减少量" if fell else "增加量"
    return indicator.moved(kind)


def count_name(name: str, unit: str, lexicon: Lexicon) -> str:
    """Name a count: 企业 in 家 is 企业数, 培训 in 人次 is 培训人次."""
    noun = lexicon.cues.count_noun.get(unit, "数")
    if not name or name.endswith((noun, "数", "数量", "人次", "总数")):
        return name
    return name + noun
