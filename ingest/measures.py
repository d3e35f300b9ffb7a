"""Which kind of statement a number makes: level, growth, share, rank, gap, multiple, structure."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest import moves
from ingest.beside import SHORT_OF, aim_beside, apart, beside
from ingest.cues import last_match
from ingest.numerals import Quantity
from ingest.phrases import says_own
from ingest.sentence import Clause, Sentence


class Measure(NamedTuple):
    """The kind of a statement, the sign of its number (1 or -1), and the id of the rule."""

    name: str
    sign: int
    rule: str


# --- shares and rates; the patterns look at the words before or after a percentage ---------------

#: 完成年度计划的
#: 完成年度目标的: what follows measures how far a plan was met.
PLAN_DONE = re.compile(
    r"完成[^，]{0,14}(?:计划|目标|任务|进度)[^，]{0,4}的?$"
    r"|完成(?:年初|调整|年度|全年|当年)*预算数?的$"
    r"|[为占](?:年初|调整|年度|全年|当年)*(?:预算|计划(?:总?投资)?|预期目标)数?额?的$"
)
#: 按投资额的
_BY_COST = re.compile(r"按(?:照)?[^，按]{1,20}$")
#: Measures that a number takes over from the one before, each a rule of its own.
_CARRIED = ("growth", "share", "level")
#: What follows a percentage of a cost that a rule grants.
_GRANTED = re.compile(r"(?:的|以内的?)?(?:比例|标准|给予|予以|奖励|补贴|补助|资助|贴息|配套|返还)")
#: 按5%压减, 按每年8%递增: what moves by a percentage follows it.
_BY_RATE = re.compile(r"[按以](?:照|每年|年均|不低于|不少于|不超过)*$")
_CUT_BY = re.compile(
    r"的?(?:比例|幅度|速度)?(?:统一|继续|逐年|再)?"
    r"(?:(?P<down>压减|压缩|削减|缩减|核减|递减|下调|精简)|递增|增长|上调)"
)
#: 某街道增速最快，达12.5%: the clause before says what the percentage is.
_SUPERLATIVE = re.compile(
    r"(?:(?P<down>降幅|跌幅)|增速|增幅|涨幅|增长)(?:最[快高大慢低小]|居[^，。；\d]{0,6}首位?)"
    r"[^，。；\d]{0,6}，(?:达到?|高达|为|约|近|超过?)*$"
)
_GROWTH_NEXT = re.compile(r"增长|增速")
#: 5%的增速, 保持15%以上营收增速的, 6%左右的经济增长目标: that it is growth, and what grows.
SPEED_AFTER = re.compile(
    r"的?(?:同比)?(?:增速|速度|增幅|增长率)"
    r"|(?:以上|左右|以内)?的?(?!企业|单位|[农商]?户)(?P<what>[\u4e00-\u9fff]{0,8}?)(?<!企业)"
    r"(?:年均|同比)?(?:增速|增幅|增长率|增长(?:的)?(?:预期|年度)?(?=目标|预期))"
    r"(?=目标|预期|[的，。；、和]|$)"
)
#: 95%的企业 is a share of the group; 30%的补贴 is the share of a cost.
_OF_GROUP = re.compile(r"的(?!奖励|比例|补贴|补助|标准|资助|额度)")
_OF_MANY = re.compile(
    r"(?:以上|左右)的[\u4e00-\u9fff]{0,4}?(?:企业|单位|[农商]?户|群众|居民|家庭|学生|老人|产品|客户|村)"
)
_SUPERLATIVE_REACH = 30
#: 不良率未超过2%的: the rate that a rule asks for, and no share of those who have it.
_RATE_CONDITION = re.compile(
    r"率(?:(?:不[得应]?|未)(?:低于|高于|超过|超出|少于)|低于|高于|超过|达到?|在|为)$"
)
#: Between a move by points and where it has led.
_POINTS_REACH = 30
_REACHED = re.compile(r"[，、]?(?:达到|[达至到为])+")
_RISING = re.compile(r"(?:增长率|增速|增幅|涨幅|递增率)[^，]{0,6}$")
_FALLING = re.compile(r"降幅[^，]{0,6}$")
_RATIO = re.compile(r"比例[^，]{0,6}$")
_RATE = re.compile(r"(?:率|融资成本|资金成本|指数|满意度|系数|利率|贡献率|覆盖面)[^，]{0,12}$")

# --- percentage points ---------------------------------------------------------------------------

#: 比全市高, 高于全国平均: the distance to somebody else.
GAP = re.compile(
    r"(?<!占)(?<![同环])(?:比(?![重例值率])|较)"
    r"(?!提高|提升|上升|下降|增|减|扩大|回落|加快)(?P<than>[^，。；]{1,24}?)"
    r"(?:高出?|低|快|慢|提高|上升|提升|下降|回落|多|少|增加|减少|扩大|收窄|降低|加快|[大小](?=$))"
    r"|(?:不得?|未)?(?:高于|低于|大于|小于|快于|慢于|少于|高出|低出|领先于?|落后于?|超出|超过|好于|优于|高过|跑赢|跑输)"
    r"(?P<than2>[^，。；]{0,24})"
)
#: 高于全国0.9个、全省2.8个百分点: the next place that the same is compared with.
_NEXT_PLACE = re.compile(
    r"[、和与及]?(?:全[国省市区县州]|[\u4e00-\u9fff]{1,5}[省市区县州])(?:平均)?(?:水平)?"
)
_PLACE_AT_END = re.compile(r"全[国省市区县州](?:平均)?(?:水平)?$")
_BEHIND = re.compile(r"(?<![不得未])[低慢少]|落后|跑输|小(?=$)")
#: 降幅比全市小: to fall less is to be ahead.
_OF_FALL = re.compile(r"(?:降幅|跌幅|减幅)[^，；]{0,6}$")
#: 高于1—8月0.3个百分点: the own rate at another time, unless it is somebody else's then.
_OTHER_TIME = re.compile(
    r"[上去前]年|上[月季半]|[一二三]季度|年初|20\d\d|\d{1,2}(?:[-—~至]\d{1,2})?月|前[一二三四五六七八九十\d]+个月"
)
_OF_SOMEBODY = re.compile(r"[国省市区县州]|平均|整体|行业|目标|预期")
#: 比上年提高: the own rate has moved.
_MOVED = re.compile(
    r"(?:提高|上升|提升|下降|回落|增加|减少|扩大|收窄|降低|加快|放缓|回升|下滑|高|低|快|慢|多|少)[^，]{0,4}$"
)
_EARLIER = re.compile(
    r"上年|去年|前年|上月|上季|同期|20\d\d|“?十|年初|上年末|前"
    r"|以[前往]|此前|之前|过去|原[来先]|往年|历年|常年"
    r"|\d{1,2}月|[一二三四上下]季度|[上下]半年"
)
#: 比2019年同期仍低4.5%: growth since then.
_THAN_EARLIER = re.compile(
    r"(?<!占)(?:比(?![重例值率])|较)(?P<than>[^，。；]{1,14}?)(?:仍|还|略|依然)*"
    r"(?:(?P<less>低|少)|高|多)(?:出|了|近|约|过)*$"
)
#: A sentence about rates of growth.
_OF_GROWTH = re.compile(r"增速|增幅|增长")

# --- multiples and amounts -----------------------------------------------------------------------

#: Dimensions of what is no amount: words about it may stand before the list that it is in.
_RELATIVE = ("percent", "percentage_point", "ratio")
#: 城乡居民收入比2.1
INCOME_RATIO = re.compile(r"收入(?:之?比|倍差)[^，]{0,20}$")
_NEAR_INCOME_RATIO = re.compile(r"收入(?:之?比|倍差)[^，]{0,16}$")
_GROWN = re.compile(r"增长|增加|提高|提升|上升|增")
#: 是2015年的2.3倍 is no growth of 2.3 times.
_IS_MULTIPLE = re.compile(r"(?:是|为|达到|相当于)[^，]*的?$")
#: 常住人口比上年减少2.3万人 is a level below zero.
_CHANGED = re.compile(
    r"(?:[同环]比|比上年|较上年|比去年|较去年|[比较]上[月季]|上年末|人口|净)[^，]{0,4}$"
)
#: 由增长3%转为下降2%
_TURNED_DOWN = re.compile(r"[转变][为成至]?(?:下[降跌滑]|负增长|减少|回落|降|跌)")
#: Between a word of growth and the amount that something grew by: 增加了近.
_BY = re.compile(r"(?:了|额|值|量)?(?:近|约|超过?|逾)?")


def measure(
    s: Sentence, clause: Clause, q: Quantity, left: str, right: str, listed: bool
) -> Measure:
    """Decide on the measure of a quantity.

    :param left: the words since the number before, within the clause.
    :param right: the words up to the next number.
    :param listed: the number is a member of a list, which the words before the list are about.
    """
    if q.form == "rank":
        return Measure("rank", 1, "rank.position")
    if q.form == "fold":
        return Measure("growth", 1, "growth.fold")
    dimension = s.lexicon.dimension(q.unit)
    if dimension not in _RELATIVE:
        return _amount(s, clause, left)
    own = says_own(left, s.lexicon)
    words = left if own else s.text[clause.start : q.start]
    if dimension == "percentage_point":
        if s.last and s.last.measure == "gap_pp" and _NEXT_PLACE.fullmatch(left):
            return Measure("gap_pp", -1 if s.last.number.startswith("-") else 1, "gap.points")
        return _points(s, words if own else before_brackets(s, clause) or words)
    if dimension == "ratio":
        changed = s.changed_by(left)
        if changed and changed.measure == "structure":
            return Measure("structure", 1, "structure.ratio")
        moved = _amount(s, clause, left)
        if moved.rule == "level.change" and s.last and s.last.measure == "structure":
            # 收入比为1.65:1，比上年缩小0.03
            return moved
        return _multiple(words)
    if q.form == "flat":
        return Measure("growth", 1, "growth.flat")
    changed = s.changed_by(left)
    if changed and changed.unit == q.unit:
        rule = f"{changed.measure}.carried" if changed.measure in _CARRIED else "level.carried"
        falls = changed.measure == "growth" and _TURNED_DOWN.search(left)
        return Measure(changed.measure, -1 if falls else 1, rule)
    aim = aim_beside(s, q, left)
    if (aim or beside(s, q)) and s.last_value and s.last_value.measure in _CARRIED:
        return Measure(s.last_value.measure, 1, f"{s.last_value.measure}.carried")
    if "贡献率" in words:
        return Measure("share", 1, "share.contribution")
    return (
        _by_plan(s, clause, q, left)
        or _by_points(s, clause, q, left)
        or _by_distance(left)
        or _by_cue(s, q, left, right)
        or _by_noun(s, left)
        or _by_superlative(s, q)
        or _by_clause(s, s.text[clause.start : q.start], listed or not own)
        or _carried(s, q, s.text[clause.start : q.start], own)
        or Measure("share", 1, "share.bare")
    )


def before_brackets(s: Sentence, clause: Clause) -> str:
    """The words before the brackets that a clause follows: 高于全国 in 高于全国（5.5%）0.9个百分点.

    After another such gap the words of comparison are those before the first (、全省（3.6%））.
    """
    if s.text[clause.start - 1 : clause.start] != "）":
        return ""
    opening = s.text.rfind("（", s.start, clause.start)
    words = s.text[max(s.start, s.text.rfind("，", s.start, opening) + 1) : max(opening, s.start)]
    last = words.rpartition("）")[2]
    if last == words:
        return words
    gap = GAP.search(words)
    place = _PLACE_AT_END.search(last)
    return f"{gap.group()[:2]}{place.group()}" if gap and place else ""


def plan_done(s: Sentence, clause: Clause, q: Quantity, left: str) -> re.Match[str] | None:
    """The words of the plan that a share is of: 完成年度任务的79%, 完成年度任务90亿元的79%."""
    found = PLAN_DONE.search(left)
    at = s.quantities.index(q)
    if found is None and left.lstrip("）") == "的" and at:
        # 完成年度目标（620亿元）的47.5%
        return PLAN_DONE.search(s.text[s.start : s.quantities[at - 1].start].rstrip("（"))
    return found


def _by_plan(s: Sentence, clause: Clause, q: Quantity, left: str) -> Measure | None:
    return Measure("share", 1, "share.of_plan") if plan_done(s, clause, q, left) else None


def _by_points(s: Sentence, clause: Clause, q: Quantity, left: str) -> Measure | None:
    """占比提升4个百分点至43.9%: what has moved by points is what the number after 至 is."""
    if s.last is None or s.last.measure != "change_pp" or not _REACHED.fullmatch(left):
        return None
    if s.lexicon.cues.share.search(s.text, max(s.start, s.last.start - _POINTS_REACH), q.start):
        return Measure("share", 1, "share.of")
    return Measure("level", 1, "level.rate")


def _by_distance(left: str) -> Measure | None:
    """高于全市平均水平12%, 比全国平均低两成: what is no share of anything, and no growth."""
    return Measure("level", 1, "level.amount") if apart(left) else None


def than_earlier(left: str) -> re.Match[str] | None:
    """The words before a number that compare with what is before it: 比2019年同期仍低."""
    return _THAN_EARLIER.search(left) if "比" in left or "较" in left else None


def _than_a_time(s: Sentence, left: str) -> re.Match[str] | None:
    """The same, where what is before it is a time."""
    than = than_earlier(left)
    return than if than and _is_time(s, than["than"]) else None


def _by_cue(s: Sentence, q: Quantity, left: str, right: str) -> Measure | None:
    """Words of share or growth around a percentage decide."""
    granted = left.endswith("的") or _GRANTED.match(right)
    if _BY_COST.search(left) and granted and not _GROWTH_NEXT.search(right[:6]):
        return Measure("share", 1, "share.of_cost")
    cut = _CUT_BY.match(right) if _BY_RATE.search(left) else None
    if cut:
        return Measure("growth", -1 if cut["down"] else 1, "growth.cue")
    than = _than_a_time(s, left)
    if than:
        return Measure("growth", -1 if than["less"] else 1, "growth.cue")
    growth, share = last_match(s.lexicon.cues.growth, left), last_match(s.lexicon.cues.share, left)
    level = growth is not None and growth.lastgroup == "level"
    if share and (growth is None or growth.start() < share.start() or level):
        return Measure("share", 1, "share.of")
    if growth and not level:
        return Measure("growth", -1 if growth.lastgroup == "down" else 1, "growth.cue")
    if SPEED_AFTER.match(right):
        return Measure("growth", 1, "growth.speed")
    if s.scene.regulatory and right.startswith("的") and _RATE_CONDITION.search(left):
        return Measure("level", 1, "level.rate")
    if _OF_GROUP.match(right) or (not left.strip("，、；：") and _OF_MANY.match(right)):
        return Measure("share", 1, "share.of_group")
    if growth is None and (q.form in ("fraction", "half", "tenths") or q.unit == "成"):
        return Measure("share", 1, "share.part")
    return None


def _by_noun(s: Sentence, left: str) -> Measure | None:
    """The noun before a percentage decides: a rate has a level, a 增速 is growth."""
    found = s.lexicon.catalogue.matches(left)
    if found and s.lexicon.catalogue.concept(found[-1][2]).dimension == "percent":
        return Measure("level", 1, "level.rate")
    if _RISING.search(left):
        return Measure("growth", 1, "growth.cue")
    if _FALLING.search(left):
        return Measure("growth", -1, "growth.cue")
    if _RATIO.search(left):
        return Measure("share", 1, "share.of")
    if _RATE.search(left):
        return Measure("level", 1, "level.rate")
    return None


def _by_superlative(s: Sentence, q: Quantity) -> Measure | None:
    """某街道增速最快，达12.5%: what is greatest, and in the next clause how great it is."""
    found = _SUPERLATIVE.search(s.before(q.start, _SUPERLATIVE_REACH))
    return Measure("growth", -1 if found["down"] else 1, "growth.carried") if found else None


def _by_clause(s: Sentence, words: str, shared: bool) -> Measure | None:
    """The words before a list decide for all of its members."""
    if not shared:
        return None
    growth, share = (
        last_match(s.lexicon.cues.growth, words),
        last_match(s.lexicon.cues.share, words),
    )
    if share and (growth is None or growth.start() < share.start()):
        return Measure("share", 1, "share.of")
    if growth and growth.lastgroup != "level":
        return Measure("growth", -1 if growth.lastgroup == "down" else 1, "growth.list")
    return None


def _carried(s: Sentence, q: Quantity, words: str, own: bool) -> Measure | None:
    """A percentage without words of its own, or after 这一数值, goes on as the one before."""
    before = s.last_value if s.last and s.last.measure == "rank" else s.last
    if before is None:
        return None
    if before.measure == "gap_pp" and _OF_GROWTH.search(s.text, s.start, q.start):
        return Measure("growth", 1, "growth.carried")
    if before.unit != "%" or before.measure not in ("growth", "share", "level"):
        return None
    then = _AVERAGE.search(words) or _THEN.search(words)
    if before.measure == "growth":
        then = then or _LED_TO.search(words)
    if own and not s.lexicon.cues.pronoun.search(words) and not then:
        return None
    return Measure(before.measure, 1, f"{before.measure}.carried")


#: 全市平均为70.1%: the same measure of another place.
_AVERAGE = re.compile(r"^(?:全[国省市区县]|[\u4e00-\u9fff]{2,4}[省市区县])平均(?:水平)?(?:为|达)$")


#: 去年同期是-8.2%: the same measure of another time.
_THEN = re.compile(
    r"^(?:而|但)?(?:去年|上年|前年|20\d\d年)(?:同期|同月|全年)?(?:则|仅|只|也)?[是为](?:近|约)?-?$"
)


#: 上半年收窄至-2.3%: where the growth just stated has come to by another time.
_LED_TO = re.compile(
    r"^(?:到了?)?(?:[上下]半年|前?[一二三四]季度|前?\d{1,2}[-—至]?\d{0,2}个?月(?:份)?|年末|全年)(?:则|已|又|末)*"
    r"(?:收窄|扩大|回落|回升|加快|放缓|提升|提高|攀升|改善)[至到]-?$"
)


def _points(s: Sentence, words: str) -> Measure:
    """Percentage points: a distance to somebody else, or a change of the own rate."""
    if SHORT_OF.search(words):
        return Measure("gap_pp", -1, "gap.points")
    gap = GAP.search(words)
    fell = s.last_value is not None and s.last_value.number.startswith("-")
    if gap:
        moved = _MOVED.search(words)
        if gap["than"] and moved and _is_time(s, gap["than"]):
            return Measure("change_pp", moves.sign(words, fell, moved.group()), "change.points")
        behind = bool(_BEHIND.search(words, gap.start()))
        behind = behind is not (_OF_FALL.search(words[: gap.start()]) is not None)
        than = gap["than2"] or ""
        if _OTHER_TIME.match(than) and not _OF_SOMEBODY.search(than):
            return Measure("change_pp", -1 if behind else 1, "change.points")
        return Measure("gap_pp", -1 if behind else 1, "gap.points")
    return Measure("change_pp", moves.sign(words, fell), "change.points")


def _is_time(s: Sentence, words: str) -> bool:
    """Whether what is compared with is an earlier time."""
    return bool(_EARLIER.match(words)) or any(
        s.text[p.start : p.end] in words for p in s.periods if p.end > p.start
    )


def _multiple(words: str) -> Measure:
    if _NEAR_INCOME_RATIO.search(words):
        return Measure("structure", 1, "structure.ratio")
    if _GROWN.search(words) and not _IS_MULTIPLE.search(words):
        return Measure("growth_multiple", 1, "growth.multiple")
    return Measure("multiple", 1, "multiple.of")


def _amount(s: Sentence, clause: Clause, left: str) -> Measure:
    cue = last_match(s.lexicon.cues.growth, left)
    than = _than_a_time(s, left)
    if than:
        return Measure("level", -1 if than["less"] else 1, "level.change")
    if cue is None or cue.lastgroup == "level" or not _BY.fullmatch(left, cue.end()):
        return Measure("level", 1, "level.amount")
    than_before = _CHANGED.search(left[: cue.start()]) or _compared(s, clause)
    down = cue.lastgroup == "down" and than_before
    return Measure("level", -1 if down else 1, "level.change")


def _compared(s: Sentence, clause: Clause) -> bool:
    """Whether a clause compares with a year that it names: 比2010年的3.08人减少."""
    return s.base_period is not None and s.base_period.start >= clause.start
