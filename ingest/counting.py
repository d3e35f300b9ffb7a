"""What is counted, or limited in time: the noun may stand before the number or after it."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.indicators import Indicator, unquoted
from ingest.naming import count_name, named
from ingest.numerals import Quantity
from ingest.phrases import context, head_noun, opening, phrase, surroundings, topic
from ingest.scene import UNNAMED, Fact
from ingest.sentence import Clause, Sentence

#: The noun after a count: 家以上的企业, 名60岁以上的老人.
_NOUN_AFTER = re.compile(
    r"(?:及?以上|以下|左右|以内|上下(?!游))?的?(?:\d+岁(?:及?以上|以下)?的?)?"
    r"(?P<noun>[“‘\u4e00-\u9fffA-Za-z][^，。；：:（）]*)?"
)
_JOINT_AT_END = re.compile(r"[、]$|(?:和|与|及|、)$")
_SUM_AT_END = re.compile(r"(?:共|达|共计|合计|总计|累计|涉及)$")
#: After a count these go on with the statement, and are no noun.
_NO_NOUN = re.compile(
    r"(?:是|以上|以下|左右|、|和|与|及|到|至|增|居|占|比|较|同比|位|达|以内|之间|将[于在全近如再陆])"
)
#: 由70家压减至45家: how the count moves.
_CHANGES = re.compile(r"(?:压缩|压减|精简|缩减|减少|整合|归并|扩大|优化|调整)[至到为]")
#: 5家和3家, 12个总投资50亿元: what follows belongs to the next number.
_OF_NEXT = re.compile(
    r"(?:[、和与及]|计划总?投资|总投资|金额|产值|收入|投资|总额|资金|营业|共计|合计|总计|涉及)[\u4e00-\u9fff]{0,4}"
)
_RATE_AT_END = re.compile(r"[率度](?:已|均|约|近|仅|为|达到?|超过?)*$")
_REST = re.compile(r"(?:其余|余下|剩余)(?:的)?$")
#: 产值超亿元的5家
_KIND_OF = re.compile(
    r"元以[上下]的?(?:有|达|共)?$|^的(?:有)?$|[\u4e00-\u9fff]的(?:有|达|就有|共)?$|(?<=[上下])的(?:有)?$"
)
#: 其中5家是上市公司: what some of them are.
_WHICH_ARE = re.compile(r"(?:是|为)(?P<what>[^，。；]{2,20})")
#: 32个行业大类中，, 15个门类中有: before those of them that do something.
_AMONG_THEM = re.compile(r"[\u4e00-\u9fff]{2}(?<![高初其集途空])[之当]?中，?有?$")
_AMONG_AT_END = re.compile(r"(?<![高初其集途空职附一二三四五六])[之当]?中[有名]?$")
_IN_ALL = re.compile(r"^[，、]?(?:累计|总数|总量|总计|存量)(?:已)?(?:达到?|增至|有|为)")
_NEWLY = re.compile(r"^新(?:增|认定|培育|入库|获批|评|列|设立?|登记|建|发展)")
_OTHER_TIME = re.compile(r"同期|去年|上年|年的|[多少]于")
_CHAINED = {"户": "户数", "人": "人数"}
#: 2.9万人实现脱贫: what is said before the verb that names them.
_DONE_AT_HEAD = re.compile(
    r"^(?:全部|均|都|已|成功|陆续|如期|顺利|实现|得以)+(?=[\u4e00-\u9fff]{2})"
)
_MARKED = re.compile(r"[，；：、和与及共达]")
_JOINED = re.compile(r"(?:[和与及、]|以及)$")
#: 全区共有500家企业: a stock, which an existing indicator may count.
_EXISTS = re.compile(r"(?:全区|全市|全县|现|共|已|目前|拥|累计|总|辖区|内)*(?:有|达)?")
#: 总数达5万户 is a stock, and not new.
_STOCK = re.compile(r"达|超过|突破|有$|累计")
_COUNT_AT_END = re.compile(r"(?:人次|批次|场次|次数|人数|件数|笔数|数)$")
_PEOPLE_AT_END = re.compile(r"人(?:口|数)$")
_MOVED_AT_END = re.compile(r"(?:增加量|减少量|变化量)$")
#: The words around a time limit.
_LIMIT_AT_HEAD = re.compile(r"^(?:之?内|以内|左右)")
#: 从签约到打桩只用了38天: how long it took.
_USED = re.compile(r"(?:前后|前前后后|总共|一共|共|也|就)*[只仅才]用$")
_LIMIT_NOUN = re.compile(r"时限|时间|时长|用时|周期|期限|天数|时效")

#: Nouns that a measure word may have with it.
_OWN_NOUN = ("床位", "病床", "学位")


def counted(
    s: Sentence, clause: Clause, q: Quantity, position: int, following: int, lead: str
) -> Indicator:
    """What a count is of: 新增企业500家 names it before, 2家企业入围 after the number.

    :param position: where the words of the number begin, the end of the number before.
    :param following: where the next number begins, or the clause ends.
    :param lead: the phrase before the number.
    """
    rest = _the_rest(s, q, position) or _some_of_them(s, clause, q, following)
    if rest:
        return rest
    if q.unit == "人" and s.text.startswith("口", q.end):
        # 百万人口
        return named(s, "人口")
    noun = _noun_after(s, clause, q, following)
    if not lead and q.unit in _CHAINED:
        noun = _DONE_AT_HEAD.sub("", noun)
        shared = "" if noun else _noun_after_people(s, clause, q)
        if shared:
            return Indicator("", f"{unquoted(shared)}户数", context(s))
    if _PEOPLE_AT_END.search(lead):
        # 人口38万的小县 counts no counties.
        noun = ""
    if not noun and _in_chain(s, clause, q):
        return Indicator("", _CHAINED[q.unit], context(s) or opening(s))
    if position > clause.start and _JOINED.search(s.text[position : q.start]):
        lead = ""
    verb_after = s.lexicon.cues.verb_start.match(noun)
    counts = [f for f in s.facts if f.unit == q.unit and f.measure == "level"]
    if verb_after and counts and not lead:
        # 6个更新项目投入使用，4个即将竣工
        return Indicator("", counts[-1].indicator.name, unquoted(noun))
    if noun and not (lead and verb_after and _ends_in_noun(s, lead)):
        return _by_noun_after(s, clause, q, noun, lead)
    if lead:
        return _by_lead(s, clause, q, position, lead)
    if s.last and s.holds(s.last):
        base = s.last.indicator
        if _IN_ALL.search(s.text[position : q.start]) and _NEWLY.match(base.name):
            # 新认定高新技术企业63家，累计达245家
            return named(s, _NEWLY.sub("", base.name))
        new = (f for f in s.facts if f.unit == q.unit and f.indicator.name.startswith("新"))
        gained = next(new, None) if s.before(q.start, 2) == "净增" else None
        if gained and not base.name.startswith("新"):
            # 新入规26家，退规5家，净增21家
            return replace(gained.indicator, name=f"净增{gained.indicator.name}", concept_id="")
        name = count_name(_COUNT_AT_END.sub("", base.name), q.unit, s.lexicon)
        return Indicator("", name, context(s) or base.scope)
    return Indicator("", topic(s) or opening(s) or UNNAMED)


def _in_chain(s: Sentence, clause: Clause, q: Quantity) -> bool:
    """惠及4个乡镇16个村1.3万户5万人: nouns follow their numbers, and 户 and 人 are nouns."""
    at = clause.quantities.index(q)
    if at < 1 or q.unit not in _CHAINED:
        return False
    first = clause.quantities[0]
    verb = s.lexicon.cues.verb_end.search(s.text[clause.start : first.start])
    between = s.text[first.end : q.start]
    return verb is not None and not _MARKED.search(between)


def _the_rest(s: Sentence, q: Quantity, position: int) -> Indicator | None:
    """其余8件, 有出口实绩的213家: a part of what the sentence counted before, in the same unit."""
    left = s.text[position : q.start]
    after = s.text[q.end : q.end + 1]
    kind = _KIND_OF.search(left) if after in "，；、。" else None
    if _OTHER_TIME.search(left) or not (kind or _REST.search(left)):
        return None
    counts = (f for f in s.facts if f.unit == q.unit and f.measure == "level")
    whole = next(counts, None)
    if whole is None or (not kind and _is_another(s, q, whole)):
        return None
    name = _COUNT_AT_END.sub("", whole.indicator.name).removesuffix("中")
    which = unquoted(_stated_since(s, whole.end, q.start)) if kind else "其余"
    return Indicator("", count_name(name, q.unit, s.lexicon), which[-40:])


def _is_another(s: Sentence, q: Quantity, whole: Fact) -> bool:
    """Whether what is left is of another kind than what was counted: 剩余36个村 after 项目."""
    right = _NOUN_AFTER.match(s.text, q.end, s.end)
    noun = head_noun(right["noun"] or "", s.lexicon) if right else ""
    cues = s.lexicon.cues
    ends = next((i for i in range(2, len(noun) + 1) if cues.noun_end.search(noun[:i])), 0)
    return bool(ends) and noun[max(0, ends - 2) : ends] not in whole.indicator.name


def _some_of_them(s: Sentence, clause: Clause, q: Quantity, following: int) -> Indicator | None:
    """32个行业大类中，23个实现增长: so many of what the sentence has just counted."""
    among = _AMONG_THEM.search(s.text, s.start, q.start)
    does = s.text[q.end : following].strip("，")
    counts = [f for f in s.facts if f.unit == q.unit and f.measure == "level"]
    own = _WHICH_ARE.match(s.text, q.end, following) if s.among and counts else None
    if own and s.before(q.start, 3).endswith(("其中", "其中有")):
        return replace(counts[-1].indicator, scope=unquoted(own["what"]))
    if among is None or not counts or not s.lexicon.cues.verb_start.match(does):
        return None
    return Indicator("", counts[-1].indicator.name, unquoted(does))


def _stated_since(s: Sentence, start: int, end: int) -> str:
    """The words before a number from the last mark on, with the figures in them."""
    words = s.text[start:end]
    return re.split(r"[，；。]", words)[-1].lstrip("、其中").rstrip("的有达")


def _noun_after(s: Sentence, clause: Clause, q: Quantity, following: int) -> str:
    """The noun that follows a count, or "" where the words belong to the next number."""
    time = next((p.start for p in s.periods if q.end < p.start < following), following)
    right = s.text[q.end : time]
    if right.startswith("的") and s.text.endswith(_OWN_NOUN, q.start, q.end):
        # 300张床位的住院楼
        return s.text[q.end - 2 : q.end]
    if following == q.end:
        # 2个10万㎡的孵化园: the noun stands after the second number.
        following = next((x.end for x in clause.quantities if x.start == following), following)
        right = s.text[following : clause.end]
    if s.text[q.end - 1].isdigit():
        # 9大产业
        right = right.removeprefix("大")
    after = _NOUN_AFTER.match(right)
    noun = (after["noun"] or "") if after else ""
    noun = _SUM_AT_END.sub("", _JOINT_AT_END.split(noun)[0])
    if _NO_NOUN.match(noun) or _CHANGES.match(noun):
        return ""
    glued = following < clause.end and q.end != following
    if glued and _RATE_AT_END.search(noun):
        # 960项政务服务事项网上可办率达98%: the noun ends before the rate of it.
        ends = [i for i in range(2, len(noun)) if s.lexicon.cues.noun_end.search(noun[:i])]
        return noun[: ends[-1]] if ends else noun
    return "" if glued and _OF_NEXT.fullmatch(noun) else noun


def _noun_after_people(s: Sentence, clause: Clause, q: Quantity) -> str:
    """The noun that households share with the people after them: 1.2万户、4.6万贫困人口; or ""."""
    at = clause.quantities.index(q) + 1
    people = clause.quantities[at] if at < len(clause.quantities) else None
    if q.unit != "户" or people is None or people.unit not in ("人", ""):
        return ""
    if s.text[q.end : people.start] not in ("", "、", "共", "计"):
        return ""
    rest = [x.start for x in clause.quantities[at + 1 :]]
    noun = _noun_after(s, clause, people, rest[0] if rest else clause.end)
    return head_noun(_DONE_AT_HEAD.sub("", noun), s.lexicon).removesuffix("人口")


def _by_noun_after(s: Sentence, clause: Clause, q: Quantity, noun: str, lead: str) -> Indicator:
    cues = s.lexicon.cues
    head = head_noun(noun, s.lexicon)
    clean = _AMONG_AT_END.sub("", cues.without_tail(head).strip("“” 的"))
    verb = lead if len(lead) <= 30 else ""
    scope = surroundings(s, clause, noun) or unquoted(verb) or context(s)
    carried = cues.counted_verb.match(lead)
    found = s.lexicon.catalogue.name(lead + clean if carried else clean)
    stock = _EXISTS.fullmatch(lead) and head == noun
    if found.concept_id and not found.scope and (stock or carried):
        return found
    return Indicator("", count_name(unquoted(clean), q.unit, s.lexicon), scope)


def _by_lead(s: Sentence, clause: Clause, q: Quantity, position: int, lead: str) -> Indicator:
    """The indicator that the words before a count name."""
    if _REST.fullmatch(lead):
        # 贫困发生率降至1.4%，剩余1830户将于年内脱贫
        return Indicator("", count_name(lead, q.unit, s.lexicon), context(s))
    verb = s.lexicon.cues.counted_verb.match(lead)
    last = _whole(s, clause, q)
    if verb and verb.group() == lead and last and s.holds(last) and last.unit == q.unit:
        # 项目41个，新入库5个
        noun = _MOVED_AT_END.sub("", last.indicator.name).removeprefix(lead)
        return Indicator("", f"{lead}{noun}", last.indicator.scope)
    if verb:
        s.verb = verb.group()
    elif _goes_on(s, clause, q, position):
        lead = s.verb + lead
    indicator = named(s, lead)
    if not indicator.concept_id:
        scope = surroundings(s, clause, lead)
        if len(scope) < 2:
            scope = indicator.scope or (context(s) if len(lead) <= 8 else "")
        indicator = Indicator("", count_name(indicator.name, q.unit, s.lexicon), scope)
    elif indicator.scope:
        indicator = replace(indicator, name=count_name(indicator.name, q.unit, s.lexicon))
    if s.text.startswith("其中", clause.start) and s.last and not indicator.scope:
        wider = s.last.indicator
        if not wider.concept_id or wider.scope:
            scope = wider.scope if wider.concept_id else wider.name
            indicator = replace(indicator, scope=scope)
    return indicator


def _whole(s: Sentence, clause: Clause, q: Quantity) -> Fact | None:
    """The last value; after 其中…； that which had parts: 经营主体5万户，其中企业1万户；新登记."""
    last = s.last_value
    parted = last is not None and last.among == "part" and s.text[clause.start - 1] == "；"
    wholes = (f for f in reversed(s.facts) if not f.among and f.unit == q.unit)
    return next(wholes, last) if parted else last


def _goes_on(s: Sentence, clause: Clause, q: Quantity, position: int) -> bool:
    """新增企业500家，个体户300户: the second are new as well."""
    if not s.verb or clause.start == s.start or s.last is None or s.last.unit != q.unit:
        return False
    return not _STOCK.search(s.text[position : q.start])


def _ends_in_noun(s: Sentence, lead: str) -> bool:
    """A lead such as 培训班 names the count itself; 先后引进 does not."""
    cues = s.lexicon.cues
    if cues.verb_end.search(lead):
        return False
    return bool(s.lexicon.catalogue.matches(unquoted(lead)) or cues.noun_end.search(lead))


def limited(s: Sentence, clause: Clause, q: Quantity, before: str) -> Indicator:
    """What a time limits: 办理时限不超过3天 names it before, 3天内办结 after the number."""
    used = _USED.search(before)
    if used:
        what = unquoted(before[: used.start()] or topic(s))
        return Indicator("", f"{what[-20:]}用时", context(s))
    after = _LIMIT_AT_HEAD.sub("", phrase(s, q.end, clause.end))
    times = [x for x in clause.quantities if s.lexicon.is_time(x.unit)]
    if before and len(times) > 1:
        # 报告书14个工作日内、报告表7个工作日内完成审批: each has its own before it.
        done = _LIMIT_AT_HEAD.sub("", phrase(s, times[-1].end, clause.end))
        return Indicator("", f"{_LIMIT_AT_HEAD.sub('', before).lstrip('、')}{done}时间", context(s))
    if after and not _LIMIT_NOUN.search(before):
        scope = "，".join(w for w in (topic(s)[-40:], before) if w)
        return Indicator("", f"{unquoted(after)}时间", unquoted(scope))
    indicator = named(s, before) if before else Indicator("", topic(s) or UNNAMED)
    if indicator.concept_id or indicator.scope or not topic(s):
        return indicator
    return replace(indicator, scope=context(s))
