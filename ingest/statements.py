"""What one number states: puts its measure, indicator, period, status and bound into a fact."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingest import bounds, comparing, naming, status, timing
from ingest.about import about
from ingest.beside import apart, beside
from ingest.comparing import Base
from ingest.indicators import Indicator, unquoted
from ingest.measures import INCOME_RATIO, measure
from ingest.numerals import Quantity, resolution_of
from ingest.periods import Period, calendar_year
from ingest.phrases import opening, phrase, topic
from ingest.scene import UNNAMED, Fact
from ingest.sentence import ASIDE, CHANGED_TO, Clause, Sentence
from ingest.vocabulary import COUNTED

#: A minus sign before a number, which is no dash of a range.
_MINUS = re.compile(r"(?<![\d%％‰户家个元人项名])-$")
#: A number that has no unit by its nature.
_INDEX = re.compile(r"(?:指数|系数|容积率|性别比)[^，]{0,8}$")
#: The first number of 由A增加到B.
_CHANGED_FROM = re.compile(r"[由从](?:原来的|原先的|最初的|此前的|过去的)?[^，。由从]{0,12}$")
_AID = re.compile(r"(?:奖励|补贴|补助|资助|扶持)[^，]{0,4}$")
#: 时限压缩85%以上: how far something is to be cut, unless a rule is for those who have cut as much.
_CUT = re.compile(r"(?:压缩|压减|缩短|缩减|精简)[^，。；\d]{0,4}$")
#: 每年培训不少于80人次: how much is to be done.
_YEARLY = re.compile(r"每年[^，。；]*$")
#: 每年安排800万元
_ALLOTTED = re.compile(r"每年[^，。；]{0,6}(?:安排|统筹|拿出|列支|设立|筹集)[^，。；]{0,10}$")
_IF_SO = re.compile(r"(?:以上|以下|以内)?的")
_MONEY = re.compile(r"额|值|收入|投资|资金|余额|利润|税收")
#: 个点 after one of these are percentage points; how far before them it may stand.
_OF_RATES = re.compile(r"率|比重|占比|比例|份额|增速|增幅|降幅|强度")
_RATE_REACH = 24
#: What is stated in points, and how it moves: 指数102.6，环比回落0.4.
_INDEX_NAME = re.compile(r"指数(?:差额)?$")
_MOVES = re.compile(r"(?:上升|下降|回升|回落|提高|降低|上涨|下跌|增加|减少|高|低)了?$")
#: 人口36万: who is counted is named, and not in what.
_PEOPLE = re.compile(r"人(?:口|数)(?:总数|总量)?(?:已|只|仅|约|近|超过?|逾|达到?|为|有|突破)*$")
#: What is counted right after a number without a measure word: people, households, firms.
_COUNTED = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:(?P<人>人口|群众|居民|职工|员工|学生|学子|师生|游客|观众|党员|干部|农民|市民|老人"
    r"|儿童|女性|妇女|移民|劳动力|大军)|(?P<户>农户|商户|家庭|个体户|个体工商户|市场主体|经营主体|贫困户)"
    r"|(?P<家>企业|门店|商家))"
)
_GREAT = re.compile(r"大(?![学专约概于门街道小型])[\u4e00-\u9fff]{2}")
#: a:b:c after one of these is a structure, and no clock or score.
_STRUCTURE = re.compile(r"比(?![分赛拼])|结构|构成|性别|杠杆")
#: 按1:0.5给予配套
_PROPORTION = re.compile(r"的?比例|(?:给予|予以|进行|的)?(?:配套|放大|匹配)")
_THREE_SECTORS = re.compile(r"三次产业|一二三产业|一、二、三产业")
_PERCENT = Decimal(100)
#: 三者之比: of what was stated right before it.
_OF_THEM = re.compile(r"[两二三四五]者")
#: Of 比例, and what is done in it, at least so many characters.
_A_NAME = 4
_SECTORS = ("第一产业", "第二产业", "第三产业")


def state(
    s: Sentence, clause: Clause, q: Quantity, position: int, following: int, place: int | None
) -> list[Fact]:
    """State what a quantity says; nothing where its unit or meaning stays open.

    :param position: where the words of the number begin, the end of the number before.
    :param following: where the next number begins, or the clause ends.
    :param place: the place in its list, None outside of lists.
    """
    if q.form == "ratio":
        return _structure(s, clause, q, position)
    left, right = s.text[position : q.start], s.text[q.end : following]
    changed = s.changed_by(left)
    if changed and not q.scale:
        # 从3.1%下降到0
        q.unit = q.unit or changed.unit
    if s.text.endswith("个点", q.start, q.end):
        q.unit = _unit_of_points(s, q)
    q.unit = q.unit or _implied_unit(s, q, left) or _counted_unit(q, right)
    if not q.unit and not changed and not _INDEX.search(ASIDE.sub("", left)):
        return []
    kind, sign, rule = measure(s, clause, q, left, right, place is not None)
    after_dash = s.text[q.start - 1 : q.start] == "-"
    below_zero = after_dash and bool(_MINUS.search(s.text, max(s.start, q.start - 2), q.start))
    if below_zero and q.form != "range":
        sign = -1
    indicator, base = about(s, clause, q, position, following, kind, place)
    if not indicator.name:
        indicator = replace(indicator, name=opening(s) or UNNAMED)
    if kind == "level":
        indicator = naming.fitting(s, indicator, q)
    distance = apart(left) if kind == "level" and place is None else None
    if distance and not beside(s, q):
        indicator, sign = _distance(s, q, indicator, (position, distance))
        rule = "level.change"
    elif rule == "level.change":
        if q.unit == "点" and s.last_value and _INDEX_NAME.search(s.last_value.indicator.name):
            indicator = s.last_value.indicator
        indicator = naming.increment(s, indicator, left, sign)
    fact = _fact(s, q, indicator, kind, rule, base)
    fact.number = _signed(q.number, sign)
    if q.form == "range":
        # -1.2至0.4 has a sign of its own at each end, 下降1.2至1.4 one for both.
        low, high = _signed(q.low, -1 if below_zero else 1), q.high
        fact.low, fact.high = (low, high) if sign > 0 else (_signed(high, -1), _signed(low, -1))
    _date(s, fact, clause)
    fact.bound = bounds.bound(s, clause, q)
    if fact.bound == bounds.NEARLY:
        fact.bound, fact.bound_side = "approx", "below"
    if fact.bound == "eq" and s.last is not None and bounds.shared(s, clause, q):
        fact.bound, fact.bound_side = s.last.bound, s.last.bound_side
    if fact.status == "rule":
        _limit(s, fact, clause, left)
    fact.subject = comparing.figure_of_other(s, q) or fact.subject
    if place is not None:
        _place_in_list(s, fact, clause, place)
    return [fact]


def is_base_value(s: Sentence, clause: Clause, q: Quantity) -> bool:
    """Whether a number is the first of 由A增加到B."""
    left = s.text[clause.start : q.start]
    if "由" not in left and "从" not in left:
        return False
    changed = CHANGED_TO.match(s.text, q.end, min(q.end + 12, len(s.text)))
    return bool(changed and _CHANGED_FROM.search(left))


def _distance(
    s: Sentence, q: Quantity, indicator: Indicator, found: tuple[int, re.Match[str]]
) -> tuple[Indicator, int]:
    """高于全国平均水平800元 is a distance, and no level: its indicator and sign.

    :param indicator: what the words name otherwise.
    :param found: where the words of the number begin, and in them those of the comparison.
    """
    start, words = found
    sign = -1 if words["below"] or words["less"] else 1
    own = phrase(s, start, start + words.start())
    if naming.OF_TWO.fullmatch(own):
        return indicator.moved("差额"), sign
    if own and not s.lexicon.cues.empty_phrase.match(own):
        return naming.named(s, own).moved("差额"), sign
    last = s.last_value
    if last is not None and s.holds(last) and (q.unit == "%" or last.unit in (q.unit, "")):
        return last.indicator.moved("差额"), sign
    return indicator, 1


def _fact(s: Sentence, q: Quantity, indicator: Indicator, kind: str, rule: str, base: Base) -> Fact:
    """A fact about the subject of the sentence, without its time."""
    return Fact(
        q,
        q.start,
        q.end,
        s.subject,
        indicator,
        kind,
        rule,
        number=q.number,
        low=q.low,
        high=q.high,
        unit=q.unit,
        scale=q.scale,
        base=base.words,
        base_id=base.id,
        revision=status.revision(s),
        among=s.among,
        sentence=s.span,
        words=s.words,
    )


def _date(s: Sentence, fact: Fact, clause: Clause) -> None:
    """Give a fact its period and status."""
    q, kind = fact.quantity, fact.measure
    period, basis = timing.when(s)
    if kind in ("level", "share", "rank", "structure") and is_base_value(s, clause, q):
        period, basis = timing.base_of_change(s, period), "inferred"
    fact.status = status.status(s, q, period, basis, kind)
    if fact.status in ("estimate", "target") and is_base_value(s, clause, q):
        # 由A增加到B: what is aimed at or expected is the B.
        fact.status = "actual"
    if kind == "level" and timing.is_of_base(s, q):
        period, basis, fact.status = s.base_period, "explicit", "actual"
    published = s.scene.published
    if fact.status == "rule" and _before_force(s, period):
        # 对2022年度新认定的企业奖励5万元: the year is that of a condition.
        period, basis = s.scene.reference, "inferred"
    undated = basis == "inferred" and period is s.scene.reference
    if fact.status == "target" and undated and published:
        # A target of the year under review would be none; a yearly sum is allotted from now on.
        yearly = _ALLOTTED.search(s.text, clause.start, q.start)
        period = (s.scene.horizon if not yearly else None) or calendar_year(published.year)
    fact.period, fact.period_basis = period, basis
    fact.wording = status.wording(s, q, fact.status)


def _before_force(s: Sentence, period: Period | None) -> bool:
    """Whether a period is over before a policy paper takes effect."""
    effect = s.scene.reference.year if s.scene.reference and s.scene.regulatory else None
    return bool(effect and period and period.year and period.year < effect)


def _limit(s: Sentence, fact: Fact, clause: Clause, left: str) -> None:
    """A rule's cap or time limit is a threshold, and its scope is what the rule says.

    In a policy paper the condition of a rule is its whole sentence, elsewhere its clause.
    """
    timed = s.lexicon.is_time(fact.unit)
    term = s.lexicon.dimension(fact.unit) == "calendar_time"
    bounded = fact.bound in ("le", "ge", "lt", "gt") and not _is_to_do(s, fact, clause, left)
    capped = bounded or timed or term
    if fact.measure == "level" and capped and (timed or term or not _AID.search(left)):
        fact.measure = "threshold"
        if fact.bound == "eq" and timed and not left.endswith("逾期"):
            fact.bound = "le"
    if fact.measure == "growth" and capped:
        # 产值增速达到10%以上的，给予奖励: the growth is the condition.
        fact.measure = "threshold"
    if not fact.indicator.concept_id or fact.indicator.scope:
        part = s if s.scene.regulatory else clause
        stated = phrase(s, part.start, part.end)
        if not s.scene.regulatory and len(stated) < len(fact.indicator.scope):
            stated = fact.indicator.scope
        fact.indicator = replace(fact.indicator, scope=unquoted(stated)[:120])


def _is_to_do(s: Sentence, fact: Fact, clause: Clause, left: str) -> bool:
    """Whether a figure of a rule says how much is to be done, and no condition of it."""
    q = fact.quantity
    if _IF_SO.match(s.text, q.end):
        return False
    if fact.measure == "growth":
        return _CUT.search(left) is not None
    yearly = s.lexicon.is_count(fact.unit) and _YEARLY.search(s.text, clause.start, q.start)
    return bool(yearly)


def _place_in_list(s: Sentence, fact: Fact, clause: Clause, place: int) -> None:
    """What its place in a list says of a fact: whose it is, of which sector, and when."""
    three = _THREE_SECTORS.search(s.text, s.start, fact.quantity.start)
    if three and s.run_length(clause, fact.quantity) == 3:
        fact.indicator = replace(fact.indicator, scope=_SECTORS[place % 3])
    if place < len(s.items):
        item = s.items[place]
        fact.subject = item.subject or fact.subject
        if item.period is not None:
            fact.period, fact.period_basis = item.period, "explicit"
    elif not s.items:
        fact.period = timing.quarter(s, fact, clause, place) or fact.period
        if place < len(s.series):
            one = s.series[place]
            fact.subject = one.subject
            if s.period is None or s.period.start < one.end:
                # 到2025年，上述三项分别达到…: a time that is named after them is the list's own.
                fact.period, fact.period_basis = one.period, one.period_basis


def _implied_unit(s: Sentence, q: Quantity, left: str) -> str:
    """A number without a unit: the one of its catalogued rate, or of money after 亿."""
    last = s.last
    index = _INDEX.search(left)
    of_ratio = last is not None and last.measure == "structure" and last.unit == "倍"
    if INCOME_RATIO.search(left) or (of_ratio and not index):
        return "倍"
    found = s.lexicon.catalogue.matches(left)
    if found and index and found[-1][1] <= index.start():
        # 工业用地容积率由1.2提高到2.1: of the land, and no area.
        return ""
    if found:
        concept = s.lexicon.catalogue.concept(found[-1][2])
        near = len(left) - found[-1][1] <= 3
        return concept.unit if concept.dimension not in COUNTED or q.scale or near else ""
    if last and s.holds(last) and _INDEX_NAME.search(last.indicator.name) and _MOVES.search(left):
        # 景气指数102.6，环比回落0.4
        return "点"
    if q.scale and _PEOPLE.search(left):
        return "人"
    if q.scale in ("亿", "万亿", "千亿", "百亿") and last and last.unit in ("元", "美元"):
        return last.unit
    return "元" if q.scale and _MONEY.search(left) else ""


def _unit_of_points(s: Sentence, q: Quantity) -> str:
    """What 个点 are: of what is stated in percent, or named as a rate, percentage points."""
    if s.last is not None and s.holds(s.last) and s.last.measure != "rank":
        return "个百分点" if s.last.unit in ("%", "个百分点") else q.unit
    return "个百分点" if _OF_RATES.search(s.before(q.start, _RATE_REACH)) else q.unit


def _counted_unit(q: Quantity, right: str) -> str:
    """The measure word that a count leaves out before its noun: 9.2万贫困人口, 9大产业."""
    if q.form == "number" and q.number.isdigit() and _GREAT.match(right):
        return "个"
    if not q.scale and not q.infix:
        return ""
    noun = _COUNTED.match(right)
    return next((u for u in ("人", "户", "家") if noun and noun[u]), "")


def _structure(s: Sentence, clause: Clause, q: Quantity, position: int) -> list[Fact]:
    """a:b:c is a structure with one fact for each part; a:b is a multiple of the second."""
    words = phrase(s, position, q.start) or phrase(s, clause.start, q.start)
    proportion = _PROPORTION.match(s.text, q.end)
    after = phrase(s, q.end, clause.end)
    if proportion and s.before(q.start, 1) in ("按", "照", "以") and len(after) >= _A_NAME:
        # 分两年按7:3比例拨付: what is done so names it.
        words = after
    words = words or after or topic(s)
    changed = s.changed_by(s.text[position : q.start])
    goes_on = changed is not None and changed.measure == "structure"
    if not goes_on and not proportion and not _STRUCTURE.search(s.before(q.start, 24)):
        return []
    period, basis = timing.when(s)
    state = status.status(s, q, period, basis, "structure")
    if is_base_value(s, clause, q):
        period, basis = timing.base_of_change(s, period), "inferred"
    named = changed.indicator if changed else s.lexicon.catalogue.name(words)
    compared = _compared_levels(s, words, len(q.parts))
    if compared:
        named = Indicator("", "、".join(compared) + "结构")
    of_sectors = "产" in words or (changed is not None and named.scope in _SECTORS)
    unit, parts = "%", q.parts
    if len(parts) == 2 and parts[1][2] in ("1", "100"):
        # 108.8:100 and 2.1:1 state one number, of which the other is the unit.
        unit = "倍"
        parts = ((q.start, q.end, parts[0][2]),)
    elif len(parts) == 2 and parts[0][2] == "1":
        # 师生比1:7.8
        unit = "倍"
        parts = ((q.start, q.end, parts[1][2]),)
    elif len(parts) == 2 and sum(Decimal(part) for _, _, part in parts) != _PERCENT:
        # 7:3 is 2.3 of the second; 65:35 are its parts in percent.
        quotient = _quotient(parts[0][2], parts[1][2])
        unit, parts = ("倍", ((q.start, q.end, quotient),)) if quotient else ("%", parts)
    facts = []
    for i, (start, end, number) in enumerate(parts):
        scope = f"{i + 1}/{len(parts)}" if len(parts) > 1 else ""
        if len(parts) == 3 and of_sectors:
            scope = _SECTORS[i]
        elif i < len(compared):
            scope = compared[i]
        printed = replace(q, number=number, resolution=resolution_of(number), unit=unit)
        indicator = replace(named, scope=scope)
        fact = _fact(s, printed, indicator, "structure", "structure.ratio", Base())
        fact.start, fact.end, fact.words = start, end, ""
        fact.period, fact.period_basis, fact.status = period, basis, state
        fact.wording = status.wording(s, q, state)
        if len(parts) == 1:
            fact.bound = bounds.bound(s, clause, q).replace(bounds.NEARLY, "approx")
        facts.append(fact)
    return facts


def _compared_levels(s: Sentence, words: str, parts: int) -> list[str]:
    """三者之比: the names of as many levels as the ratio has parts, the last of the sentence."""
    if not _OF_THEM.match(words):
        return []
    levels = [f.indicator.name for f in s.facts if f.measure == "level"]
    return levels[-parts:] if len(levels) >= parts else []


def _quotient(above: str, below: str) -> str:
    """The first of two printed numbers divided by the second; "" for none."""
    if not Decimal(below):
        return ""
    return f"{Decimal(above) / Decimal(below):.6f}".rstrip("0").rstrip(".")


def _signed(number: str, sign: int) -> str:
    if sign > 0 or not number:
        return number
    return number[1:] if number.startswith("-") else f"-{number}"
