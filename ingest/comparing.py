"""What is compared with what: growth and its base year, gaps, ranks, shares and their wholes."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest import kinds, timing
from ingest.beside import SHORT_OF, beside
from ingest.indicators import Indicator, unquoted
from ingest.measures import GAP, SPEED_AFTER, before_brackets, plan_done, than_earlier
from ingest.naming import inherited, named
from ingest.numerals import Quantity
from ingest.phrases import head_noun, phrase, says_own, topic, topic_noun, without_place
from ingest.places import Subject, deictics
from ingest.sentence import Clause, Sentence


class Base(NamedTuple):
    """What a figure is compared with, or a share of: its words, and their normal form."""

    words: str = ""
    id: str = ""


#: What a number measures, and the base of its comparison.
Compared = tuple[Indicator, Base]

NO_BASE = Base()

# --- shares --------------------------------------------------------------------------------------

#: 以工业为主，占70%: a part of that name.
_MAINLY = re.compile(r"以(?P<part>[^，。]{2,20})为主$")
#: 总量占全市的三成: of what was measured before.
_EXTENT = re.compile(r"总量|数量|总数|总额|总值|规模|金额|体量|[户家人件]数|额|量")
_CAPPED_GROUP = re.compile(r"(?:及?以上|以下|以内)的(?=[\u4e00-\u9fff]{2})")
_SPENT_ON = re.compile(
    r"(?:以上|左右)?(?:投入|用于|投向|[投花用][在到]了?)(?P<on>[\u4e00-\u9fff]{2,8}?)"
    r"(?:[上里]?(?=[，。；、”]|$)|(?<=[\u4e00-\u9fff]{8}))"
)
#: 超过企业总数的四分之一: a whole without 占.
_EXCEEDS = re.compile(
    r"(?:超过|接近|达到|不足|不到|不低于|不少于|高于|约为|相当于)"
    r"(?P<whole>[^，。；、率]{2,16}(?:总数|总额|总量|总值|总人口|面积|收入|支出|总体))的$"
)
#: 不到全国平均水平的一半: a part of what is compared with, and no name.
_OF_OTHER = re.compile(
    r"^[，、]?(?:仅|只|还|已)?(?:不到|不足|超过|超|接近|近|约为|约|为|是|相当于|达到|达)"
    r"(?P<whole>[^，。；、]{2,16})的(?:近|约|逾|超过?|大约)?$"
)
#: 六成以上企业: the group that has the part.
_GROUP_AFTER = re.compile(r"(?:以上|左右|的)*(?P<g>[\u4e00-\u9fff“][^，。；]{1,30})")
_NO_GROUP = re.compile(r"是|为|、|和")
#: 占工业38%的化工业: the part, and no word for what a share is.
_PART_AFTER = re.compile(
    r"(?:以上|左右)?的(?!比[重例]|份额|水平|目标|股[份权]|速度|增速|增幅|位置|体量|权重)"
    r"(?P<part>[\u4e00-\u9fff“][^，。；、\d]{1,24})"
)
_APPROX_AT_HEAD = re.compile(r"^(?:以上|以下|左右)")
#: 95%的企业, 30%是民营企业
_GROUP = re.compile(r"的?(?P<group>[^，。；]{2,40})")
#: 农户有六成多加入合作社: what so many of them do.
_HAVE_AT_END = re.compile(r"有(?:近|约|超过?|逾)?$")
_DOES = re.compile(r"多?(?:以上|左右)?(?P<what>(?!多|以上|左右)[\u4e00-\u9fff][^，。；、]{2,20})")
_STATEMENT_END = re.compile(r"[。；]")
#: 全市比重的, 比重达到: what ends the whole of a share.
_WHOLE_TAIL = re.compile(r"(?:的?(?:比重|比例|份额)|比)(?:的)?(?:达到?|为|约|超过?|近)?.*$")
_WHOLE_HEAD = re.compile(r"^(?:了|到|据)|同期")

# --- growth, gaps and multiples ------------------------------------------------------------------

_FOLD_AT_END = re.compile(r"翻了?(?:近|约|超过?)?$")
#: 与上年基本持平: the base of no growth.
_FLAT_WITH = re.compile(r"(?:基本)?(?:与|同|和)[^，]*$")
#: 高于全国（5.5%）, and, after that, 、全省（3.6%）
_OTHER_BEFORE = re.compile(
    r"(?:于|比|较|）[^，；]{0,8}[、和])(全[国省市区县州])(?:平均)?(?:水平)?（$"
)
_THAN_AT_END = re.compile(r"(?:比|较|与)$")
_MULTIPLE_AT_END = re.compile(r"(?:是|为|达到|达|相当于|的)[^，]*$")
_EMPTY_TAIL = re.compile(r"(?:占比|比重|增速|增幅)?(?:更|更是|高达|还|再)*$")
#: 石油制品类由升转降，下滑…: the clause before has turned to something else.
_TURNED = re.compile(r"(?P<what>.{2,16}?)(?:由[升降正负增减].?转|扭[亏负]|转[正负]为?[正负]?$)")
#: 固定资产投资由负转正、增长4%: the same right before the word of growth; 增加值可比增长.
_TURN_AT_END = re.compile(
    r"(?<=.{2})(?:由[升降正负增减涨跌]转?[升降正负增减涨跌]?|扭负[为转]?正?|转[正负]为?[正负]?"
    r"|(?<![截防禁停])止|(?<![许认])可比?)$"
)
#: 增长的是出口: words of growth before the noun.
_GROWTH_HEAD = re.compile(
    r"^(?:增长|增加|提高|提升|上升|上涨|攀升|递增|回升|扩大|下降|减少|降低|回落|下跌|下滑|萎缩|收窄|缩小"
    r"|[大微猛激锐骤净]?[增减升降跌涨]|同比|环比|年均|比上年|约|为|达|了)+"
)
#: 第一产业占地区生产总值的（比重）: a share that has moved by points.
_SHARE_OF = re.compile(r"(?P<part>[^占]{2,16})占(?P<whole>[^占]{2,16}?)的?(?:比重|比例|份额)?")
#: 降低融资成本: what moved, behind its verb.
_COST = re.compile(
    r"^(?:降低|减轻|压降|下调|提高|提升)了?(?P<what>[\u4e00-\u9fff]{2,10}(?:成本|利率|费率|率))$"
)
_CUT_HEAD = re.compile(r"^(?:减|增|降|缩短|压缩|压减)")
_ANNUAL = re.compile(r"年均|年平均")
_MONTHLY = re.compile(r"环比|比上月|较上月|比上季|较上季")


def share(s: Sentence, clause: Clause, q: Quantity, position: int, following: int) -> Compared:
    """What a share is the part of: 占全市的12% has its whole, 95%的企业 its group.

    :param position: where the words of the number begin.
    :param following: where the next number begins, or the clause ends.
    """
    left = s.text[position : q.start]
    cues = list(s.lexicon.cues.share.finditer(left))
    cue = next((m for m in cues if m.group() == "占"), cues[-1] if cues else None)
    done = plan_done(s, clause, q, left)
    if done:
        part = phrase(s, position, position + done.start()) if done.string == left else ""
        plan = Base(done.group().strip("的为"), "plan")
        return (named(s, part) if part else inherited(s, "share")), plan
    if cue is not None:
        return _part_of_whole(s, clause, q, (position, following), cue)
    granted = kinds.granted(s, q, position, following)
    if granted:
        return granted, base_of(s, granted.scope)
    spent = _SPENT_ON.match(s.text, q.end, following)
    if spent:
        # 将销售收入的12%投入研发
        part = f"{unquoted(spent['on'])}投入"
        return Indicator("", part), base_of(s, phrase(s, position, q.start))
    exceeds = _EXCEEDS.search(left)
    if exceeds and phrase(s, position, position + exceeds.start()):
        part = phrase(s, position, position + exceeds.start())
        return named(s, part), base_of(s, whole(s, exceeds["whole"]))
    other = _OF_OTHER.search(left) if q.form in ("fraction", "half", "tenths") else None
    if other and s.last_value and s.holds(s.last_value):
        return inherited(s, "share"), base_of(s, whole(s, other["whole"]))
    before = phrase(s, position, q.start)
    said = s.last_value if s.lexicon.cues.pronoun.match(before) else None
    if said is not None and said.measure == "share":
        # 如今这一比例不足一成
        return said.indicator, Base(said.base, said.base_id)
    if q.form in ("tenths", "fraction", "half") and not before:
        group = _GROUP_AFTER.match(s.text, q.end, following)
        if group and not _NO_GROUP.match(group["g"]):
            noun = head_noun(group["g"], s.lexicon)
            return Indicator("", unquoted(noun), unquoted(group["g"][len(noun) :])), NO_BASE
    if position > clause.start and not says_own(left, s.lexicon):
        return inherited(s, "share"), NO_BASE
    kind = kinds.of_kind(s, before)
    if kind:
        return kind, NO_BASE
    return _part_of_group(s, clause, q, following, before)


def _part_of_whole(
    s: Sentence,
    clause: Clause,
    q: Quantity,
    span: tuple[int, int],
    cue: re.Match[str],
) -> Compared:
    """A part before 占, and the whole after it; in 以占全市3%的土地 the part follows."""
    position, following = span
    left = s.text[position : q.start]
    if left[: cue.start()].strip("，；、").endswith("以"):
        group = _GROUP_AFTER.match(s.text, q.end, following)
        if group:
            wide = base_of(s, whole(s, left[cue.end() :]))
            return Indicator("", unquoted(head_noun(group["g"], s.lexicon))), wide
    part = phrase(s, position, position + cue.start())
    base = base_of(s, whole(s, left[cue.end() :]) if cue.group() in ("占", "所占") else "")
    capped = _CAPPED_GROUP.match(left) if position > clause.start else None
    if capped and part:
        # 收入10万元以上的行政村占96%: which of them stands before.
        scope = unquoted(s.text[clause.start : position + capped.end()]).rstrip("的")
        return Indicator("", unquoted(part.removeprefix("上的").removeprefix("下的")), scope), base
    mainly = _MAINLY.search(s.text[s.start : max(s.start, clause.start - 1)])
    if mainly and part and not base.words:
        catalogue = s.lexicon.catalogue
        of = catalogue.name(part)
        return catalogue.name(mainly["part"] + part), Base(of.name, of.concept_id)
    after = _PART_AFTER.match(s.text, q.end, following) if not part else None
    if after and cue.group() in ("占", "占比"):
        return named(s, head_noun(after["part"], s.lexicon)), base
    rate = cue.group() != "占" or left.startswith("占比", cue.start())
    if not part and s.fresh_topic and rate and position == clause.start and topic(s):
        # 服务业挑大梁，占比保持在70%以上
        return named(s, topic_noun(s)), base
    if not part or s.lexicon.cues.pronoun.fullmatch(part):
        return inherited(s, "share"), base
    if _EXTENT.fullmatch(part) and s.holds(s.last_value):
        return inherited(s, "share"), base
    return named(s, part), base


def _part_of_group(
    s: Sentence, clause: Clause, q: Quantity, following: int, before: str
) -> Compared:
    """A percentage of the group that follows it: 95%的企业, 30%是民营企业."""
    right = _APPROX_AT_HEAD.sub("", s.text[q.end : following])
    group = _GROUP.match(right)
    if group and right.startswith("的"):
        noun = group["group"].removeprefix("的")
        stated = _STATEMENT_END.split(s.text[q.end : s.end])[0].removeprefix("的")
        head = phrase(s, clause.start, clause.quantities[0].start) or before
        scope = unquoted(f"{head}{stated[len(noun) :]}")[:60]
        return Indicator("", unquoted(noun), scope), NO_BASE
    if right.startswith(("是", "为")):
        return named(s, (group["group"] if group else right)[1:]), Base(topic(s), "")
    if q.form == "half" and not before:
        return named(s, topic(s)), NO_BASE
    does = _DOES.match(s.text, q.end, following)
    if does and before and _HAVE_AT_END.search(s.text[clause.start : q.start]):
        # 农户有六成多加入合作社
        return Indicator("", unquoted(does["what"]), unquoted(before)), NO_BASE
    return (named(s, before) if before else inherited(s, "share")), NO_BASE


def whole(s: Sentence, words: str) -> str:
    """The whole of a share, from the words after 占: 全市工业总产值."""
    words = _WHOLE_HEAD.sub("", _WHOLE_TAIL.sub("", words))
    return s.lexicon.cues.without_tail(words).strip("“”的 ")


def base_of(s: Sentence, words: str) -> Base:
    """The base that the whole of a share is: a concept, a place, or its phrase."""
    if not words:
        return NO_BASE
    bare = without_place(words, s.lexicon)
    if bare:
        found = s.lexicon.catalogue.name(bare)
        return Base(words, found.concept_id if found.concept_id and not found.scope else bare)
    pointers = deictics(words)
    if pointers:
        place = s.lexicon.gazetteer.deictic(pointers[0][2], s.scene.near)
        if place:
            return Base(place.name, place.district_id)
    return Base(words, words)


def compared(
    s: Sentence, clause: Clause, q: Quantity, position: int, measure: str, place: int | None
) -> Compared:
    """What has grown, is ahead or is a multiple, and of or since what.

    :param position: where the words of the number begin.
    :param place: the place of the number in its list, None outside of lists.
    """
    left = s.text[position : q.start]
    base = comparison(s, clause, q, measure, place)
    left = _FOLD_AT_END.sub("", left)
    if q.form == "flat":
        left = _FLAT_WITH.sub("", left)
    cut = _cut(s, left, measure)
    words = phrase(s, position, position + cut)
    if measure != "gap_pp":
        words = _TURN_AT_END.sub("", _EMPTY_TAIL.sub("", words))
    words = _THAN_AT_END.sub("", words)
    if measure == "gap_pp" and s.lexicon.catalogue.is_alias(_EMPTY_TAIL.sub("", words)):
        # 工业投资增速高于全市
        words = _EMPTY_TAIL.sub("", words)
    cues = s.lexicon.cues
    empty = cues.empty_phrase.match(words) and not s.lexicon.catalogue.is_alias(words)
    if measure == "change_pp" and words.startswith("占"):
        # 占规上工业产值比重提高: the part is what was measured before.
        return inherited(s, measure), base_of(s, whole(s, words[1:]))
    share_of = _SHARE_OF.fullmatch(words) if measure == "change_pp" else None
    if share_of:
        return named(s, share_of["part"]), base_of(s, whole(s, share_of["whole"]))
    cost = _COST.search(left[cut:]) if measure == "change_pp" else None
    if cost and words:
        # 为1200户小微企业降低融资成本0.4个百分点
        return named(s, cost["what"]), base
    if words and not cues.pronoun.match(words) and not empty:
        return named(s, words), base
    if measure == "growth" and not than_earlier(left):
        tail = _after_growth(s, left[cut:], position + cut, q.start)
        own = len(tail) >= 2 and not cues.empty_phrase.match(tail) and not cues.pronoun.match(tail)
        if own or s.lexicon.catalogue.matches(tail):
            return named(s, tail), base
    what = _growth_ahead(s, q) if measure == "growth" else ""
    if what:
        return named(s, what), base
    turned = _TURNED.match(topic(s)) if s.fresh_topic else None
    if turned and not cues.empty_phrase.match(turned["what"]):
        return named(s, turned["what"]), base
    if (s.last is None or not s.holds(s.last)) and topic(s):
        return named(s, topic_noun(s)), base
    return inherited(s, measure), base


def _growth_ahead(s: Sentence, q: Quantity) -> str:
    """What grows, named after the number: 15%以上营收增速; of 5%的增长目标 alone the economy."""
    speed = SPEED_AFTER.match(s.text, q.end, s.end)
    what = (speed["what"] or "") if speed else ""
    if speed and not what and s.text.startswith("目标", speed.end()) and not s.holds(s.last):
        return "地区生产总值"
    return unquoted(what)


def _cut(s: Sentence, left: str, measure: str) -> int:
    """Where the words of comparison begin."""
    found: re.Match[str] | None
    if measure == "gap_pp":
        found = SHORT_OF.search(left) or GAP.search(left)
    elif measure == "multiple":
        found = None if left.endswith("倍数") else _MULTIPLE_AT_END.search(left)
    else:
        found = s.lexicon.cues.growth.search(left)
        if measure in ("growth", "change_pp") and (found is None or found.group() == "少"):
            found = than_earlier(left) or found
        if found is None and measure == "change_pp":
            # 高于1—8月
            found = GAP.search(left)
    return found.start() if found else len(left)


def _after_growth(s: Sentence, words: str, start: int, end: int) -> str:
    """The noun after words of growth, which begin at an offset."""
    rest = _GROWTH_HEAD.sub("", words)
    skipped = len(words) - len(rest)
    return _CUT_HEAD.sub("", phrase(s, start + skipped, end)) if rest else ""


def comparison(s: Sentence, clause: Clause, q: Quantity, measure: str, place: int | None) -> Base:
    """The base of a comparison: a place for a gap, a year or a kind of period for growth."""
    window = s.text[clause.start : q.start]
    if measure == "gap_pp":
        window = before_brackets(s, clause) or window
        before = [x for x in clause.quantities if x.end <= q.start]
        if before and place is None and s.last and s.last.measure == "gap_pp":
            # 高于全国0.9个、全省2.8个百分点: each has its place right before it.
            own = s.text[before[-1].end : q.start]
            window = own if deictics(own) else window
        return _compared_place(s, window, place)
    if _ANNUAL.search(window):
        return Base("年均", "annual_average")
    if _MONTHLY.search(window):
        return Base("上期", "mom")
    return _since(s, clause, measure) or Base("上年同期", "yoy")


def _since(s: Sentence, clause: Clause, measure: str) -> Base | None:
    """The time that a change is counted from, if one is named: a year, or a part of this one."""
    base, period = s.base_period, timing.when(s)[0]
    if base is None or base.last is None or base.start < s.start:
        return None
    this_year = period is not None and base.year == period.year
    if (this_year or measure == "change_pp") and base.start < clause.start:
        return None
    if this_year:
        # 比1—8月加快
        return Base(s.text[base.start : base.end], f"since-{base.last:%Y-%m}")
    last_year = period is not None and period.year is not None and base.year == period.year - 1
    return Base(str(base.year), "yoy" if last_year else f"since-{base.year}")


def figure_of_other(s: Sentence, q: Quantity) -> Subject | None:
    """Whose a figure beside another is: in 高于全国（5.5%） that of the nation."""
    before = s.text[s.start : q.start]
    named_before = _OTHER_BEFORE.search(before) if before.endswith("（") else beside(s, q)
    return _other(s, named_before[1], s.scene.near) if named_before else None


def _compared_place(s: Sentence, window: str, place: int | None) -> Base:
    """Who a gap is to; of 高于全国、全市 who stands at a place of the list."""
    gazetteer, near = s.lexicon.gazetteer, s.scene.near
    cue = GAP.search(window)
    if SHORT_OF.search(window):
        return Base("目标", "target")
    # 全区城镇化率比全市高: the place before the cue is the subject.
    pointers = [w for _, _, w in deictics(window[cue.start() :] if cue else window)]
    others = [o for o in (_other(s, word, near) for word in pointers) if o is not None]
    if others:
        other = others[place] if place is not None and place < len(others) else others[0]
        return Base(other.name, other.district_id)
    words = (cue["than"] or cue["than2"] or "") if cue else ""
    mentions = gazetteer.find(words)
    if mentions:
        at = place if place is not None and place < len(mentions) else 0
        named_place = gazetteer.named(mentions[at], near)
        return Base(named_place.name, named_place.district_id or named_place.name)
    return Base(words.strip(), words.strip())


def _other(s: Sentence, word: str, near: str) -> Subject | None:
    """The place that 全市 means beside the subject: for a city of a county's rank, the next one."""
    gazetteer = s.lexicon.gazetteer
    place = gazetteer.deictic(word, near)
    if place is None or not place.district_id or place != s.subject:
        return place
    around = gazetteer.ancestors(place.district_id)[1:]
    return gazetteer.deictic(word, around[0]) if around else place
