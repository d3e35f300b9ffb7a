"""When a figure holds: what the time expressions of a sentence are for, and how long they hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ingest.numerals import Quantity
from ingest.periods import Period, calendar_year
from ingest.scene import Fact, Scene
from ingest.sentence import Aside, Clause, Sentence

# --- what a time expression is for; the patterns look at what is right before or after it -------

#: 由2015年的…增加到: the year that a change starts from.
_FROM = re.compile(r"[由从]$")
_FROM_VALUE = re.compile(r"(?:末|底)?(?:同期)?的[^，。]{1,20}?(?:到|至|为)")
#: 比2019年: the base of a comparison, but not 与2019年、2020年.
_BASE_BEFORE = re.compile(r"(?:(?:(?<!占)比|较|相比|对比|与|同|和)(?:于|之)?|[高低快慢好]于)$")
_NO_BASE_AFTER = re.compile(r"度?[、和与]")
#: 2015年的2.3倍, 2019年同期水平的九成.
_MULTIPLE_OF = re.compile(
    r"[”’]?(?:同期|初期|末期|时期|期[初末])?(?:水平)?(?:（[^（）]*）)?的[近约超过]{0,2}(?:[\d.一二三四五六七八九十两]+倍|[\d.]+%|[一二三四五六七八九]成|[二三四五六七八九十]分之[一二三四五六七八九]|一半)"
)
#: 比2015年的80亿元, 较2021年成立时的80家: the value of the base year.
_OF_BASE = re.compile(r"[^，。；的增升提扩下降减回]{0,6}的[^，]{0,3}|（|(?:同[期月])?")
_IS_HUNDRED = re.compile(r"(?:同[期月])?(?:价格)?[为=＝]100(?!\d)")
#: 在2020年120家的基础上: what is built on has a year of its own, and a value.
_BASIS = re.compile(r"[^，。；]{0,16}?基础之?上")
_BASIS_AFTER = re.compile(r"的?基础之?上")
#: （2020年为36万人）: what stands in brackets beside a figure has a time of its own.
_IN_BRACKETS = re.compile(r"[^（）。；]{0,8}(?:为|是|[\u4e00-\u9fff])[\d.]+[^（）。；]{0,12}(?=）)")
#: 由上年下降5%转为增长: what was before the turn.
_BEFORE_TURN = re.compile(
    r"(?:同期)?的?(?:增长|下降|上升|减少|回落|亏损|盈利)-?[\d.]+(?:%|个百分点|[万亿]*元)?(?=转|变|扭|改)"
)
#: 自2015年以来, 2015年起.
_SINCE_BEFORE = re.compile(r"(?:自|自从|早在|从)$")
_SINCE_AFTER = re.compile(r"(?:以来|起|开始|来)|[^，。；]{1,12}以来")
_SINCE_ALONE = re.compile(r"以来|起(?!点|草)")
_UNTIL_BEFORE = re.compile(r"截[至止](?:到)?$")
#: 1993年经国务院批准设立，…: when something was founded dates no figure of today.
_FOUNDED_AFTER = re.compile(
    r"[^，。；\d]{0,16}(?:设立|成立|创办|组建|始建|挂牌|开园|获批|建立|落成|建厂|办厂)[，；（]"
)
#: 2019年建成投产，三年累计…: the years since then, not up to then.
_STARTED = re.compile(r"建成|投产|开工|动工|启动|实施|以来|起步")
#: So many years before its publication a text tells of history.
_HISTORY = 2
#: 2020年度 before a noun belongs to the noun: 2020年度先进单位.
_NOUN_AFTER = re.compile(r"[\u4e00-\u9fff“]")
#: “十三五”规划项目库: what belongs to a plan is of no time.
_OF_PLAN = re.compile(r"(?:规划)?(?:项目|纲要|编制|前期|思路|草案|重点专项)")
_ENUMERATED_AFTER = re.compile(r"[、和与及]")
#: 三年 before these is the past three years; 三年内 before these the next three.
_PAST_AFTER = re.compile(r"累计|共|提高|增|新|下降|累|实现|翻")
_FUTURE_AFTER = re.compile(r"(?:时间|内)?[，,]|时间|内|每年|年均|[^，。]{0,6}(?:将|力争)")

#: 3年内改造园区12个, which is no condition of a rule (3年内新增产值1亿元的企业).
_TO_BE_DONE = re.compile(
    r"(?:时间)?内(?:，|力争)*(?:新增|新建|改造|建成|建设|培育|打造|引进|实现|完成|改扩建|整治|盘活)(?![^，。]{0,20}的[，给予])"
)
#: In a rule these are the year of whoever the rule is applied to.
_ANY_YEAR = re.compile(r"次年|当年|该年|同年|上年|上一年|前一年")

#: 上年结余: an item of this year's budget.
_CARRIED_OVER = re.compile(r"(?:滚存)?(?:结余|结转)")
#: 按单位上年设备投入的8%: the time of the costs, and not of what is granted.
_COSTS_OF = re.compile(r"(?:按照?|以)[^，。；]{0,6}$")
_COSTS_REACH = 10
_SHARE_OF_COSTS = re.compile(r"[^，。；\d]{2,16}的(?:近|约|最高)?[\d.]+(?:%|‰|个百分点)")
#: 按第七次全国人口普查常住人口120万人计算: what figures are calculated by has a time of its own.
_BY = re.compile(r"(?:按照?|根据|依据|以)[“]?$")
_CALCULATED = re.compile(r"[^，。；]{1,30}?[计测折推]算(?=[，：])")
#: 继上年突破500亿元后，2024年达到…: what came before has a time of its own too.
_AFTER_WHICH = re.compile(r"[^，。；]{1,30}?[后来]")

#: The rest of a part that a deadline governs; one with a comma after it may govern the next too.
_DUE_PART = re.compile(r"(?:之?前)?(?![之前，])[^。；]{1,60}；")
#: Grains of weight: at the head of a sentence they hold for the sentences after it too.
_LONG = ("year", "ytd", "half", "span", "plan")
_PLAN_YEARS = 5
#: How many characters before and after an expression tell what it is for.
_BEFORE, _AFTER, _FROM_REACH = 4, 14, 26
#: How far into a sentence an expression may stand at its head.
_HEAD = 8
#: The same for a year long past, which may have 早在 before it, but nobody.
_LEAD = 3
#: In the first months of a year what there is now is still that of the year before.
_OPENING = 4


def move_period(s: Sentence, start: int, end: int) -> None:
    """Take the time expressions of a span, each for what it is."""
    _leave_aside(s, start)
    for period in s.periods:
        if period.start >= end:
            break
        if start <= period.start and not s.in_title(period.start, period.end):
            _leave_aside(s, period.start)
            _take(s, period)


def _leave_aside(s: Sentence, position: int) -> None:
    """Let the period before a clause with a time of its own be in force after it."""
    if s.aside is not None and position >= s.aside.end:
        s.period, s.basis, s.aside = s.aside.period, s.aside.basis, None


def _take(s: Sentence, period: Period) -> None:
    if s.scene.regulatory and _ANY_YEAR.match(s.text, period.start, period.end):
        return
    before = s.before(period.start, _BEFORE)
    after = s.text[period.end : period.end + _AFTER]
    if _is_base(s, period, before, after):
        return
    if s.lexicon.cues.founded_before.search(before) or _is_founding(s, period):
        return
    if _CARRIED_OVER.match(after):
        return
    if _COSTS_OF.search(s.before(period.start, _COSTS_REACH)) and _SHARE_OF_COSTS.match(
        s.text, period.end
    ):
        return
    own = _own_clause(s, period, before)
    if own and period.last is not None:
        s.aside = Aside(own.end(), s.period, s.basis)
        s.period, s.basis = period, "explicit"
    elif period.grain == "duration":
        _take_duration(s, period, before, after)
    elif period.last is None:
        return
    elif _SINCE_ALONE.match(after) or (_SINCE_BEFORE.search(before) and _SINCE_AFTER.match(after)):
        _set(s, _since(s, period, period.last))
    elif period.grain == "now":
        s.period, s.basis = _now(s, period), "inferred"
    elif not _is_attribute(s, period, before, after):
        if _UNTIL_BEFORE.search(before) or period.instant:
            period = replace(period, instant=True, first=None)
        _set(s, period)


def _own_clause(s: Sentence, period: Period, before: str) -> re.Match[str] | None:
    """The rest of a clause for which alone an expression holds, or None."""
    if before.endswith("（"):
        return _IN_BRACKETS.match(s.text, period.end, s.end)
    if _FROM.search(before):
        return _BEFORE_TURN.match(s.text, period.end, s.end)
    if before.endswith("继"):
        return _AFTER_WHICH.match(s.text, period.end, s.end)
    amid = s.period is None and bool(s.quantities) and s.quantities[0].end <= period.start
    if amid and s.scene.horizon is not None and before.endswith(("到", "在")):
        # 每年改造5个，到2025年底全部达标；新建…: what follows has the deadline of the plan again.
        return _DUE_PART.match(s.text, period.end, s.end)
    return _CALCULATED.match(s.text, period.end, s.end) if _BY.search(before) else None


def _is_founding(s: Sentence, period: Period) -> bool:
    """Whether an expression says when something was founded, years before the text."""
    published = s.scene.published
    if published is None or not period.year or period.year > published.year - _HISTORY:
        return False
    return _FOUNDED_AFTER.match(s.text, period.end, s.end) is not None


def _is_base(s: Sentence, period: Period, before: str, after: str) -> bool:
    """Whether an expression is the base of a comparison; it is kept as such."""
    value = _FROM_VALUE.match(s.text, period.end, min(period.end + _FROM_REACH, len(s.text)))
    if value and _FROM.search(before):
        s.base_period = period
        return True
    if before.endswith(("在", "于")) and _BASIS.match(s.text, period.end, s.end):
        s.base_period = period
        return True
    if _IS_HUNDRED.match(after):
        # 以上年为100: what an index is counted from.
        return True
    compared = _BASE_BEFORE.search(before) and not _NO_BASE_AFTER.match(after)
    if s.base_period is not None and s.base_period.end == period.start:
        # 与2010年第六次全国人口普查相比: two names of one time.
        compared = True
    if not compared and not _MULTIPLE_OF.match(after):
        return False
    s.base_period = period
    reference = s.scene.reference
    if not compared:
        # What one figure is a multiple of is the base of no other.
        return True
    if period.explicit_year and reference and period.year and reference.year:
        s.scene.base = period if period.year < reference.year - 1 else s.scene.base
    return True


def _is_attribute(s: Sentence, period: Period, before: str, after: str) -> bool:
    """Whether an expression dates an award (荣获2019年) or a noun (2020年度先进单位)."""
    if s.lexicon.cues.award_before.search(before):
        return True
    if period.grain == "plan" and _OF_PLAN.match(s.text, period.end):
        return True
    return s.period is not None and _names_yearly(s, period)


def _names_yearly(s: Sentence, period: Period) -> bool:
    """Whether an expression belongs to the noun after it: 2020年度先进单位."""
    yearly = s.text.endswith("年度", period.start, period.end)
    return yearly and _NOUN_AFTER.match(s.text, period.end) is not None


def _since(s: Sentence, period: Period, opening: date) -> Period:
    """From a period to the end of what the text reviews."""
    last = s.scene.published or date(opening.year, 12, 31)
    reference = s.scene.reference
    if reference and reference.last and reference.last >= (period.first or opening):
        # 今年以来 in a bulletin of three quarters is up to their end.
        last = min(last, reference.last)
    return Period(period.start, period.end, "span", period.first, last)


def _now(s: Sentence, period: Period) -> Period:
    """目前 in a text that reviews a closed year means its end."""
    closed, published = s.scene.period, s.scene.published
    reviewed = closed is not None and closed.grain == "year" and closed.explicit_year
    opening = published is not None and published.month <= _OPENING
    if not (opening and reviewed and closed and published and closed.year == published.year - 1):
        closed = s.scene.reference
    if closed and closed.last and period.last and closed.last < period.last:
        return replace(period, first=None, last=closed.last, instant=True)
    return replace(period, first=None, instant=True)


def _take_duration(s: Sentence, period: Period, before: str, after: str) -> None:
    """A number of years: those past (近三年) or those to come (三年内)."""
    scene = s.scene
    if period.length < 1 or scene.published is None:
        return
    last = scene.reference.last if scene.reference and scene.reference.last else scene.published
    years = int(period.length)
    aim = s.period.year if s.period and s.period.grain != "plan" else None
    if not period.direction and aim and aim > scene.published.year:
        # 到2026年，力争…，3年累计…: the years up to then.
        return
    if not period.direction and scene.policy and not scene.telling and _is_ahead(scene):
        # 五年新增企业20家 in a plan: the years up to its deadline.
        return
    told = not before.endswith(("每", "第")) and _PAST_AFTER.match(after)
    if period.direction == "past" or (not period.direction and told):
        if scene.horizon is not None and scene.period is not None and scene.period.last is not None:
            # In a chapter of a plan that looks back, up to the end of what it looks back on.
            last = min(last, scene.period.last)
        last = min(last, scene.published)
        between = s.text[s.period.end : period.start] if s.period else ""
        so_far = not period.direction and not _STARTED.search(between)
        if aim and (so_far or after.startswith("间")):
            # 2021年达到82亿元，四年间翻了一番; 五年增长1.4倍: up to then.
            last = min(last, date(aim, 12, 31))
        first = date(last.year - years + 1, 1, 1)
        grain = "year" if period.length == 1 else "span"
        span = Period(period.start, period.end, grain, first, date(last.year, 12, 31))
        if period.length >= 3 and before.strip("，。：；") == before:
            scene.long_span = span
        _set(s, span)
    elif period.direction == "future" and (
        _TO_BE_DONE.match(after) and before[-1:] in ("", *"，。；：、")
        if scene.regulatory
        else _FUTURE_AFTER.match(after)
    ):
        first, last = date(last.year + 1, 1, 1), date(last.year + years, 12, 31)
        named = _named_span(s, period, years)
        if named is not None and named.last is not None:
            # 行动计划（2024—2026年）》，今后三年: those of the plan.
            first, last = named.first or first, named.last
        s.period, s.basis = Period(period.start, period.end, "span", first, last), "explicit"


def _is_ahead(scene: Scene) -> bool:
    """Whether a text has a deadline of aims in a year to come."""
    horizon, published = scene.horizon, scene.published
    return bool(horizon and horizon.year and published and horizon.year > published.year)


def _named_span(s: Sentence, period: Period, years: int) -> Period | None:
    """The span of so many years not yet over that a sentence names before an expression."""
    published = s.scene.published
    for span in s.periods:
        if span.start >= period.start or span.grain != "span" or not span.first or not span.last:
            continue
        over = published is not None and span.last <= published
        if not over and span.last.year - span.first.year + 1 == years:
            return span
    return None


def _set(s: Sentence, period: Period) -> None:
    """Put a period in force; one of weight at the head of a sentence holds after it too."""
    s.period, s.basis = period, "explicit"
    reference = s.scene.reference
    long = period.grain in _LONG or period.instant
    if s.scene.regulatory and _names_yearly(s, period):
        # 2023年度已受理的事项参照执行: what a rule is about, and not when the rules hold.
        return
    if not long and not (reference and reference.grain == period.grain):
        return
    earlier = reference and period.year and reference.year and period.year < reference.year
    if s.scene.titled and earlier:
        # A text whose title says which year it reviews means that year where it names none.
        return
    published = s.scene.published
    past = bool(published and period.year and period.year < published.year - _HISTORY)
    # 董事长某某1990年起家 dates one sentence of what somebody did long ago.
    at_head = period.start - s.start <= (_LEAD if past else _HEAD)
    if s.opening_period is None and at_head and not _ENUMERATED_AFTER.match(s.text, period.end):
        s.opening_period = period


# --- the period of a figure -----------------------------------------------------------------


def when(s: Sentence) -> tuple[Period | None, str]:
    """The period in force and its basis: that of the sentence, of one before, of the text."""
    if s.period is not None:
        return s.period, s.basis
    scene = s.scene
    published, reference = scene.published, scene.reference
    reviewed = reference.year if reference else None
    to_be_done = scene.plans and not scene.regulatory
    if to_be_done and scene.horizon is not None:
        return scene.horizon, "inferred"
    if to_be_done and published and reviewed and reviewed < published.year:
        # What is to be done is to be done in the year of the text, not in the one it reviews.
        return calendar_year(published.year), "inferred"
    if scene.period is not None and scene.period.last is not None:
        return scene.period, "explicit"
    if reference is not None:
        return reference, "inferred"
    return None, ""


def is_of_base(s: Sentence, q: Quantity) -> bool:
    """Whether a level is that of the base of a comparison: 比2015年的80亿元."""
    base = s.base_period
    if base is None:
        return False
    return is_basis(s, q) or _OF_BASE.fullmatch(s.text, base.end, q.start) is not None


def is_basis(s: Sentence, q: Quantity) -> bool:
    """Whether a level is what a change builds on: 在2020年120家的基础上."""
    base = s.base_period
    built_on = base is not None and s.before(base.start, 1) in ("在", "于")
    return built_on and _BASIS_AFTER.match(s.text, q.end, s.end) is not None


def base_of_change(s: Sentence, period: Period | None) -> Period | None:
    """When the A of 由A增加到B was true: the base named, else the year before the period."""
    if s.base_period is not None:
        return s.base_period
    if period is None or period.year is None:
        return period
    before = s.facts[-2:]
    if len(before) == 2 and before[1].period == period and period.grain == "year":
        # 2018年，甲占60%，去年降至50%，乙则由10%升至20%: both have changed since then.
        first, second = before
        started = first.period.year if first.period else None
        same = first.indicator == second.indicator and first.measure == second.measure
        if same and started and started < period.year:
            return first.period
    for start in s.periods:
        if s.text[start.start - 1 : start.start] in ("由", "从") and start.last:
            return start
    reviewed = s.scene.reference.year if s.scene.reference else None
    if s.scene.base is not None and s.scene.titled and period.year == reviewed:
        return s.scene.base
    span = s.scene.long_span
    # What a place looks back on says nothing of a firm's change.
    of_place = s.subject.kind != "organisation"
    if of_place and span and span.first and span.year == period.year:
        return calendar_year(span.first.year - 1)
    horizon = s.scene.horizon
    if horizon and horizon.year and period.year == horizon.year - _PLAN_YEARS:
        # A plan looks back on the one before it.
        return calendar_year(period.year - _PLAN_YEARS)
    own = of_place or period is s.period
    opens = period.first.year if own and period.grain == "span" and period.first else period.year
    return calendar_year(opens - 1)


def quarter(s: Sentence, fact: Fact, clause: Clause, place: int) -> Period | None:
    """季度值分别为 four numbers: the quarter that the number at a place is of; else None."""
    if fact.period is None or fact.period.grain != "year" or fact.period.year is None:
        return None
    before = s.text[clause.start : clause.quantities[0].start]
    if "季" not in before or len(clause.quantities) != 4:
        return None
    year, month = fact.period.year, 3 * place + 1
    last = date(year, month + 2, 30 if place in (1, 2) else 31)
    return Period(0, 0, "quarter", date(year, month, 1), last)
