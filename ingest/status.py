"""Whether a figure is an actual, an estimate, a target or a rule, how firm and how final."""

from __future__ import annotations

import re

from ingest import reliefs, standards
from ingest.beside import kept_within
from ingest.cues import last_match
from ingest.measures import PLAN_DONE
from ingest.numerals import Quantity
from ingest.periods import Period
from ingest.sentence import CLAUSE_END, Sentence

#: 50亿元的年度目标.
_TARGET_AFTER = re.compile(
    r"(?:、[^，。；]{0,14})?(?:左右|以上)?的?(?:预期|年度|既定|增长|工作|控制|考核)*目标"
)
#: A clause that says how the figure before has grown.
_OWN_GROWTH = re.compile(
    r"(?:同比|环比|比上年|较上年|比去年|较去年)(?:预计)?[增下上提回减]"
    r"|(?:完成|为)(?:年初|调整|年度|全年|当年)*(?:预算|计划|预期目标)数?的"
)
#: What follows a figure before anything else is said: （约束性）, 以上的预期目标.
_MARK_AFTER = re.compile(r"[^，；。、\d]{0,12}")
_MARK = re.compile(r"[，；：:]")
#: 完成年度任务90亿元的79%: the first number is the target.
_PLAN_BEFORE = re.compile(
    r"完成[^，]{0,4}(?:年度|全年|目标)(?:任务|目标|计划)（?$|[为占成](?:年初|调整|年度|全年|当年)+预算数?（?$"
)
#: Before an aim: it was reached; but not 力争完成.
_MET = re.compile(r"(?:提前|超额|圆满|顺利|全面|已|如期)[^，。；]{0,8}(?:完成|实现|达到|达成)")
#: 收入预期30亿元；支出安排40亿元: what is allotted is no expectation.
_ALLOTTED = re.compile(r"(?:支出|预算)安排")
#: 年度计划投资32亿元: an aim, and none for what stands beside it.
_PLANNED_SUM = re.compile(r"(?:年度|当年|本年度?|今年)计划(?:完成)?投资额?(?:约|为|达)?$")
#: What makes a time a limit in a text about service rules; one of a power cut is none.
_TIME_LIMIT = re.compile(r"时限|时间|[内前]|不超过|须|应|最长|控制在|逾期|期满|届满|之日起")
_NO_LIMIT = "停电"
#: 完成税收8亿元的年度任务; a clause that begins with 完成 among aims.
_TASK_AFTER = re.compile(r"(?:以上|左右)?的(?:年度|全年|目标|既定)*任务")
_FINISHES = re.compile(r"完成(?!了)")
#: What is counted in service rules: steps, papers.
_PROCEDURE = re.compile(r"环节|流程|资料|材料|手续")
_AIMED = re.compile(r"控制在|保持在|稳定在|达到|提高到|增长|年均")
#: 新建厂房不少于5万平方米, 由70家压减至45家: what is done in the clause of a figure.
_DEED = re.compile(r"(?:新建|建成|开工|腾出|盘活|引进|压减|精简|缩减|整合)[^，。；]{0,20}$")
_MOVED = re.compile(r"(?:压减|精简|缩减)[至到为]")
#: 建设规模不少于5万平方米的，: a case that a rule is for.
_CASE = re.compile(r"的，")
#: A condition of a rule, be it about a year that is past: 上年度营业收入不低于2000万元.
_CONDITION = re.compile(r"不[得应]?(?:低于|少于|高于|超过|多于|小于|大于)|须|应当")
#: 奖补比例提高, 限产比例可下调, 上浮: what a rule grants, and no aim.
_GRANTED_MOVE = re.compile(
    r"(?:(?:奖励|奖补|补贴|补助|资助|贴息|扶持|配套)(?:比例|标准|系数)[^，。；]{0,6}?"
    r"|(?:比例|费率|利率|税率|标准|系数|配额)[^，。；]{0,3}?可[^，。；]{0,4}?)"
    r"(?:上浮|下浮|上调|下调|提高|提升|增加|降低|下降|放宽)[^，。；]{0,3}$"
    r"|[上下]浮[^，。；]{0,3}$|每再?(?:提高|增加|增长|上升|提升)[^，。；]{0,3}$"
)
#: 签订了, but not 为了, 了解.
_PERFECT = re.compile(r"(?<![为除])了(?!解|结|然|如)")
#: What is offered by a rule, and what is paid.
_OFFER = re.compile(r"对[^，。；]{2,30}[，的按][^。；]{0,40}?(?:给予最高|最高给予)")
_AT_MOST = re.compile(r"最高可(?:贷|获|享受)(?:款|得)?$|每[户人家个][^，。；]{0,3}最高$")
#: After a rule 单户每年最高 is one too; by itself it may be the greatest that was paid.
_FOR_ONE = re.compile(r"单[户人家个笔][^，。；]{0,3}最高$")
#: 对首次升规的企业，一次性奖励5万元: an award to whoever meets a condition.
_AWARD = re.compile(
    r"(?:^|[。；]|(?<![应面针相核派])(?=对[^，。；\d]{2,20}的))对[^，。；\d]{4,30}，(?:再|一次性|分别|每[户人家个]|给予|各)*(?:奖励|补助|补贴|资助|奖)$"
)
#: 按投资额的10%给予补助
_GRANTS = re.compile(
    r"(?:的比例|的标准)?(?:给予|予以)[^，。；\d]{0,12}(?:贴息|补贴|补助|奖励|资助|补偿)"
)
_PAID = re.compile(r"已|累计|兑现|发放|(?<!公)共(?![同建享])|全年|去年|上年|先后|了(?!解)")
#: Between ； and a sum, who gets as much: 省级平台, and no sum of another kind.
_RECIPIENT = re.compile(r"[^，。；]{2,24}?的?，?(?:为|各|分别)?")
_OWN_SUM = re.compile(
    r"设立|安排|投入|投资|新增|实现|达到|突破|规模|总额|资金|收入|产值|贷款|费|价"
)
#: 6月30日前申请的: until when somebody does what a rule is for, and no deadline.
_UNTIL = re.compile(
    r"前(?:已|新|首次|依法)?(?:申请|申报|注册|登记|成立|设立|签订|购买|取得|缴纳|发生|备案|入驻|入库|开工|投产|竣工)"
    r"[^，。；]{0,8}的"
)
#: Units of the connections that service rules set caps for.
_CAPACITY = ("千伏安", "千伏安/千瓦")


def status(s: Sentence, q: Quantity, period: Period | None, basis: str, measure: str) -> str:
    """The status of a figure: actual, estimate, target or rule.

    In order of weight: what is reported as done, rules of a policy paper, words of aim and of
    expectation, a year to come, rules in other texts, the sentence before, a chapter of plans.
    """
    scene, cues = s.scene, s.lexicon.cues
    before = s.text[s.start : q.start]
    target, estimate = s.last_before(cues.target, q.start), s.last_before(cues.estimate, q.start)
    if estimate and not _reaches(s, estimate, q):
        estimate = None
    allotted = s.last_before(_ALLOTTED, q.start)
    if estimate and allotted and allotted.start() > estimate.start():
        target, estimate = allotted, None
    if target and (
        PLAN_DONE.search(before) or _is_met(s, target) or standards.is_other(s, target, q)
    ):
        # 完成年度目标的112%: the aim is what was met.
        target = None
    while target and standards.is_compared(s, target, q, measure):
        target = s.last_before(cues.target, s.start + target.start())
    if (
        target
        and estimate
        and (estimate.start() >= target.start() or target.group().startswith("将"))
    ):
        # 预计将达到 expects, and aims at nothing.
        target = None
    aim = target or estimate
    if scene.regulatory and estimate and reliefs.is_effect(s, q, _part(s, q)[0]):
        return "estimate"
    if _is_due(s, period):
        return "estimate" if estimate else "target"
    future = _is_future(s, period, basis)
    if aim and not future and _is_done(s, q, s.start + aim.start()):
        return "actual"
    # An award may be for years to come; any other figure of a year to come is no rule.
    awards = not target and (s.has(cues.award) or s.has(cues.relief))
    if scene.regulatory and (awards or not future) and _is_rule(s, q, measure):
        return "rule"
    if aim:
        if _exists(s, q) and s.quantities[0] is q:
            # 下一步，将依托12个园区: they are there.
            return "actual"
        return "target" if target else "estimate"
    of_number = s.text[q.end : q.end + 2].lstrip("）").startswith("的")
    if (of_number and _PLAN_BEFORE.search(before)) or _PLANNED_SUM.search(before):
        return "target"
    if kept_within(s, q):
        return "target"
    if future or _TARGET_AFTER.match(s.text, q.end, min(q.end + 24, len(s.text))):
        return "target"
    if _is_rule(s, q, measure) or _is_offered(s, q) or standards.is_kept(s, q):
        return "rule"
    if standards.is_entry(s, q, measure):
        return "rule"
    goes_on = s.text.startswith(("其中", "同时", "此外", "另"), s.start)
    if goes_on and scene.status in ("target", "estimate"):
        return scene.status
    if _exists(s, q):
        return "actual"
    if scene.expected:
        return "estimate"
    if scene.plans and not _is_past(s, period, basis):
        return "target"
    opens = _is_opening_year(s, period) and not _is_perfect(s, q)
    return "target" if opens else "actual"


def _exists(s: Sentence, q: Quantity) -> bool:
    """Whether a clause counts what is there already: 依托12个园区."""
    existing = s.last_before(s.lexicon.cues.existing, q.start)
    return bool(existing and not _MARK.search(s.text, s.start + existing.end(), q.start))


def _is_met(s: Sentence, target: re.Match[str]) -> bool:
    """Whether an aim is named because it was met: 提前完成全年5亿元目标任务."""
    if target.group() != "目标":
        return False
    aim = s.start + target.start()
    clause = max((m.end() for m in CLAUSE_END.finditer(s.text, s.start, aim)), default=s.start)
    met = _MET.search(s.text, clause, aim)
    return met is not None and not s.lexicon.cues.target.search(s.text, s.start, met.start())


def _reaches(s: Sentence, expected: re.Match[str], q: Quantity) -> bool:
    """Whether an expectation reaches a figure: one with a subject of its own ends at its ；.

    预计生产总值达500亿元；税收40亿元 expects both, 生产总值预计达500亿元；税收40亿元 the first.

    :param expected: its word; 预期 is that of a plan, and governs its list wherever it stands.
    """
    at, parted = s.start + expected.start(), s.text.rfind("；", s.start, q.start)
    if at > parted:
        return True
    named = s.lexicon.catalogue.matches
    # 预计利用外资70亿元；制造业用去50亿元: what names nothing of its own goes on.
    changed = named(s.text[s.start : at]) and named(s.text[parted : q.start])
    if expected.group() == "预期":
        changed = []
    return at < s.quantities[0].start and not changed


def wording(s: Sentence, q: Quantity, status: str) -> str:
    """How firmly an aim is worded: binding, striven, expected or planned; "" for what is no aim.

    A mark right after the figure (（约束性）, 的预期目标) weighs most, then the last word of
    firmness in its part between ；, then the one that opens the sentence.
    """
    if status not in ("target", "estimate"):
        return ""
    cue = s.lexicon.cues.wording
    after = _MARK_AFTER.match(s.text, q.end, s.end)
    part = max(s.text.rfind("；", s.start, q.start) + 1, s.start)
    found = cue.search(after.group()) if after else None
    found = found or last_match(cue, s.text[part : q.start])
    found = found or cue.search(s.text, s.start, part)
    if found and found.lastgroup:
        return found.lastgroup
    return "planned" if status == "target" else "expected"


def revision(s: Sentence) -> str:
    """How final the figures of a sentence are: preliminary, final, flash, revised or ""."""
    if s.revision is None:
        revisions = s.lexicon.cues.revisions
        s.revision = next((name for name, words in revisions if s.has(words)), "")
    return s.revision


def _is_done(s: Sentence, q: Quantity, aim: int) -> bool:
    """Whether the clause of a figure reports it as done, and the aim stands before that clause."""
    ends = [m.end() for m in CLAUSE_END.finditer(s.text, s.start, q.start)]
    clause = max(ends, default=s.start)
    if s.last is not None and s.holds(s.last) and _OWN_GROWTH.match(s.text, clause):
        # 预计达70万吨，同比增长5%: the growth is as certain as what grows.
        return s.last.status == "actual"
    if aim < clause and _is_over(s, clause):
        return True
    if _TASK_AFTER.match(s.text, q.end) or (
        _FINISHES.match(s.text, clause) and aim < s.quantities[0].start
    ):
        # 确保新开工20个，完成投资15亿元; 完成税收8亿元的年度任务
        return False
    over = CLAUSE_END.search(s.text, q.end, q.end + 5)
    # 预计达33亿元，同比增长5%: to have grown is not to be done.
    grows = over is not None and _OWN_GROWTH.match(s.text, over.end())
    stop = over.start() if over and grows else q.end + 5
    return aim < clause and bool(s.lexicon.cues.done.search(s.text[clause:stop]))


def _is_over(s: Sentence, clause: int) -> bool:
    """Whether a clause that starts at an offset names a part of a year which has passed."""
    period, published = s.period, s.scene.published
    if period is None or period.last is None or published is None or period.start < clause:
        return False
    return period.grain in ("ytd", "half", "quarter", "month") and period.last < published


def _is_future(s: Sentence, period: Period | None, basis: str) -> bool:
    published = s.scene.published
    if period is None or period.last is None or published is None:
        return False
    return period.last.year > published.year and basis == "explicit"


def _is_due(s: Sentence, period: Period | None) -> bool:
    """Whether a figure is due by a date still to come: 12月底前."""
    published = s.scene.published
    if period is None or period.last is None or published is None or period is not s.period:
        return False
    due = s.text.startswith("前", period.end) and not _UNTIL.match(s.text, period.end)
    return due and period.last > published


def _is_past(s: Sentence, period: Period | None, basis: str) -> bool:
    """Whether a sentence among plans reports: by its words, or by a time that is over."""
    if s.has(s.lexicon.cues.past):
        return True
    published = s.scene.published
    if basis != "explicit" or period is None or period.last is None or published is None:
        return False
    return period.last < published


def _is_opening_year(s: Sentence, period: Period | None) -> bool:
    """Whether 今年 in a text of January to March has most of its days still to come."""
    published = s.scene.published
    if period is None or published is None or published.month > 3 or period.explicit_year:
        return False
    if period.grain != "year" or period.year != published.year:
        return False
    if s.text[period.end : period.end + 1] == "的":
        # 今年的报告: whose, not when.
        return False
    if s.basis != "explicit" or period is not s.period:
        return False
    return not s.has(s.lexicon.cues.so_far)


def _is_perfect(s: Sentence, q: Quantity) -> bool:
    """Whether the clause of a figure says what has been done: 与20家企业签订了协议."""
    start = max((m.end() for m in CLAUSE_END.finditer(s.text, s.start, q.start)), default=s.start)
    over = CLAUSE_END.search(s.text, q.end, s.end)
    return bool(_PERFECT.search(s.text, start, over.start() if over else s.end))


def _is_rule(s: Sentence, q: Quantity, measure: str) -> bool:
    scene, cues = s.scene, s.lexicon.cues
    if measure == "change_pp":
        return scene.regulatory and bool(_GRANTED_MOVE.search(s.before(q.start, 30)))
    if measure in ("gap_pp", "rank"):
        return False
    if measure == "growth" and not scene.regulatory:
        return False
    around = s.before(q.start, 30) + s.text[q.start : q.end + 6]
    if scene.service_rules and s.lexicon.is_time(q.unit):
        served = scene.regulatory and reliefs.is_served(s, q)
        return bool(served or _TIME_LIMIT.search(around)) and _NO_LIMIT not in around
    if scene.service_rules and not scene.regulatory and s.lexicon.is_count(q.unit):
        return bool(_PROCEDURE.search(s.before(q.start, 12) + s.text[q.start : q.end + 4]))
    if scene.regulatory:
        return _is_clause_of_rule(s, q)
    return scene.service_rules and q.unit in _CAPACITY and bool(cues.rule.search(around))


def _is_offered(s: Sentence, q: Quantity) -> bool:
    """Whether a report tells of a rule: 对新项目给予最高500万元奖励, and has not been paid."""
    if s.scene.offers:
        part = s.text[slice(*_part(s, q))]
        return bool(s.lexicon.cues.award.search(part)) and not _PAID.search(part)
    start, stop = _part(s, q)
    if s.lexicon.dimension(q.unit) == "money_cny" and _AWARD.search(s.text[start : q.start]):
        return not _PAID.search(s.text, start, stop)
    if q.unit == "%" and "按" in s.before(q.start, 20) and _GRANTS.match(s.text, q.end):
        return not _PAID.search(s.text, start, stop)
    if s.text.find("最高", s.start, s.end) < 0:
        return False
    offer = _OFFER.search(s.text, start, stop)
    offered = offer is not None and offer.start() < q.start
    if s.last is not None and s.holds(s.last) and s.last.status == "rule":
        offered = offered or _FOR_ONE.search(s.before(q.start, 8)) is not None
    if not offered and not _AT_MOST.search(s.before(q.start, 8)):
        return False
    return not _PAID.search(s.text, start, stop)


def _goes_on_awarding(s: Sentence, q: Quantity, start: int) -> bool:
    """国家级平台奖励40万元；省级平台20万元: the sum after an award, of what is named before it.

    :param start: where the part between ； starts.
    """
    last = s.last
    if last is None or not s.holds(last) or last.status != "rule" or last.unit != q.unit:
        return False
    lead = s.text[start : q.start]
    own = _OWN_SUM.search(lead) or s.lexicon.cues.target.search(lead)
    return q.unit == "元" and not own and _RECIPIENT.fullmatch(lead) is not None


def _part(s: Sentence, q: Quantity) -> tuple[int, int]:
    """The part between ； that a figure stands in (half-open clean span)."""
    stop = s.text.find("；", q.end, s.end)
    return max(s.text.rfind("；", s.start, q.start) + 1, s.start), stop if stop > 0 else s.end


def _is_clause_of_rule(s: Sentence, q: Quantity) -> bool:
    """Whether the part between ； that a figure stands in sets a rule, and reports no past one."""
    cues = s.lexicon.cues
    start, stop = _part(s, q)
    part = s.text[start:stop]
    if reliefs.is_relief(s, start, stop):
        return True
    if not cues.rule.search(part):
        return _goes_on_awarding(s, q, start)
    aimed = _AIMED.search(part) or (_is_deed(s, q, start) and not _CASE.search(part))
    aimed = aimed and not cues.award.search(part)
    if s.scene.horizon is not None and aimed:
        # Among the aims of a plan 控制在5%以内 is one of them.
        return False
    if cues.award.search(part) or _CONDITION.search(part):
        return True
    return not cues.past_figure.search(part)


def _is_deed(s: Sentence, q: Quantity, start: int) -> bool:
    """Whether a figure says how much of something is to be done, and no step of a service.

    :param start: where its part between ； begins.
    """
    clause = max((m.end() for m in CLAUSE_END.finditer(s.text, start, q.start)), default=start)
    if _PROCEDURE.search(s.text, clause, q.end):
        return False
    done = _DEED.search(s.text, clause, q.start) or _MOVED.match(s.text, q.end)
    return done is not None
