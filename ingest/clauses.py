"""Read what the sentences of an article state.

A clause is [period][place][status][indicator][verb][bound][number][unit][measure cues]. What a clause
leaves out comes from the clause before, then from the paragraph, then from the article: a stack of
scopes, of which the innermost explicit word wins. A comparison (比全市高) never moves the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ingest import names
from ingest.cues import CueBook
from ingest.indicators import Catalogue, Indicator
from ingest.numerals import NumeralReader, Quantity
from ingest.periods import Period, PeriodReader
from ingest.places import Gazetteer, Subject, deictics, organisation
from ingest.vocabulary import Vocabulary


@dataclass(slots=True)
class Fact:
    """What one number states, still in the offsets of its clean block."""

    quantity: Quantity
    start: int
    end: int
    subject: Subject
    indicator: Indicator
    measure: str
    rule: str
    number: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    scale: str = ""
    bound: str = "eq"
    base: str = ""
    base_id: str = ""
    period: Period | None = None
    period_basis: str = "inferred"
    status: str = "actual"
    revision: str = ""
    sentence: tuple[int, int] = (0, 0)
    words: str = ""


@dataclass(slots=True)
class Other:
    """A numeral that states nothing: a period, a name, noise, or one that is not understood."""

    start: int
    end: int
    disposition: str
    rule: str
    numeral: str = "ar"


@dataclass(slots=True)
class Scene:
    """What an article provides to its sentences, and what they leave for the next one."""

    subject: Subject
    near: str
    published: date | None
    reference: Period | None
    regulatory: bool = False
    service_rules: bool = False
    plans: bool = False
    long_span: Period | None = None
    titled: bool = False
    base: Period | None = None
    about: Indicator | None = None
    company: Subject | None = None
    companies: dict[str, str] = field(default_factory=dict)
    # carried from sentence to sentence
    paragraph: int = -1
    place: Subject | None = None
    organisation: Subject | None = None
    period: Period | None = None
    status: str = ""
    last: Fact | None = None
    last_value: Fact | None = None


@dataclass(slots=True)
class _Clause:
    start: int
    end: int
    quantities: list[Quantity] = field(default_factory=list)


#: A heading or a sentence after which an article speaks of what is to be done.
_PLAN_SECTION = re.compile(
    r"(?:今年|明年|新的一年|下一年度?|下一步|下步|今后[一二三四五几]年|未来[一二三四五几]年|20\d\d年)[^。]{0,14}(?:预期目标|主要目标|目标任务|工作安排|重点工作|主要任务|工作打算|工作思路|工作重点|为民办实事|民生实事|重点抓好|着力抓好|重点做好|要抓好|将重点)"
    r"|围绕上述目标|新的一年，|重点抓好以下|下一步(?:工作|打算|计划)"
)
#: In running text the same words may announce a report: there a colon or 是 must follow.
_PLAN_SENTENCE = re.compile(
    r"(?:预期目标|主要目标|目标任务)(?:是|为)?[：:]|(?:今年|明年|新的一年|下一步|20\d\d年)[^。]{0,14}(?:重点抓好|着力抓好|重点做好|要抓好|将重点)"
    r"|围绕上述目标|新的一年，|重点抓好以下|下一步(?:打算|计划)"
)
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分")
_SENTENCE_END = re.compile(r"[。！？](?:[”’」』）]*)")
_CLAUSE_END = re.compile(r"[，；：:（）]|,(?!\d{3}(?!\d))|——| (?=[\u4e00-\u9fff])")
_RANK = re.compile(
    r"第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,4})(?P<unit>位|名)?(?P<great>大)?"
    r"|(?P<tail>[、和与]第?(?P<n2>[一二三四五六七八九十]{1,3}|\d{1,3})位)"
    r"|前(?P<top>[一二三四五六七八九十]{1,3}|\d{1,3})(?P<topunit>位|名|强)?(?![年月季个次届期天])"
)
_RANK_VERB = re.compile(
    r"(?:分列|分居|屈居|分别位列|位居|位列|名列|排名|排在|排位|排|居于|稳居|跃居|均居|居|列|位次|跻身|进入|挺进|闯入|升至|上升到|上升至|保持|前移至|并列)[^，。；\d]{0,22}$"
)
_RANK_JOINT = re.compile(r"位?[、和与及]")
_RANK_AMONG = re.compile(r"(?:全[国省市区县州]|中西部|西部|世界|全球|国内)(?:同类[\u4e00-\u9fff]{0,6})?$")
_NOT_RANK = re.compile(r"产业|梯队|方阵|位[\u4e00-\u9fff]?[家人]|季度|书记|责任|时间|批|期|届|次|线|手|方|步|条|款|章|节|家|个|一|所|部|轮|代|人民|医院|中学|小学|任|例|课|站|年|生产力|动力|要务|大道|人称|天|场|台|只|座|款|张|支|线")
_RESPECTIVE = re.compile(r"分别|依次")
_CONJUNCTION = re.compile(r"以及|和|与|及")
_ITEM_SPLIT = re.compile(r"[、]|以及|和|与|及")
_PRONOUN = re.compile(r"这一(?:数值|数据|比例|指标|数字)|该(?:数值|数据|比例|指标)|其(?=增速|占比|比重)")
_DECLINE_TO = re.compile(r"(?:比重|占比|份额)")
_REVISION = (
    ("preliminary", re.compile(r"初步核算|初步统计|初步数|初步测算")),
    ("final", re.compile(r"最终核实|年报数|最终数")),
    ("flash", re.compile(r"快报数?")),
    ("revised", re.compile(r"修订[后数为]|核定|普查后")),
)
_FUTURE_CARRY = ("target", "estimate")


class ClauseReader:
    """Reads blocks of prose; one per process, its state is in the :class:`Scene`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.gazetteer = Gazetteer(vocabulary)
        self.catalogue = Catalogue(vocabulary)
        self.cues = CueBook(vocabulary.cues)
        self.numerals = NumeralReader(vocabulary)
        self._dimension = vocabulary.dimension_of_unit
        self._counts = {u for u, d in vocabulary.dimension_of_unit.items() if d in COUNTED}

    # --- the tokens of a block ------------------------------------------------------------------

    def read(self, text: str, paragraph: int, scene: Scene, heading: bool = False) -> list[Fact | Other]:
        """Read a block of clean prose or a heading.

        :param heading: a heading opens a section, and may say that it is about plans.
        :returns: facts and other numerals; every run of digits of the text is in one of them.
        """
        if paragraph != scene.paragraph:
            # A new paragraph goes back to the article's subject; its time is carried only as far
            # as :meth:`_carried` allows.
            scene.paragraph, scene.place = paragraph, None
            scene.status, scene.last, scene.last_value = "", None, None
            if scene.period is not None and not _same_year(scene.period, scene.reference):
                scene.period = None
        if heading:
            scene.company = None
        if (_PLAN_SECTION.search(text[:60]) if heading else _PLAN_SENTENCE.search(text)):
            scene.plans = True
        elif heading and not scene.regulatory and _SECTION.match(text):
            scene.plans = False
        periods = PeriodReader(scene.published).find(text, _year_of(scene))
        labels = [
            n for n in names.find(text, scene.regulatory) if not _inside(n[0], n[1], periods)
        ]
        labels_spans = [(s, e) for s, e, _ in labels]
        periods = [p for p in periods if not _overlaps(p.start, p.end, labels_spans)]
        taken = sorted([*labels_spans, *((p.start, p.end) for p in periods)])
        ranks = [r for r in self._ranks(text) if not _overlaps(r.start, r.end, taken)]
        taken = sorted([*taken, *((r.start, r.end) for r in ranks)])
        quantities = self.numerals.find(text, taken)
        _list_units(text, quantities)
        quantities = sorted([*quantities, *ranks], key=lambda q: q.start)
        result: list[Fact | Other] = [Other(s, e, "name", rule) for s, e, rule in labels]
        result += [
            Other(p.start, p.end, "period", f"period.{p.grain}", _numeral(text, p))
            for p in periods
            if _numeral(text, p)
        ]
        for start, end in _sentences(text):
            inside = [q for q in quantities if start <= q.start < end]
            when = [p for p in periods if start <= p.start < end]
            result += _Sentence(self, text, start, end, inside, when, scene).read()
        return result

    def _ranks(self, text: str) -> list[Quantity]:
        result: list[Quantity] = []
        for match in _RANK.finditer(text):
            group = "n" if match["n"] else "n2" if match["n2"] else "top"
            before = text[max(0, match.start() - 26) : match.start()]
            start, end = match.start(group), match.end(group)
            numeral = "ar" if text[start].isdigit() else "zh"
            if group == "n":
                verb = _RANK_VERB.search(before) or _RANK_AMONG.search(before) or (
                    result and _RANK_JOINT.fullmatch(text, result[-1].end, match.start())
                ) or (
                    match["unit"] and result and match.start() - result[-1].end <= 8
                )
                if not (match["unit"] and (verb or numeral == "ar") or verb or match["great"]):
                    continue
                if not match["unit"] and not match["great"] and _NOT_RANK.match(text, end):
                    continue
                if match["unit"] and not verb and before.endswith(("的", "为")) and not numeral == "ar":
                    continue
                if match["great"] and not re.match(r"大[\u4e00-\u9fff]", text[end : end + 2]):
                    continue
                end = match.end("unit") if match["unit"] else end
            elif group == "n2":
                if not result or match.start() - result[-1].end > 1:
                    continue
                end = match.end("tail")
            else:
                if not _RANK_VERB.search(before):
                    continue
                end = match.end("topunit") if match["topunit"] else end
            value = _ordinal(match[group])
            quantity = Quantity(start, end, value, numeral, "rank", unit="位")
            quantity.infix = "前" if group == "top" else "大" if match["great"] else ""
            if group == "n" and not match["unit"] and re.match(r"[和、与]第?[一二三四五六七八九十\d]+位", text[end:]):
                quantity.infix = ""
            result.append(quantity)
        return result


COUNTED = {"count", "persons", "person_times"}


def _numeral(text: str, period: Period) -> str:
    surface = text[period.start : period.end]
    if any(c.isdigit() for c in surface):
        return "ar"
    return "zh" if re.search(r"[一二两三四五六七八九十]", surface) else ""


def _ordinal(text: str) -> str:
    from ingest.numerals import chinese_integer

    return text if text.isdigit() else str(chinese_integer(text)[0])


def _year_of(scene: Scene) -> int | None:
    if scene.plans and not scene.regulatory and scene.published:
        return scene.published.year
    for period in (scene.period, scene.reference):
        if period and period.year and (not scene.published or period.year <= scene.published.year):
            return period.year
    return scene.published.year if scene.published else None


def _same_year(period: Period, reference: Period | None) -> bool:
    return reference is not None and period.year == reference.year


def _inside(start: int, end: int, periods: list[Period]) -> bool:
    """A label inside a longer time expression is part of it."""
    return any(p.start <= start and end <= p.end and p.end - p.start > end - start for p in periods)


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in spans)


_BYLINE = re.compile(r"^（?本报讯[ （]*(?:（[^）]*）)?|^[\u4e00-\u9fff]{2,8}讯\s?（[^）]*）")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    byline = _BYLINE.match(text)
    position = byline.end() if byline else 0
    for match in _SENTENCE_END.finditer(text):
        yield position, match.end()
        position = match.end()
    if position < len(text):
        yield position, len(text)


_LIST_JOINT = re.compile(r"\s*(?:[、,，和与及或]|以及)\s*")


def _list_units(text: str, quantities: list[Quantity]) -> None:
    """Give the members of a list the unit and scale at its end: 2.2、3.6和4.7%."""
    for left, right in zip(reversed(quantities[:-1]), reversed(quantities[1:]), strict=True):
        if left.form == "label" or not _LIST_JOINT.fullmatch(text, left.end, right.start):
            continue
        if not left.unit and right.unit and left.form in ("number", "range"):
            if text[left.end : right.start].strip() in ("，", ",") and not left.scale:
                continue
            left.unit = right.unit
            left.scale = left.scale or (right.scale if text[left.end - 1].isdigit() else "")
        elif left.unit == "个" and right.unit == "个百分点":
            left.unit = right.unit


class _Sentence:
    """One sentence: walks its clauses from left to right."""

    def __init__(
        self,
        reader: ClauseReader,
        text: str,
        start: int,
        end: int,
        quantities: list[Quantity],
        periods: list[Period],
        scene: Scene,
    ) -> None:
        self.r, self.text, self.start, self.end = reader, text, start, end
        self.quantities, self.periods, self.scene = quantities, periods, scene
        self.titles = names.titles(text[start:end])
        self.locked = False
        self.subject = self._opening_subject()
        self.period: Period | None = None
        self.opening_period: Period | None = None
        self.basis = "inferred"
        self.base_period: Period | None = None
        self.last = scene.last
        self.last_value = scene.last_value
        self.topic = ""
        self.fresh_topic = False
        self.changed: Fact | None = None
        self.verb = ""
        self.words = ""
        self.among = False
        self.items: list[_Item] = []
        self.series: list[Fact] = []
        self.facts: list[Fact] = []
        self.opening = text[start : start + 2]
        self.inherits_status = text.startswith(("其中", "同时", "此外", "另"), start)

    # --- the walk -------------------------------------------------------------------------------

    def read(self) -> list[Fact | Other]:
        result: list[Fact | Other] = []
        if not self.quantities:
            for clause in self._clauses():
                self._move_subject(clause)
                self._move_period(clause.start, clause.end)
            self._leave()
            return result
        opening = self.subject
        for clause in self._clauses():
            if self.text[clause.start - 1 : clause.start] == "；" and not self.locked:
                self.subject = scene_subject(self.scene, opening)
            self._move_subject(clause)
            self.among = self.among or text_starts(self.text, clause.start, "其中")
            if not clause.quantities:
                self._move_period(clause.start, clause.end)
                self._remember_topic(clause.start, clause.end)
                self.fresh_topic = True
                self._collect_items(clause.start, clause.end, before_respective=False)
                continue
            result += self._read_clause(clause)
            self.fresh_topic = False
        self._leave()
        return result

    def _clauses(self) -> Iterator[_Clause]:
        position = self.start
        asides = self._asides()
        ends = [
            m.start()
            for m in _CLAUSE_END.finditer(self.text, self.start, self.end)
            if not any(q.start <= m.start() < q.end for q in self.quantities)
            and not any(p.start <= m.start() < p.end for p in self.periods)
            and not any(s <= m.start() < e for s, e in asides)
            and not (m.group() == " " and self._in_quotes(m.start()))
        ]
        last = self.end
        while last > self.start and self.text[last - 1] in "。！？”’」』）":
            last -= 1
        for end in [*(e for e in ends if e < last), last]:
            if end > position:
                inside = [q for q in self.quantities if position <= q.start < end]
                yield _Clause(position, end, inside)
            position = end + 1

    def _asides(self) -> list[tuple[int, int]]:
        """Bracketed words without a number, which say nothing of their own."""
        return [
            m.span()
            for m in _ASIDE.finditer(self.text, self.start, self.end)
            if not any(m.start() <= q.start < m.end() for q in self.quantities)
        ]

    def _in_quotes(self, position: int) -> bool:
        before = self.text[self.start : position]
        return before.count("“") > before.count("”")

    def _leave(self) -> None:
        """Leave to the next sentence what it may take up."""
        scene = self.scene
        if self.opening_period is not None:
            scene.period = self.opening_period
        if self.facts:
            scene.last = self.facts[-1]
            scene.last_value = self.last_value
            headline = next((f.indicator for f in self.facts if f.measure == "level" and f.indicator.concept_id and not f.indicator.scope), None)
            if headline is not None and (scene.about is None or self.subject.district_id == scene.near):
                scene.about = headline
            scene.status = self.facts[-1].status

    # --- subject --------------------------------------------------------------------------------

    def _opening_subject(self) -> Subject:
        scene = self.scene
        head = self.text[self.start : self.start + 60]
        if scene.organisation and (
            re.match(r"(?:同时，|此外，|目前，)?(?:该(?:公司|集团|企业|行|项目)|公司|集团|企业(?=已|的))", head)
            or re.search(r"[将为给对向助]其(?!他|中|余)", self.text[self.start : self.end])
        ):
            self.locked = True
            return scene.organisation
        visited = _VISITED.match(head)
        if visited and not _GENERIC_ORGANISATION.match(visited["name"]):
            # A visit to a firm: until the next heading the passage is about it.
            scene.company = scene.organisation = Subject(visited["name"], "organisation")
            scene.place = None
            self._learn(visited["name"])
        for listed in _FIRMS_LISTED.finditer(self.text, self.start, self.end):
            for name in listed["names"].split("、"):
                self._learn(name)
        return scene.place or scene.company or scene.subject

    def _learn(self, name: str) -> None:
        """Remember a firm by its name and by the first two characters of what is its own in it."""
        name = _LEADING_VERB.sub("", name)
        core = _FIRM_KIND.sub("", name)
        for mention in self.r.gazetteer.find(core[:6]):
            if mention.start == 0:
                core = core[mention.end :]
            break
        core = re.sub(r"^[省市区县]", "", core)
        if len(core) >= 3:
            self.scene.companies.setdefault(core[:2], name)

    def _known_company(self, position: int, end: int) -> str:
        """A firm that was named before and is called by a shorter name here."""
        name = self.scene.companies.get(self.text[position : position + 2], "")
        if not name or self.text[position + 2 : position + 3] not in name[2:]:
            return ""
        return name if not _FIRM_LIST_GOES_ON.match(self.text, position, end) else ""

    def _move_subject(self, clause: _Clause) -> None:
        text, scene = self.text, self.scene
        position = self._skip(clause.start, clause.end)
        if position >= clause.end or self.locked:
            return
        first = next((q for q in clause.quantities if q.start == position), None)
        if first is not None and self.subject.kind == "organisation" and first.unit in ("家", "户"):
            # A company does not count companies: 6家民营企业入围 is said of the district again.
            self.subject = scene.place or scene.subject
            return
        known = self._known_company(position, clause.end)
        if known:
            self.subject = scene.organisation = Subject(known, "organisation")
            return
        if scene.organisation and _THE_FIRM.match(text, position):
            self.subject = scene.organisation
            return
        led = _LEADING_FIRM.match(text, position)
        if led:
            self.subject = scene.organisation = Subject(led["name"], "organisation")
            self._learn(led["name"])
            return
        found = organisation(text, position)
        if found and found[1] <= clause.end and not _GENERIC_ORGANISATION.match(found[0]):
            self.subject = Subject(found[0], "organisation")
            scene.organisation = self.subject
            self._learn(found[0])
            return
        inner = _THE_ORGANISATION.search(text, clause.start, clause.end + 1)
        if inner and inner.end() == clause.end and clause.start == self.start:
            name = inner["name"]
            if not _GENERIC_ORGANISATION.match(name):
                self.subject = Subject(name, "organisation")
                scene.organisation = self.subject
                return
        for start, end, word in deictics(text[position : min(position + 8, clause.end)]):
            if start == 0:
                if _OBJECT.match(text, position + end):
                    return
                subject = self.r.gazetteer.deictic(word, scene.near)
                if subject:
                    self.subject = subject
                return
        local = _LOCALITY.match(text, position)
        if local and local.end() <= clause.end and not self.r.gazetteer.find(local["name"]):
            self.subject = Subject(local["name"], "zone" if local["name"].endswith(("园", "园区", "开发区", "新城")) else "other")
            return
        chain: Subject | None = None
        for mention in self.r.gazetteer.find(text[position : min(position + 24, clause.end)]):
            if chain is None and mention.start != 0:
                break
            if chain is not None and mention.start != at:
                break
            near = chain.district_id if chain and chain.district_id else scene.near
            chain = self.r.gazetteer.named(mention, near)
            at = mention.end
        if chain is not None:
            if _LISTED.match(text, position + at) or _PART_OF_NAME.match(text, position + at):
                return
            self.subject = chain
            scene.organisation = scene.company = None
            if clause.start == self.start:
                scene.place = chain

    def _move_to_place(self, position: int, quantity: Quantity) -> None:
        """慈溪市48723元、余姚市46318元: each number has a place of its own right before it."""
        left = self.text[position : quantity.start]
        above = re.search(r"(?:高于|低于|超过|快于|比)(全[国省市区县]|[^，。]{2,8}?)(?:平均)?(?:的)?$", left)
        if above and re.match(r"的?平均", self.text[quantity.end : quantity.end + 4]):
            subject = self.r.gazetteer.deictic(above[1], self.scene.near)
            self.subject = subject or self.subject
            return
        if self.locked or (above and re.search(r"百分点|个(?=和|、)", self.text[quantity.start : quantity.end])):
            return
        for mention in self.r.gazetteer.find(left):
            ahead = left[: mention.start].strip("、和与及以")
            behind = left[mention.end :]
            if re.fullmatch(r"[为达有]{0,2}", behind) and (not ahead or left[: mention.start].endswith("以")):
                self.subject = self.r.gazetteer.named(mention, self.scene.near)
                return

    def _skip(self, position: int, end: int) -> int:
        """Skip what may stand before the subject of a clause: periods, connectors, 预计."""
        while position < end:
            period = next((p for p in self.periods if p.start <= position < p.end), None)
            if period:
                position = period.end
                continue
            match = _BEFORE_SUBJECT.match(self.text, position, end)
            if not match or match.end() == position:
                return position
            position = match.end()
        return position

    # --- period ---------------------------------------------------------------------------------

    def _move_period(self, start: int, end: int) -> None:
        for period in self.periods:
            if start <= period.start < end:
                self._take_period(period)

    def _take_period(self, period: Period) -> None:
        text, scene = self.text, self.scene
        if scene.regulatory and re.match(r"次年|当年|该年|同年", text[period.start : period.end]):
            return
        before = text[max(self.start, period.start - 4) : period.start]
        after = text[period.end : period.end + 14]
        relative = (period.start - self.start, period.end - self.start)
        if any(s < relative[0] and relative[1] < e for s, e in self.titles):
            return
        if re.search(r"[由从]$", before) and re.match(r"(?:末|底)?的[^，。]{1,20}?(?:到|至|为)", text[period.end : period.end + 26]):
            self.base_period = period
            return
        if (_BASE_BEFORE.search(before) and not _NOT_BASE.match(after)) or _MULTIPLE_OF.match(after):
            self.base_period = period
            if period.explicit_year and scene.reference and period.year and scene.reference.year:
                scene.base = period if period.year < scene.reference.year - 1 else scene.base
            return
        if _HISTORY_BEFORE.search(before):
            return
        if period.grain == "duration":
            self._take_duration(period, before, after)
            return
        if period.last is None:
            return
        since = re.search(r"(?:自|自从|早在|从)$", before) and re.match(r"(?:以来|起|开始|来)", after)
        if since or re.match(r"以来|起(?!点|草)", after):
            last = scene.published or date(period.last.year, 12, 31)
            if scene.reference and scene.reference.last:
                last = min(last, max(scene.reference.last, period.last))
            self.period = Period(period.start, period.end, "span", period.first, last)
            self.basis = "explicit"
            self._open(self.period)
            return
        if period.grain == "now":
            self.period, self.basis = self._now(period), "inferred"
            return
        if re.search(r"截[至止](?:到)?$", before) or (
            period.instant and not (period.grain == "month" and not period.instant)
        ):
            period = replace(period, instant=True, first=None)
        if _AWARD_BEFORE.search(before) or (
            self.period is not None and re.match(r"度", self.text[period.end - 1 : period.end])
            and re.match(r"[\u4e00-\u9fff“]", after)
        ):  # fmt: skip
            return
        self.period = period
        self.basis = "explicit"
        self._open(period)

    def _open(self, period: Period) -> None:
        """A long enough period at the head of a sentence holds for the following ones too."""
        head = self.text[self.start : period.start]
        reference = self.scene.reference
        long = period.grain in ("year", "ytd", "half", "span", "plan") or period.instant
        if not long and not (reference and reference.grain == period.grain):
            return
        if self.scene.titled and reference and period.year and reference.year and period.year < reference.year:
            # A text that says in its title which year it reviews means that year where it names none.
            return
        if self.opening_period is None and len(head) <= 8 and not re.match(r"[、和与及]", self.text[period.end : period.end + 1]):
            self.opening_period = period

    def _now(self, period: Period) -> Period:
        """目前 in a text that reviews a closed year means its end."""
        reference = self.scene.reference
        if reference and reference.last and period.last and reference.last < period.last:
            return replace(period, first=None, last=reference.last, instant=True)
        return replace(period, first=None, instant=True)

    def _take_duration(self, period: Period, before: str, after: str) -> None:
        scene = self.scene
        if period.length < 1 or scene.published is None:
            return
        last = scene.reference.last if scene.reference and scene.reference.last else scene.published
        direction = period.direction
        if not direction and re.match(r"累计|共|提高|增|新|下降|累|实现|翻", after) and not before.endswith(("每", "第")):
            direction = "past"
        if direction == "past":
            last = min(last, scene.published)
            first = date(last.year - int(period.length) + 1, 1, 1)
            grain = "year" if period.length == 1 else "span"
            end = date(last.year, 12, 31)
            self.period = Period(period.start, period.end, grain, first, end)
            self.basis = "explicit"
            if period.length >= 3 and before.strip("，。：；") == before:
                scene.long_span = self.period
            self._open(self.period)
        elif period.direction == "future" and re.match(r"(?:时间|内)?[，,]|时间|内|[^，。]{0,6}(?:将|力争)", after):
            year = last.year + int(period.length)
            self.period = Period(
                period.start, period.end, "span", date(last.year + 1, 1, 1), date(year, 12, 31)
            )
            self.basis = "explicit"

    # --- topic and lists ------------------------------------------------------------------------

    def _remember_topic(self, start: int, end: int) -> None:
        phrase = self._phrase(start, end)
        if len(phrase) >= 2 and self.text[start - 1 : start] != "（":
            self.topic = phrase

    def _collect_items(self, start: int, end: int, before_respective: bool) -> None:
        """Split an enumeration (外商投资企业、民营企业) into the items that a list is about."""
        raw = self.text[start:end]
        span_periods = [p for p in self.periods if start <= p.start < end and p.grain != "duration"]
        bare = not self._phrase(start, end)
        if (before_respective or bare) and len(span_periods) > 1 and not _words_between(self.text, span_periods):
            self.items = [_Item(period=p) for p in span_periods]
            return
        if not before_respective and "、" not in raw:
            return
        phrase = self._phrase(start, end, keep_place=True)
        head, _, tail = phrase.partition("等")
        counted = next((x for x in self.quantities if start < x.start and x.end < end and x.unit in ("个", "类", "项", "家")), None)
        if counted is not None:
            # 软件、金融和商贸三大产业的收入: the count closes the list as 等 does.
            head = self._phrase(start, counted.start, keep_place=True)
            tail = self._phrase(counted.end, end).split("的")[-1]
        head = re.split(r"[为是]|位居", head)[0]
        parts = self._parts(head)
        if len(parts) < 2:
            return
        if self._place_items(parts):
            return
        tail = re.sub(r"^[\u4e00-\u9fff]{0,6}?(?=进出口|出口|进口)", "", tail)
        if not tail:
            tail = self._shared_tail(parts)
        items = []
        for part in parts:
            subject = self._as_place(part)
            name = part if part.endswith(tail) else part + tail
            items.append(_Item(name="" if subject else name, subject=subject))
        self.items = items

    def _place_items(self, parts: list[str]) -> bool:
        """长沙县、望城区和雨花区进出口: places, the last of them with what is measured."""
        items = []
        for part in parts:
            found = self.r.gazetteer.find(part)
            if not found or found[0].start != 0 or (part is not parts[-1] and found[0].end != len(part)):
                return False
            items.append(_Item(subject=self.r.gazetteer.named(found[0], self.scene.near)))
            rest = part[found[0].end :].strip("的")
        for item in items:
            item.name = rest
        self.items = items
        return True

    def _parts(self, phrase: str) -> list[str]:
        """Split an enumeration; in 机制纸及纸板、白酒和陶瓷 only the last 和 divides.

        Where both readings are possible, the one with as many parts as a list has numbers.
        """
        every = [p for p in _ITEM_SPLIT.split(phrase) if p]
        pieces = [p for p in phrase.split("、") if p]
        if len(pieces) < 2:
            return every
        careful = [*pieces[:-1], *(p for p in _CONJUNCTION.split(pieces[-1], maxsplit=1) if p)]
        return next((c for c in (careful, pieces, every) if len(c) in self._run_lengths()), careful)

    def _run_lengths(self) -> set[int]:
        """The lengths of the lists of numbers in this sentence."""
        lengths, length = set(), 1
        for a, b in zip(self.quantities, self.quantities[1:], strict=False):
            if _LIST_JOINT.fullmatch(self.text, a.end, b.start):
                length += 1
            else:
                lengths.add(length)
                length = 1
        return (lengths | {length}) - {1}

    def _shared_tail(self, parts: list[str]) -> str:
        """城镇和农村居民人均可支配收入: the end of the last item that completes the others."""
        last = parts[-1]
        for i in range(1, len(last) - 1):
            suffix = last[i:]
            for part in parts[:-1]:
                found = self.r.catalogue.matches(part + suffix)
                if found and found[-1][0] < len(part) and found[-1][1] == len(part + suffix):
                    if not self.r.catalogue.matches(part):
                        return suffix
        return ""

    def _as_place(self, part: str) -> Subject | None:
        found = self.r.gazetteer.find(part)
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(part):
            return self.r.gazetteer.named(found[0], self.scene.near)
        return None

    # --- phrases --------------------------------------------------------------------------------

    def _phrase(self, start: int, end: int, keep_place: bool = False) -> str:
        """The words of a span, without periods, quantities, connectors and the subject's place."""
        text = self.text
        holes = [(p.start, p.end) for p in self.periods] + [
            (q.start, q.end) for q in self.quantities if q.form != "rank"
        ]
        pieces, position = [], start
        for s, e in sorted(holes):
            if e <= position or s >= end:
                continue
            pieces.append(text[position : max(position, s)])
            position = e
        pieces.append(text[position:end] if position < end else "")
        phrase = _ASIDE.sub("", _FOOTNOTE.sub("", "".join(pieces)))
        phrase = re.sub(r"^(?:（含）)?(?:及?以上|以下|左右|以内|上下)(?=[，、]|$)", "", _COMPARED.sub("", phrase))
        phrase = self.r.cues.tail.sub("", self.r.cues.lead.sub("", phrase))
        if not keep_place:
            phrase = self._without_place(phrase)
        return self.r.cues.lead.sub("", phrase).strip("“” -")

    def _without_place(self, phrase: str) -> str:
        match = _DEICTIC_LEAD.match(phrase)
        if match:
            return phrase[match.end() :]
        for mention in self.r.gazetteer.find(phrase[:16]):
            if mention.start == 0:
                rest = phrase[mention.end :]
                return self._without_place(re.sub(r"^(?:市|区|县)?的?", "", rest) if rest else "")
            break
        return phrase

    # --- one clause with numbers ----------------------------------------------------------------

    def _read_clause(self, clause: _Clause) -> list[Fact | Other]:
        result: list[Fact | Other] = []
        text = self.text
        position = clause.start
        respective = _RESPECTIVE.search(text, clause.start, clause.end)
        listed_first = respective and any(x.start > respective.start() for x in clause.quantities)
        if respective and listed_first:
            if len(self._phrase(clause.start, respective.start())) >= 2:
                self._collect_items(clause.start, respective.start(), before_respective=True)
        queue = [q for q in clause.quantities]
        if respective and not self.items:
            self._series_of_levels(clause)
        listed = self._listed(clause, respective)
        for index, quantity in enumerate(queue):
            self._move_period(position, quantity.start)
            self._move_to_place(position, quantity)
            following = queue[index + 1].start if index + 1 < len(queue) else clause.end
            if self._is_label(quantity):
                result.append(Other(quantity.start, quantity.end, "name", "name.label", quantity.numeral))
                continue
            if self._is_duration(clause, quantity):
                result.append(Other(quantity.start, quantity.end, "period", "period.duration", quantity.numeral))
                position = quantity.end
                continue
            facts = self._state(clause, quantity, position, following, listed.get(id(quantity)))
            if facts:
                result += facts
                self.facts += facts
                self.last = facts[-1]
                self.changed = facts[-1] if self._is_base_value(clause, quantity) else None
                if self.last.measure != "rank":
                    self.last_value = self.last
            else:
                result.append(
                    Other(quantity.start, quantity.end, "unresolved", "unresolved.unit", quantity.numeral)
                )
            position = quantity.end
        self._move_period(position, clause.end)
        if listed:
            self.series = [f for f in self.facts if id(f.quantity) in listed]
        tail_phrase = self._phrase(clause.start, clause.end)
        if len(tail_phrase) >= 2:
            self.topic = tail_phrase
        return result

    def _series_of_levels(self, clause: _Clause) -> None:
        """存款A元，贷款B元，分别增长…: a list without items is about the last levels stated."""
        longest = max((len(r) for r in self._runs(clause)), default=1)
        levels: list[Fact] = [f for f in self.facts if f.measure == "level"]
        if len(levels) < longest:
            levels = self.facts
        if longest > 1 and len(levels) >= longest and len(self.series) != longest:
            self.series = levels[-longest:]

    def _listed(self, clause: _Clause, respective: re.Match[str] | None) -> dict[int, int]:
        """Number the members of a list of quantities: id of the quantity -> its place."""
        listed: dict[int, int] = {}
        for run in self._runs(clause):
            if len(run) < 2:
                continue
            if respective or len(run) == len(self.items) or len(run) == len(self.series):
                listed |= {id(q): i for i, q in enumerate(run)}
        return listed

    def _runs(self, clause: _Clause) -> list[list[Quantity]]:
        """The lists of quantities in a clause: joined by 、 and 和, with nothing else between."""
        runs: list[list[Quantity]] = []
        for quantity in clause.quantities:
            joint = runs and re.fullmatch(
                r"\s*(?:[、和与及]|以及)\s*(?:第|增长|下降|上升|提高|减少|增加|回落)?", self.text[runs[-1][-1].end : quantity.start]
            )
            if joint:
                runs[-1].append(quantity)
            else:
                runs.append([quantity])
        return runs

    def _is_duration(self, clause: _Clause, quantity: Quantity) -> bool:
        """A length of time that is told, not measured: 前后不过3天."""
        if self.r._dimension.get(quantity.unit) != "time" or self.scene.service_rules:
            return False
        around = self.text[clause.start : min(clause.end, quantity.end + 6)]
        return not _TIMED_WORDS.search(around)

    def _is_label(self, quantity: Quantity) -> bool:
        if quantity.form == "label":
            return True
        before = self.text[max(0, quantity.start - 1) : quantity.start]
        return before == "第" and quantity.form != "rank"

    # --- one number -----------------------------------------------------------------------------

    def _state(
        self, clause: _Clause, q: Quantity, position: int, following: int, place: int | None
    ) -> list[Fact]:
        """State what a quantity says, or nothing where its unit or meaning stays open."""
        text = self.text
        left = text[position : q.start]
        right = text[q.end : following]
        if q.form == "ratio":
            return self._structure(clause, q, position)
        if not q.unit:
            q.unit = self._implied_unit(q, left)
            if not q.unit and not _INDEX.search(left):
                return []
        measure, sign, rule = self._measure(clause, q, left, right, place)
        if _MINUS.search(text, max(self.start, q.start - 2), q.start):
            sign = -1
        indicator, base = self._indicator(clause, q, position, following, measure, place)
        if not indicator.name:
            indicator = replace(indicator, name=self._heading() or "（未名）")
        if measure == "level":
            indicator = self._fitting(indicator, q)
        period, basis = self._when(q)
        if measure in ("level", "share", "rank", "structure") and self._is_base_value(clause, q):
            period, basis = self._base_of_change(period), "inferred"
        status = self._status(q, period, measure, basis)
        compared = self.base_period
        if compared and measure == "level" and re.fullmatch(r"的[^，]{0,3}", text[compared.end : q.start]):
            period, basis, status = compared, "explicit", "actual"
        published = self.scene.published
        if status == "target" and basis == "inferred" and published and period is self.scene.reference:
            period = Period(0, 0, "year", date(published.year, 1, 1), date(published.year, 12, 31))
        bound = self._bound(q, left, right)
        if status == "rule" and measure == "level":
            capped = bound in ("le", "ge", "lt", "gt") or self.r._dimension.get(q.unit) in _TIMED
            if capped and not re.search(r"(?:奖励|补贴|补助|资助|扶持)[^，]{0,4}$", left):
                measure = "threshold"
                if bound == "eq" and self.r._dimension.get(q.unit) in _TIMED:
                    bound = "le"
        fact = Fact(
            q, q.start, q.end, self._whose(place), indicator, measure, rule,
            number=_signed(q.number, sign), low=q.low, high=q.high, unit=q.unit, scale=q.scale,
            bound=bound, base=base[0], base_id=base[1], period=period, period_basis=basis,
            status=status, revision=self._revision(), sentence=(self.start, self.end),
            words=self.words,
        )  # fmt: skip
        if q.form == "range" and sign < 0:
            fact.low, fact.high = _signed(q.high, -1), _signed(q.low, -1)
        if status == "rule" and not (indicator.concept_id and not indicator.scope):
            head = self.start if scene_is_regulatory(self.scene) else clause.start
            stop = self.end if scene_is_regulatory(self.scene) else clause.end
            stated = self._phrase(head, stop)
            if not scene_is_regulatory(self.scene) and indicator.scope and len(stated) < len(indicator.scope):
                stated = indicator.scope
            fact.indicator = replace(indicator, scope=_MARKS.sub("", stated)[:120])
        if place is not None and re.search(r"三次产业|一二三产业|一、二、三产业", text[self.start : q.start]) and self._run_length(clause, q) == 3:
            fact.indicator = replace(fact.indicator, scope=_THREE[place % 3])
        if place is not None and self.items and place < len(self.items):
            item = self.items[place]
            if item.period is not None:
                fact.period, fact.period_basis = item.period, "explicit"
        elif place is not None and not self.items:
            self._quarters(fact, clause, place)
        if place is not None and place < len(self.series) and not self.items:
            fact.period, fact.period_basis = self.series[place].period, self.series[place].period_basis
        return [fact]

    def _fitting(self, indicator: Indicator, q: Quantity) -> Indicator:
        """A concept of another dimension, or a count that is not whole, is not what is stated."""
        unit = q.unit
        if not indicator.concept_id:
            return indicator
        whole = unit not in self.r._counts or is_whole(q, self.r.vocabulary)
        if whole and self.r.catalogue.fits(indicator.concept_id, self.r._dimension.get(unit, "")):
            return indicator
        name = self.words if not indicator.scope and self.words else indicator.name
        return Indicator("", _counted(name, unit) if unit in self.r._counts else name, indicator.scope)

    def _is_base_value(self, clause: _Clause, q: Quantity) -> bool:
        """The first number of 由A增加到B."""
        before = self.text[clause.start : q.start]
        after = self.text[q.end : q.end + 12]
        return bool(
            re.search(r"[由从](?:原来的|原先的|最初的|此前的|过去的)?[^，。由从]{0,12}$", before)
            and _CHANGED_TO.match(after)
        )

    def _base_of_change(self, period: Period | None) -> Period | None:
        if self.base_period is not None:
            return self.base_period
        if period is None or period.year is None:
            return period
        start = next((p for p in self.periods if self.text[p.start - 1 : p.start] in ("由", "从") and p.last), None)
        if start is not None:
            return start
        if self.scene.base is not None and self.scene.titled and period is self.scene.reference:
            return self.scene.base
        span = self.scene.long_span
        if span and span.first and span.year == period.year:
            return Period(0, 0, "year", date(span.first.year - 1, 1, 1), date(span.first.year - 1, 12, 31))
        year = (period.first.year if period.grain == "span" and period.first else period.year) - 1
        return Period(0, 0, "year", date(year, 1, 1), date(year, 12, 31))

    def _run_length(self, clause: _Clause, q: Quantity) -> int:
        return max((len(r) for r in self._runs(clause) if q in r), default=1)

    def _quarters(self, fact: Fact, clause: _Clause, place: int) -> None:
        """季度值分别为 four numbers: the quarters of the year."""
        if fact.period is None or fact.period.grain != "year" or fact.period.year is None:
            return
        before = self.text[clause.start : clause.quantities[0].start]
        if "季" in before and len(clause.quantities) == 4:
            year, month = fact.period.year, 3 * place + 1
            last = date(year, month + 2, 30 if place in (1, 2) else 31)
            fact.period = Period(0, 0, "quarter", date(year, month, 1), last)

    def _whose(self, place: int | None) -> Subject:
        if place is not None and place < len(self.items):
            subject = self.items[place].subject
            if subject:
                return subject
        elif place is not None and place < len(self.series) and not self.items:
            return self.series[place].subject
        return self.subject

    def _implied_unit(self, q: Quantity, left: str) -> str:
        """A number without a unit: the one of its catalogued rate, or of money after 亿."""
        if re.search(r"收入(?:之)?比[^，]{0,20}$", left) or (self.last and self.last.measure == "structure" and self.last.unit == "倍"):
            return "倍"
        found = self.r.catalogue.matches(left)
        if found:
            concept = self.r.catalogue.concept(found[-1][2])
            if concept.dimension not in COUNTED or q.scale:
                return concept.unit
            return concept.unit if len(left) - found[-1][1] <= 3 else ""
        if q.scale in ("亿", "万亿", "千亿", "百亿") and self.last and self.last.unit in ("元", "美元"):
            return self.last.unit
        if q.scale and re.search(r"额|值|收入|投资|资金|余额|利润|税收", left):
            return "元"
        return ""

    def _structure(self, clause: _Clause, q: Quantity, position: int) -> list[Fact]:
        """a:b:c is a structure with one fact for each part; a:b is a multiple of the second."""
        phrase = self._phrase(position, q.start) or self._phrase(clause.start, q.start)
        if not re.search(r"比|结构|构成|性别", self.text[max(self.start, q.start - 24) : q.start]):
            return []
        period, basis = self._when(q)
        status = self._status(q, period, "structure", basis)
        if self._is_base_value(clause, q):
            period, basis = self._base_of_change(period), "inferred"
        changed = self.changed if self.changed is not None and _CHANGED_TO.match(self.text[position : q.start]) else None
        named = changed.indicator if changed else self.r.catalogue.name(phrase)
        parts = q.parts
        unit = "%" if len(parts) > 2 else "倍"
        if len(parts) == 2:
            parts = parts[:1] if q.parts[1][2] in ("1", "100") else parts
        if len(parts) == 2:
            unit = "%"
        scopes = _THREE if len(parts) == 3 and re.search(r"产", phrase) else ()
        result = []
        for i, (start, end, number) in enumerate(parts):
            if len(q.parts) == 2 and len(parts) == 1:
                start, end = q.start, q.end
            scope = _THREE[i] if changed and len(parts) == 3 and named.scope in _THREE else scopes[i] if scopes else f"{i + 1}/{len(parts)}" if len(parts) > 1 else ""
            from ingest.numerals import _resolution

            printed = replace(q, number=number, resolution=_resolution(number))
            result.append(
                Fact(
                    printed, start, end, self.subject, replace(named, scope=scope), "structure",
                    "structure.ratio", number=number, unit=unit, period=period, period_basis=basis,
                    status=status, revision=self._revision(), sentence=(self.start, self.end),
                )  # fmt: skip
            )
        return result

    # --- measure --------------------------------------------------------------------------------

    def _measure(
        self, clause: _Clause, q: Quantity, left: str, right: str, place: int | None
    ) -> tuple[str, int, str]:
        """Which kind of statement a number makes: (measure, sign, rule id)."""
        if q.form == "rank":
            return "rank", 1, "rank.position"
        if q.form == "fold":
            return "growth", 1, "growth.fold"
        dimension = self.r._dimension.get(q.unit, "")
        scope_left = self.text[clause.start : q.start] if not _own_words(left) else left
        if dimension == "percentage_point":
            return self._points(clause, q, scope_left)
        if dimension == "ratio":
            return self._multiple(scope_left, right)
        if dimension != "percent":
            return self._amount(left)
        if q.form == "flat":
            return "growth", 1, "growth.flat"
        if self.changed is not None and self.changed.unit == q.unit and _CHANGED_TO.match(left):
            return self.changed.measure, 1, f"{self.changed.measure}.carried"
        if "贡献率" in scope_left:
            return "share", 1, "share.contribution"
        if _PLAN_DONE.search(left) or (left == "的" and _PLAN_DONE.search(self._before_last(clause, q))):
            return "share", 1, "share.of_plan"
        if _BY_COST.search(left) and not re.search(r"增长|增速", right[:6]):
            return "share", 1, "share.of_cost"
        cue = _last(self.r.cues.growth, left)
        share = _last(self.r.cues.share, left)
        if share and (not cue or cue.start() < share.start() or cue.lastgroup == "level"):
            return "share", 1, "share.of"
        if cue and cue.lastgroup != "level":
            return "growth", -1 if cue.lastgroup == "down" else 1, "growth.cue"
        if re.match(r"的?(?:同比)?(?:增速|速度|增幅|增长率)", right):
            return "growth", 1, "growth.speed"
        if re.match(r"的", right) and not re.match(r"的(?:奖励|比例|补贴|补助|标准|资助|额度)", right):
            return "share", 1, "share.of_group"
        if q.form in ("fraction", "half", "tenths") or q.unit == "成":
            if not cue:
                return "share", 1, "share.part"
        found = self.r.catalogue.matches(left)
        if found and self.r.catalogue.concept(found[-1][2]).dimension == "percent":
            return "level", 1, "level.rate"
        if re.search(r"(?:增长率|增速|增幅|涨幅|递增率)[^，]{0,6}$", left):
            return "growth", 1, "growth.cue"
        if re.search(r"降幅[^，]{0,6}$", left):
            return "growth", -1, "growth.cue"
        if re.search(r"(?:率|指数|满意度|系数|利率|贡献率|比例|覆盖面)[^，]{0,6}$", left):
            if re.search(r"比例[^，]{0,6}$", left):
                return "share", 1, "share.of"
            return "level", 1, "level.rate"
        wide = self.text[clause.start : q.start]
        previous = self.last
        if place is not None or not _own_words(left):
            cue = _last(self.r.cues.growth, wide)
            share = _last(self.r.cues.share, wide)
            if share and (not cue or cue.start() < share.start()):
                return "share", 1, "share.of"
            if cue and cue.lastgroup != "level":
                return "growth", -1 if cue.lastgroup == "down" else 1, "growth.list"
        if previous and previous.measure == "rank":
            previous = self.last_value
        if previous and previous.measure == "gap_pp" and re.search(r"增速|增幅|增长", self.text[self.start : q.start]):
            return "growth", 1, "growth.carried"
        if previous and previous.unit == "%" and previous.measure in ("growth", "share", "level"):
            if _PRONOUN.search(wide) or not _own_words(left):
                return previous.measure, 1, f"{previous.measure}.carried"
        return "share", 1, "share.bare"

    def _before_last(self, clause: _Clause, q: Quantity) -> str:
        """What stands before the number before this one: 完成年度任务 of 完成年度任务90亿元的79%."""
        at = clause.quantities.index(q)
        return self.text[clause.start : clause.quantities[at - 1].start] if at else ""

    def _points(self, clause: _Clause, q: Quantity, left: str) -> tuple[str, int, str]:
        gap = _GAP.search(left)
        if gap:
            down = gap.group().startswith(("低", "慢", "落后", "少")) or re.search(r"低|慢|落后|少", left[gap.start() :])
            if gap["than"]:
                moved = re.search(r"(?:提高|上升|提升|下降|回落|增加|减少|扩大|收窄|降低|加快|放缓|回升|下滑|高|低|快|多|少)[^，]{0,4}$", left)
                inside = self._is_time(gap["than"])
                if moved and inside:
                    return "change_pp", -1 if re.search(r"下降|回落|减少|降低|放缓|下滑|低|少", moved.group()) else 1, "change.points"
            return "gap_pp", -1 if down else 1, "gap.points"
        down = re.search(r"下降|回落|减少|降低|下滑|放缓|下拉", left)
        narrowed = re.search(r"(?:降幅|跌幅)[^，]{0,6}(?:收窄|缩小)", left)
        widened = re.search(r"(?:降幅|跌幅)[^，]{0,6}扩大", left)
        sign = 1 if narrowed else -1 if widened or down else 1
        if not down and not narrowed and re.search(r"(?:增幅|涨幅)[^，]{0,4}收窄", left):
            sign = -1
        return "change_pp", sign, "change.points"

    def _is_time(self, words: str) -> bool:
        return bool(re.match(r"上年|去年|前年|上月|上季|同期|20\d\d|“?十|年初|上年末|前|\d{1,2}月|[一二三四上下]季度|[上下]半年", words)) or any(
            self.text[p.start : p.end] and self.text[p.start : p.end] in words for p in self.periods
        )

    def _multiple(self, left: str, right: str) -> tuple[str, int, str]:
        if re.search(r"收入(?:之)?比[^，]{0,16}$", left):
            return "structure", 1, "structure.ratio"
        if re.search(r"增长|增加|提高|提升|上升|增", left) and not re.search(r"(?:是|为|达到|相当于)[^，]*的?$", left):
            return "growth_multiple", 1, "growth.multiple"
        return "multiple", 1, "multiple.of"

    def _amount(self, left: str) -> tuple[str, int, str]:
        cue = _last(self.r.cues.growth, left)
        if cue and cue.lastgroup == "down" and re.search(r"(?:同比|比上年|较上年|比去年|较去年|上年末|人口|净)[^，]{0,4}$", left[: cue.start()]):
            return "level", -1, "level.change"
        return "level", 1, "level.amount"

    # --- indicator ------------------------------------------------------------------------------

    def _indicator(
        self, clause: _Clause, q: Quantity, position: int, following: int, measure: str, place: int | None
    ) -> tuple[Indicator, tuple[str, str]]:
        """What is measured, and the base of the comparison: (indicator, (base, base id))."""
        text = self.text
        left = text[position : q.start]
        pointed = self._of_two(self._phrase(clause.start, q.start), place)
        if pointed:
            return pointed, ("", "")
        if place is not None:
            listed = self._listed_indicator(clause, q, position, measure, place)
            if listed:
                return listed
        if measure == "share" and self.changed is not None and _CHANGED_TO.match(left):
            return self.changed.indicator, (self.changed.base, self.changed.base_id)
        if measure == "structure" and self.changed is not None:
            return self.changed.indicator, ("", "")
        if place is None and self.last_value and self.last_value.sentence == (self.start, self.end):
            spread = _CONTRIBUTED.search(left)
            if spread and not re.search(r"三次产业|一二三产业", left):
                what = self._phrase(position + spread.start(), q.start) or "经济增长"
                return self.last_value.indicator, (what, what)
        if measure == "share":
            return self._share_indicator(clause, q, position, following)
        if measure in ("growth", "growth_multiple", "change_pp", "gap_pp", "multiple"):
            return self._compared_indicator(clause, q, position, measure)
        if measure == "rank":
            return self._ranked_indicator(clause, q, position, following)
        if re.fullmatch(r"[，、]?(?:已|超额)?完成[^，]{0,4}(?:年度|全年|目标)(?:任务|目标|计划)", left):
            return self._inherited("level"), ("", "")
        phrase = re.sub(r"(?:均|都)?(?:高于|低于|超过)(?:全[国省市区县])?(?:平均)?的?$", "", self._phrase(position, q.start))
        if q.unit == "位" and self.last and re.search(r"(?:前移|上升|提升|前进|进位|后移|下降|后退|下滑)[^，]{0,2}$", left):
            return Indicator("", f"{self.last.indicator.name}位次变化", self.last.indicator.scope), ("", "")
        if self.changed is not None and _CHANGED_TO.match(left):
            return self.changed.indicator, ("", "")
        if self.r._dimension.get(q.unit) in _TIMED:
            return self._timed_indicator(clause, q, phrase), ("", "")
        capped = re.match(r"(?:及?以上|以下|以内)的(?P<noun>[^，。；]{2,20})", text[q.end : following])
        if capped and q.unit not in self.r._counts:
            noun = re.sub(r"[和与及、]$", "", capped["noun"])
            return Indicator("", _MARKS.sub("", noun), self._surroundings(clause, noun) or self._context()), ("", "")
        if q.unit in self.r._counts or q.unit in _COUNT_LIKE:
            return self._counted_indicator(clause, q, position, following, phrase), ("", "")
        if _EMPTY_PHRASE.match(phrase) and not self.r.catalogue.is_alias(phrase):
            phrase = ""
        if phrase and (_SPENT.search(phrase) or left.endswith("的")):
            noun = re.match(r"(?:以上|左右)?的?([\u4e00-\u9fff“][^，。；、]{1,24})", text[q.end : following])
            if noun and not re.match(r"[和与及]|比|同比|增长", noun[1]):
                words = re.sub(r"[和与及]$", "", noun[1])
                named = self.r.catalogue.name(words)
                if named.concept_id and not named.scope:
                    return named, ("", "")
                return Indicator("", _MARKS.sub("", words), self._surroundings(clause, words)), ("", "")
        if not phrase:
            group = re.match(r"(?:以上|以下|左右)?的([^，。；]{2,20})", text[q.end : following])
            phrase = group[1] if group else ""
            if not phrase and self.fresh_topic and self.r.catalogue.matches(_MARKS.sub("", self._topic_noun())):
                return self._named(self._topic_noun()), ("", "")
            if not phrase and (self.last_value or self.scene.about):
                return self._inherited_level(q, self._phrase(position, q.start)), ("", "")
        named = self._named(phrase)
        if named.concept_id and not named.scope and position > clause.start and _OWN.match(left):
            earlier = self._phrase(clause.start, position)
            if re.search(r"对|与", earlier):
                named = replace(named, name=f"{_MARKS.sub('', earlier)}{named.name}", scope=_MARKS.sub("", earlier))
        return named, ("", "")

    def _named(self, phrase: str) -> Indicator:
        """Name a phrase; a bare 进出口 after 保税物流进出口大幅增长 is the latter."""
        whole = self._without_place(self.r.cues.lead.sub("", self.r.cues.verb.sub("", phrase)))
        words = self.r.cues.verb.split(phrase)[-1] or phrase
        if whole != words and self.r.catalogue.is_alias(whole):
            words = whole
        words = self._without_place(self.r.cues.lead.sub("", words)) or phrase
        words = self._of_topic(words)
        words = self._of_firms(self._completed(self._with_modifier(words)))
        self.words = words
        indicator = self.r.catalogue.name(words)
        if indicator.concept_id and not indicator.scope and self.topic:
            wider = self.r.catalogue.name(self._topic_noun())
            alias = _MARKS.sub("", words)
            if alias in self.topic and wider != indicator and alias in _MARKS.sub("", self._topic_noun()):
                if _MARKS.sub("", self._topic_noun()).endswith(alias):
                    return wider
        if not indicator.concept_id:
            scope = ""
            if len(indicator.name) <= 6 or phrase != words:
                scope = self._context(phrase if phrase != words else "")
            return Indicator("", indicator.name or self.topic or "（未名）", scope)
        if len(words) < len(phrase) and not indicator.scope:
            before = phrase[: len(phrase) - len(words)]
            inner = re.search(r"(?:对[\u4e00-\u9fff“”]{1,16}|新增|新培育|新入库|新设立?|新登记)(?=实现|完成|累计|$)", before)
            if inner:
                return replace(indicator, scope=_MARKS.sub("", inner.group()))
            own = self._without_place(self.r.cues.lead.sub("", before))
            own = re.sub(r"(?:实现|完成|达到|累计|共计|预计|力争)+$", "", own)
            if re.search(r"通过|线上|网络|企业|行业|产业|农村|城镇", own) and len(own) <= 16 and not re.match(r"推动|带动|促进|帮助|支持", own):
                return replace(indicator, name=_MARKS.sub("", own) + words, scope=_MARKS.sub("", own))
        return indicator

    def _with_modifier(self, words: str) -> str:
        """出口值 after 其中，笔记本电脑出口量 is that of the same goods."""
        if not self.words or len(words) > 4 or len(words) < 2 or not self.among:
            return words
        at = self.words.find(words[:2])
        return self.words[:at] + words if at > 0 else words

    def _of_topic(self, words: str) -> str:
        """民营企业是外贸主力军，进出口…: the trade is that of the private enterprises."""
        if not self.fresh_topic or not self.r.catalogue.is_alias(words):
            return words
        who = re.split(r"[是为]|依然|继续|成为", _MARKS.sub("", self.topic))[0]
        return who + words if 2 <= len(who) <= 10 and self.r.catalogue.is_alias(who + words) else words

    def _of_firms(self, words: str) -> str:
        """规上工业企业512家，实现总产值: the output is that of the firms just counted."""
        last = self.last_value
        if last is None or words not in _OF_FIRMS or last.sentence != (self.start, self.end):
            return words
        for name in (last.words, last.indicator.name):
            firms = re.match(r"(.{2,12}?)(?:企业|单位)(?:数|数量)?$", name)
            if firms and self.r.catalogue.is_alias(firms[1] + words):
                return firms[1] + words
        return words

    def _completed(self, words: str) -> str:
        """城镇居民 after 居民人均可支配收入 is 城镇居民人均可支配收入, if the catalogue knows it."""
        last = self.last_value
        if last is None or not words or self.r.catalogue.matches(words) or len(words) > 8:
            return words
        head = last.indicator.name
        for i in range(1, len(head) - 1):
            for joined in (words + head[i:], words[:-2] + head[i:] if len(words) > 2 else ""):
                if joined and self.r.catalogue.is_alias(joined):
                    return joined
        return words

    def _topic_noun(self) -> str:
        """The noun phrase of the clause before, without what is said of it."""
        return re.split(r"依然|仍|大幅|快速|稳步|持续|较快|显著|明显|表现|保持|呈|增势", self.topic)[0]

    def _context(self, own: str = "") -> str:
        words = own or self.topic
        return _MARKS.sub("", words)[-40:]

    def _of_two(self, phrase: str, place: int | None) -> Indicator | None:
        """前者, 后者 and 两者 point at the last two things measured."""
        match = re.match(r"(前者|后者|[两二]者)", phrase)
        seen: list[Indicator] = []
        for fact in reversed(self.facts):
            if fact.measure == "level" and fact.indicator not in seen:
                seen.append(fact.indicator)
        if match is None or len(seen) < 2:
            return None
        return seen[1] if match[1] == "前者" or (match[1][0] in "两二" and place == 0) else seen[0]

    def _inherited(self, measure: str) -> Indicator:
        last = self.last if measure == "rank" else self.last_value
        if last is None:
            if self.scene.about is not None:
                return self.scene.about
            return Indicator("", self.topic or "（未名）")
        return last.indicator

    def _inherited_level(self, q: Quantity, words: str) -> Indicator:
        """The indicator of a level without words of its own: the last one, or what the text is about.

        户数171户、金额4.4亿元: in another unit it is another side of the same thing.
        """
        about, last = self.scene.about, self.last_value
        dimension = self.r._dimension.get(q.unit, "")
        if about is not None and self.r.catalogue.fits(about.concept_id, dimension):
            if last is None or (not self.facts and not last.indicator.concept_id):
                return about
        if last is not None and self.r._dimension.get(last.unit) != dimension and words:
            head = re.sub(r"(?:企业|户)?(?:户数|家数|人数|数)$", "", last.indicator.name)
            return Indicator("", head + words, last.indicator.scope)
        return self._inherited("level")

    def _counted_indicator(
        self, clause: _Clause, q: Quantity, position: int, following: int, phrase: str
    ) -> Indicator:
        """A count: 新增企业500家 names its noun before, 2家企业入围 after the number."""
        if following == q.end:
            # 2个10万㎡的孵化园: the noun stands after the second number.
            following = next((x.end for x in clause.quantities if x.start == following), following)
            right = self.text[following : clause.end]
        else:
            right = self.text[q.end : following]
        glued = following < clause.end and q.end != following
        after = re.match(r"(?:及?以上|以下|左右|以内|上下)?的?(?:\d+岁(?:及?以上|以下)?的?)?(?P<noun>[“‘\u4e00-\u9fffA-Za-z][^，。；：:）]*)?", right)
        noun = (after["noun"] or "") if after else ""
        noun = re.split(r"[、]$|(?:和|与|及|、)$", noun)[0]
        noun = re.sub(r"(?:共|达|共计|合计|总计|累计|涉及)$", "", noun)
        if re.match(r"(?:以上|以下|左右|、|和|与|及|到|至|增|居|占|比|较|同比|位|达|以内|之间)", noun):
            noun = ""
        if glued and noun and re.fullmatch(r"(?:[、和与及]|金额|产值|收入|投资|总额|资金|营业|共计|合计|总计|涉及)[\u4e00-\u9fff]{0,4}", noun):
            noun = ""
        lead = phrase
        if position > clause.start and re.search(r"(?:[和与及、]|以及)$", self.text[position : q.start]):
            lead = ""
        if noun and not (lead and _VERB_START.match(noun) and self._ends_in_noun(lead)):
            clean = self._clean_noun(self._head_noun(noun))
            verb = lead if lead and len(lead) <= 30 else ""
            scope = self._surroundings(clause, noun) or _MARKS.sub("", verb) or self._context()
            stock = _EXISTS.fullmatch(lead) and self._head_noun(noun) == noun
            named = self.r.catalogue.name(lead + clean if _CARRIED_VERB.match(lead) else clean)
            if named.concept_id and not named.scope and (stock or _CARRIED_VERB.match(lead)):
                return named
            return Indicator("", _counted(_MARKS.sub("", clean), q.unit), scope)
        if lead:
            if _CARRIED_VERB.match(lead):
                self.verb = _CARRIED_VERB.match(lead).group()  # type: ignore[union-attr]
            elif self.verb and self.last and self.last.unit == q.unit and clause.start > self.start and not re.search(r"达|超过|突破|有$", self.text[position : q.start]):
                lead = self.verb + lead
            indicator = self._named(lead)
            if not indicator.concept_id:
                context = self._surroundings(clause, lead)
                if len(context) < 2:
                    context = indicator.scope or (self._context() if len(lead) <= 8 else "")
                indicator = Indicator("", _counted(indicator.name, q.unit), context)
            elif indicator.scope:
                indicator = replace(indicator, name=_counted(indicator.name, q.unit))
            if self.text.startswith("其中", clause.start) and self.last and not indicator.scope:
                wider = self.last.indicator
                if not wider.concept_id or wider.scope:
                    scope = wider.scope if wider.concept_id else wider.name
                    indicator = replace(indicator, scope=scope)
            return indicator
        if self.last and self.last.sentence == (self.start, self.end):
            base = self.last.indicator
            name = re.sub(r"(?:人次|批次|场次|次数|人数|数)$", "", base.name)
            return Indicator("", _counted(name, q.unit), self._context() or base.scope)
        return Indicator("", self.topic or self._heading() or "（未名）")

    def _timed_indicator(self, clause: _Clause, q: Quantity, phrase: str) -> Indicator:
        """A time limit: 办理时限不超过3天 names it before, 3天内办结 after the number."""
        after = self._phrase(q.end, clause.end)
        after = re.sub(r"^(?:之?内|以内|左右)", "", after)
        if re.search(r"时限|时间|时长|用时|周期|期限|天数|时效", phrase) or not after:
            named = self._named(phrase) if phrase else Indicator("", self.topic or "（未名）")
            if named.concept_id or named.scope or not self.topic:
                return named
            return replace(named, scope=self._context())
        scope = "，".join(w for w in (self.topic[-40:], phrase) if w)
        return Indicator("", f"{_MARKS.sub('', after)}时间", _MARKS.sub("", scope))

    def _head_noun(self, noun: str) -> str:
        """The noun that is counted, without what it does: 企业 of 企业参加培训."""
        match = _VERB_START.search(noun, 2)
        return noun[: match.start()] if match else noun

    def _surroundings(self, clause: _Clause, noun: str) -> str:
        """The words of a clause around a counted noun; of a short clause, those before it too."""
        words = self._phrase(clause.start, clause.end).replace(self._head_noun(noun), "", 1)
        if len(words) + len(noun) < 9 and self.topic:
            words = f"{self.topic}，{words}".rstrip("，")
        return _MARKS.sub("", words)[:60]

    def _heading(self) -> str:
        return _MARKS.sub("", self.text[self.start : self.end])[:30]

    def _ends_in_noun(self, lead: str) -> bool:
        """A lead such as 培训班 names the count itself; 先后引进 does not."""
        if _VERB_END.search(lead):
            return False
        found = self.r.catalogue.matches(_MARKS.sub("", lead))
        return bool(found) or bool(_NOUN_END.search(lead))

    def _clean_noun(self, noun: str) -> str:
        return self.r.cues.tail.sub("", noun).strip("“” 的")

    def _share_indicator(
        self, clause: _Clause, q: Quantity, position: int, following: int
    ) -> tuple[Indicator, tuple[str, str]]:
        text = self.text
        left = text[position : q.start]
        main = re.search(r"以(?P<part>[^，。]{2,20})为主$", text[self.start : max(self.start, clause.start - 1)])
        cue = next((m for m in self.r.cues.share.finditer(left) if m.group() == "占"), None)
        cue = cue or _last(self.r.cues.share, left)
        done = _PLAN_DONE.search(left) or (left == "的" and _PLAN_DONE.search(self._before_last(clause, q)))
        if done:
            return self._inherited("share"), (done.group().strip("的为"), "plan")
        if cue is None and q.form in ("tenths", "fraction", "half") and not self._phrase(position, q.start):
            group = re.match(r"(?:以上|左右|的)*(?P<g>[\u4e00-\u9fff“][^，。；]{1,30})", text[q.end : following])
            if group and not re.match(r"是|为|、|和", group["g"]):
                noun = self._head_noun(group["g"])
                return Indicator("", _MARKS.sub("", noun), _MARKS.sub("", group["g"][len(noun) :])), ("", "")
        if cue is None and not _own_words(left) and position > clause.start:
            return self._inherited("share"), ("", "")
        if cue:
            part = self._phrase(position, position + cue.start())
            whole_words = left[cue.end() :] if cue.group() in ("占", "所占") else ""
            whole = self._whole(whole_words)
            if main and part and not whole:
                named = self.r.catalogue.name(part)
                return self.r.catalogue.name(main["part"] + part), (named.name, named.concept_id)
            if not part or _PRONOUN.fullmatch(part):
                return self._inherited("share"), self._base_of(whole)
            return self._named(part), self._base_of(whole)
        right = re.sub(r"^(?:以上|以下|左右)", "", text[q.end : following])
        group = re.match(r"的?(?P<group>[^，。；]{2,40})", right)
        phrase = self._phrase(position, q.start)
        if group and right.startswith("的"):
            noun = group["group"].removeprefix("的")
            rest = text[q.end : self.end]
            stated = re.split(r"[。；]", rest)[0].removeprefix("的")
            head = self._phrase(clause.start, clause.quantities[0].start)
            scope = f"{head or phrase}{stated[len(noun) :]}"
            return Indicator("", _MARKS.sub("", noun), _MARKS.sub("", scope)[:60]), ("", "")
        if re.match(r"(?:是|为)", right):
            return self._named(re.sub(r"^(?:是|为)", "", group["group"] if group else right)), (self.topic, "")
        if q.form == "half" and not phrase:
            return self._named(self.topic), ("", "")
        if not phrase:
            return self._inherited("share"), ("", "")
        return self._named(phrase), ("", "")

    def _whole(self, words: str) -> str:
        words = re.sub(r"(?:的?(?:比重|比例|份额)|比)(?:的)?(?:达到?|为|约|超过?|近)?.*$", "", words)
        words = re.sub(r"^(?:了|到|据)|同期", "", words)
        return self.r.cues.tail.sub("", words).strip("“”的 ")

    def _base_of(self, whole: str) -> tuple[str, str]:
        if not whole:
            return "", ""
        bare = self._without_place(whole)
        if not bare:
            for _, _, word in deictics(whole):
                subject = self.r.gazetteer.deictic(word, self.scene.near)
                return (subject.name if subject else whole), (subject.district_id if subject else whole)
            return whole, whole
        named = self.r.catalogue.name(bare)
        return whole, named.concept_id if named.concept_id and not named.scope else bare

    def _compared_indicator(
        self, clause: _Clause, q: Quantity, position: int, measure: str
    ) -> tuple[Indicator, tuple[str, str]]:
        left = self.text[position : q.start]
        base = self._base(clause, q, measure)
        left = re.sub(r"翻了?(?:近|约|超过?)?$", "", left)
        if q.form == "flat":
            left = re.sub(r"(?:基本)?(?:与|同|和)[^，]*$", "", left)
        cut = len(left)
        if measure == "gap_pp":
            gap = _GAP.search(left)
            cut = gap.start() if gap else cut
        elif measure == "multiple":
            match = re.search(r"(?:是|为|达到|达|相当于|的)[^，]*$", left)
            cut = match.start() if match and not left.endswith("倍数") else cut
        else:
            cues = list(self.r.cues.growth.finditer(left))
            cut = cues[0].start() if cues else cut
            if cues and not self._phrase(position, position + cut) and len(cues) > 1:
                cut = cues[0].start()
        phrase = self._phrase(position, position + cut)
        phrase = re.sub(r"(?:占比|比重|增速|增幅)?(?:更|更是|高达|还|再)*$", "", phrase) if measure != "gap_pp" else phrase
        after = left[cut:]
        phrase = re.sub(r"(?:比|较|与)$", "", phrase)
        bare = _EMPTY_PHRASE.match(phrase) and not self.r.catalogue.is_alias(phrase)
        if not phrase or _PRONOUN.match(phrase) or bare:
            rest = re.sub(r"^(?:增长|增加|提高|下降|减少|同比|环比|年均|比上年|约|为|达|了)+", "", after)
            tail = self._phrase(position + cut + len(after) - len(rest), q.start) if rest else ""
            tail = re.sub(r"^(?:减|增|降|缩短|压缩|压减)", "", tail)
            if measure == "growth" and (self.r.catalogue.matches(tail) or (len(tail) >= 2 and not _EMPTY_PHRASE.match(tail) and not _PRONOUN.match(tail))):
                return self._named(tail), base
            if self.last is None and self.topic:
                return self._named(self._topic_noun()), base
            if self.last is not None and self.topic and self.last.sentence != (self.start, self.end):
                return self._named(self._topic_noun()), base
            return self._inherited(measure), base
        return self._named(phrase), base

    def _base(self, clause: _Clause, q: Quantity, measure: str) -> tuple[str, str]:
        window = self.text[clause.start : q.start]
        if measure == "gap_pp":
            for _, _, word in deictics(window):
                subject = self.r.gazetteer.deictic(word, self.scene.near)
                if subject:
                    return subject.name, subject.district_id
            gap = _GAP.search(window)
            words = (gap["than"] or gap["than2"] or "") if gap else ""
            for mention in self.r.gazetteer.find(words):
                subject = self.r.gazetteer.named(mention, self.scene.near)
                return subject.name, subject.district_id or subject.name
            return words.strip(), words.strip()
        if re.search(r"年均|年平均", window):
            return "年均", "annual_average"
        if self.base_period is not None and self.base_period.start >= self.start and measure != "change_pp":
            year = self.base_period.year
            if year:
                current = self.period.year if self.period else None
                if current and year == current - 1:
                    return str(year), "yoy"
                return str(year), f"since-{year}"
        if re.search(r"环比|比上月|较上月|比上季|较上季", window):
            return "上期", "mom"
        return "上年同期", "yoy"

    def _ranked_indicator(
        self, clause: _Clause, q: Quantity, position: int, following: int
    ) -> tuple[Indicator, tuple[str, str]]:
        text = self.text
        left = text[position : q.start]
        verb = _RANK_VERB.search(left.removesuffix("第").removesuffix("前"))
        before = left[: verb.start()] if verb else left
        among = _RANK_RANGE.search(text, position, q.start)
        base = (among.group().strip("在中的"), among.group().strip("在中的")) if among else ("", "")
        if q.infix == "大":
            noun = re.match(r"大([^，。；、]{2,16})", text[q.end - 1 :]) or re.match(r"大([^，。；、]{2,16})", text[q.end :])
            about = _first_words(text[clause.start : q.start])
            return Indicator("", noun[1] if noun else about, about), base
        if re.match(r"[，、\s]*(?:在|均在|都在)?(?:全[国省市区县州]|中西部|西部|东部|中部|同类)", before) or not before.strip("，、均也还并"):
            phrase = ""
        else:
            if not verb and among:
                before = text[position : among.start()]
            phrase = self._phrase(position, position + len(before))
            phrase = re.sub(r"(?:也|均|都|更|同样|仍)*(?:是|为)$", "", phrase)
            phrase = re.sub(r"(?:均|都)?在(?:全[国省市区县]|中西部|西部|同类)[^在]{0,16}中?$|(?:全[国省市区县]|中西部|西部)(?:省份|省区市|区县|各区县)?$", "", phrase)
            phrase = re.sub(r"(?:均|都|在|总量|继续|同样|更是|也|分别|连续)+$", "", phrase)
        if not phrase or _EMPTY_PHRASE.match(phrase):
            if self.last is not None and self.last.sentence == (self.start, self.end):
                inherited = self.last.indicator
                if self.last.measure == "rank":
                    return inherited, base
                note = {"growth": "增速"}.get(self.last.measure, "")
                return replace(inherited, scope=inherited.scope + note), base
            return self._named(self.topic or phrase), base
        return self._named(phrase), base

    def _listed_indicator(
        self, clause: _Clause, q: Quantity, position: int, measure: str, place: int
    ) -> tuple[Indicator, tuple[str, str]] | None:
        """The indicator of a list's member: of the item in the same place, or of the series."""
        text = self.text
        respective = _RESPECTIVE.search(text, clause.start, clause.end)
        start = respective.end() if respective else clause.start
        first = next((x for x in clause.quantities if x.start >= start), q)
        verb_words = self._phrase(start, first.start) if start < first.start else ""
        base = ("", "")
        if measure in ("growth", "change_pp", "gap_pp", "growth_multiple"):
            base = self._base(clause, q, measure)
        if measure == "share":
            cue = _last(self.r.cues.share, text[start : first.start])
            if cue:
                base = self._base_of(self._whole(text[start + cue.end() : first.start]))
            verb_words = ""
        if measure in ("growth", "change_pp", "growth_multiple"):
            cue = self.r.cues.growth.search(verb_words)
            if cue:
                verb_words = verb_words[: cue.start()]
        if measure == "rank" and (self.series or self.items):
            if place < len(self.series):
                return self.series[place].indicator, base
            if self.items[0].subject is not None:
                return self._inherited("level"), base
        if self.items and place < len(self.items) and len(self.items) >= self._run_length(clause, q):
            item = self.items[place]
            words = item.name
            if item.period is not None or item.subject is not None:
                before_list = respective.start() if respective else clause.start
                shared = self._phrase(clause.start, before_list)
                if item.subject is not None or not shared:
                    shared = item.name or verb_words or (self.topic if item.period is not None else "")
                return (self._named(shared) if shared else self._inherited(measure)), base
            if verb_words and verb_words not in words and measure in ("level", "growth", "growth_multiple"):
                words += verb_words
            if _DECLINE_TO.fullmatch(verb_words):
                words = item.name
            if self.series and place < len(self.series) and not verb_words:
                return self.series[place].indicator, base
            return self._named(words), base
        if self.series and place < len(self.series):
            return self.series[place].indicator, base
        if self.last is not None and not verb_words and place > 0:
            return self._inherited(measure), base
        return None

    # --- time, status, bound --------------------------------------------------------------------

    def _when(self, q: Quantity) -> tuple[Period | None, str]:
        if self.period is not None:
            return self.period, self.basis
        scene = self.scene
        published, reference = scene.published, scene.reference
        if scene.plans and not scene.regulatory and published and reference and reference.year and reference.year < published.year:
            # What is to be done is to be done in the year of the text, not in the one it reviews.
            return Period(0, 0, "year", date(published.year, 1, 1), date(published.year, 12, 31)), "inferred"
        if scene.period is not None and self._carries(scene.period):
            return scene.period, "explicit"
        if scene.reference is not None:
            return scene.reference, "inferred"
        return None, ""

    def _carries(self, period: Period) -> bool:
        """Whether a period of an earlier sentence still holds here."""
        return period.last is not None

    def _status(self, q: Quantity, period: Period | None, measure: str, basis: str) -> str:
        scene = self.scene
        before = self.text[self.start : q.start]
        around = self.text[self.start : self.end]
        target, estimate = _last(self.r.cues.target, before), _last(self.r.cues.estimate, before)
        if target and estimate:
            target, estimate = (target, None) if target.start() > estimate.start() else (None, estimate)
        clause_start = max((m.end() for m in _CLAUSE_END.finditer(self.text, self.start, q.start)), default=self.start)
        if (target or estimate) and _DONE.search(self.text[clause_start : q.end + 5]) and not (
            (target or estimate) and self.start + (target or estimate).start() >= clause_start  # type: ignore[union-attr]
        ):  # fmt: skip
            return "actual"
        if scene.regulatory and self._is_rule(q, around, measure) and not (target and self._is_future(period, basis)) and (_AWARD.search(around) or not self._is_future(period, basis)):
            return "rule"
        if target:
            return "target"
        if estimate:
            return "estimate"
        if re.search(r"完成[^，]{0,4}(?:年度|全年|目标)(?:任务|目标|计划)$", self.text[self.start : q.start]) and self.text[q.end : q.end + 1] == "的":
            return "target"
        if re.match(r"(?:左右|以上)?的?(?:预期|年度|既定|增长|工作)*目标", self.text[q.end : q.end + 10]):
            return "target"
        if self._is_future(period, basis):
            return "target"
        if self._is_rule(q, around, measure):
            return "rule"
        if self.inherits_status and scene.status in _FUTURE_CARRY:
            return scene.status
        if scene.plans and not _PAST.search(around):
            return "target"
        published = scene.published
        this_year = period is not None and published is not None and period.grain == "year" and period.year == published.year
        if this_year and published and published.month <= 3 and not period.explicit_year and self.basis == "explicit" and period is self.period and not _SO_FAR.search(around):
            return "target"
        return "actual"

    def _is_future(self, period: Period | None, basis: str) -> bool:
        published = self.scene.published
        return (
            period is not None and period.last is not None and published is not None
            and period.last.year > published.year and basis == "explicit"
        )  # fmt: skip

    def _is_rule(self, q: Quantity, around: str, measure: str) -> bool:
        scene = self.scene
        if measure in ("change_pp", "gap_pp", "rank") or (measure == "growth" and not scene.regulatory):
            return False
        timed = self.r._dimension.get(q.unit) in _TIMED
        clause = self.text[max(self.start, q.start - 30) : q.end + 6]
        if timed and scene.service_rules:
            return bool(re.search(r"时限|时间|[内前]|不超过|须|应|最长|控制在", clause)) and "停电" not in clause
        if scene.service_rules and not scene.regulatory and q.unit in self.r._counts:
            around = self.text[max(self.start, q.start - 12) : q.end + 4]
            return bool(re.search(r"环节|流程|资料|材料|手续", around))
        if scene.regulatory:
            start = max(self.text.rfind("；", self.start, q.start) + 1, self.start)
            stop = self.text.find("；", q.end, self.end)
            part = self.text[start : stop if stop > 0 else self.end]
            if not self.r.cues.rule.search(part):
                return False
            return bool(_AWARD.search(part)) or not _PAST_FIGURE.search(part)
        return bool(scene.service_rules and self.r.cues.rule.search(clause) and q.unit in ("千伏安", "千伏安/千瓦"))

    def _bound(self, q: Quantity, left: str, right: str) -> str:
        if q.form == "range":
            return "range"
        if q.form == "rank":
            return "le" if q.infix == "前" else "eq"
        after = self.r.cues.bound_after.match(self.text, q.end)
        if after and after.lastgroup:
            if after.group() == "内" and self.r._dimension.get(q.unit) not in _TIMED:
                after = None
            elif after.group() in ("多", "余"):
                return "gt"
        if after and after.lastgroup:
            return after.lastgroup
        if q.form == "half":
            return {"近": "approx", "过": "gt", "超": "gt", "逾": "gt"}.get(
                self.text[q.start - 1 : q.start], "eq"
            )
        if q.infix == "上":
            return "ge"
        before = self.r.cues.bound_before.search(self.text[max(self.start, q.start - 8) : q.start])
        if before and before.lastgroup:
            word = before.group(before.lastgroup)
            if q.unit in ("个百分点", "%") and word in ("高于", "低于", "超出") and "百分点" in q.unit:
                return "gt" if q.infix else "eq"
            return before.lastgroup
        return "gt" if q.infix else "eq"

    def _revision(self) -> str:
        sentence = self.text[self.start : self.end]
        return next((name for name, pattern in _REVISION if pattern.search(sentence)), "")


@dataclass(slots=True)
class _Item:
    name: str = ""
    subject: Subject | None = None
    period: Period | None = None


_MARKS = re.compile(r"[“”‘’\"\s《》]")
_TIMED = {"time", "working_time"}
_COUNT_LIKE = {"届", "期", "平方公里", "个", "条", "款", "批", "场次", "家次"}
_THREE = ("第一产业", "第二产业", "第三产业")
_OWN = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_BEFORE_SUBJECT = re.compile(
    r"[，,、；;：:（\s“”—]|(?:其中|同时|此外|另外|目前|母公司|如|比如|例如|再如|截至|截止|据统计|数据显示|预计|力争|年末|全年|末|底|初|期间|以来|起|与此同时|而|并|且|统计数据显示|而且|来|内|间|共有|共|累计)"
)
_THE_ORGANISATION = re.compile(r"的(?P<name>[\u4e00-\u9fffA-Za-z·]{2,16}(?:公司|集团|控股))(?=[，,])")
_GENERIC_ORGANISATION = re.compile(
    r"^(?:[全各本我该].{0,4}|(?:新增|新设|引进|现有|大型|中型|小型|小微|国有|民营|外资|外贸|上市|保险|证券|担保|小额|贷款|物业|平台|龙头|骨干|央企|跨国|投资|子|分|融资|性|政府|家|多家|一批|建筑|房地产|开发|金融|科技|规模以上|规上|区属|市属|省属|母|总|合资)+)(?:公司|集团|控股|股份|合作社)"
)
_LEADING_VERB = re.compile(
    r"^(?:指导|推动|帮助|引导|组织|支持|促成|吸引|引进|扶持|带动|辖区|邀请|联合|推荐|成功|先后|培育|实施|以|如|有|让|为|与|将|由|对|包括|其中)+"
)
_FIRM_KIND = re.compile(r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?公司$|集团$|控股$|分公司$")
_VISITED = re.compile(
    r"(?:在|走进|来到|走访|步入)(?:位于[^，]{2,16}的)?(?P<name>[\u4e00-\u9fffA-Za-z·（）]{2,20}?(?:股份有限公司|有限责任公司|有限公司|公司|集团))(?!等|们|、)"
)
_FIRMS_LISTED = re.compile(r"(?:^|[，。：:；的])(?P<names>[\u4e00-\u9fff]{3,10}(?:、[\u4e00-\u9fff]{3,10})+)等\d+(?:多|余)?家(?:民营|重点|骨干|龙头)?企业")
_FIRM_LIST_GOES_ON = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:、|等\d)")
_THE_FIRM = re.compile(r"(?:该|这家)?公司(?!债|制|法|治理|总部)|(?:该|这家)企业|这家[^，。]{0,12}的?企业|企业(?=员工|产值|现有|研发|营收|年产|一度)")
_LEADING_FIRM = re.compile(
    r"(?:龙头|骨干|重点|链主)企业(?P<name>[\u4e00-\u9fff]{3,8}?)(?=年产|去年|今年|20\d\d年|产值|营收|营业|纳税|投资|实现|生产|投产)"
)
#: A park, a town or a village as the subject of its own figures.
_LOCALITY = re.compile(
    r"(?P<name>(?![全各本我该两三])[\u4e00-\u9fff]{2,8}(?:工业园|产业园|科技园|加工园|开发区|街道))(?=进出口|实现|完成|累计|现有|规模|产值|税收|营业|全年|去年|今年|\d|有)"
)
_OBJECT = re.compile(r"(?:第|首|平均|唯一|范围|上下|人民|各级|率先|最)")
_LISTED = re.compile(r"[、和与](?=[\u4e00-\u9fff]{2,8}(?:等|两|三|分别))")
#: A place that only begins the name of a company, or of the first of several.
_PART_OF_NAME = re.compile(r"[\u4e00-\u9fff、（）]{1,30}?等\s*\d|[\u4e00-\u9fff]{1,14}?(?:公司|集团|股份|厂(?!房)|控股)|[\u4e00-\u9fff]{0,8}?(?:银行|支行|信用社|证券)")
_ASIDE = re.compile(r"（[^（）]{1,30}）")
_FOOTNOTE = re.compile(r"\[\d{1,2}\]|[①-⑳]")
_DEICTIC_LEAD = re.compile(r"^(?:(?:[全我本该][国省市区县州])|辖区|区内|县内|市内)(?:的)?")
_BASE_BEFORE = re.compile(r"(?:比|较|相比|对比|与|同|和)(?:于|之)?$")
#: A minus sign before a number, which is no dash of a range.
_MINUS = re.compile(r"(?<![\d%％‰户家个元人项名])-$")
_MULTIPLE_OF = re.compile(r"(?:同期)?(?:水平)?的[近约超过]{0,2}(?:[\d.一二三四五六七八九十两]+倍|[\d.]+%|[一二三四五六七八九]成)")
_NOT_BASE = re.compile(r"度?[、和与]")
_AWARD_BEFORE = re.compile(r"(?:荣获|获评|创建|入围|授予|入选|获得|评为|获|被评)$")
_HISTORY_BEFORE = re.compile(r"(?:成立|始建|创办|创建|始|建|组建|设立|诞生|起源|落成|投产)于$")
_COMPARED = re.compile(r"(?:比|较|与)?(?:上年末?|去年|前年|上年同期|去年同期|同期|上月|上季度|年初)(?:相比)?|(?:比|较)(?=[增提上下减回高])|同比|环比")
_GAP = re.compile(
    r"(?<!占)(?<![同环])(?:比(?![重例值率])|较)(?!提高|提升|上升|下降|增|减|扩大|回落|加快)(?P<than>[^，。；]{1,24}?)(?:高出?|低|快|慢|提高|上升|提升|下降|回落|多|少|增加|减少|扩大|收窄|降低|加快)"
    r"|(?:高于|低于|快于|慢于|高出|低出|领先于?|落后于?|超出|超过|好于|优于|高过)(?P<than2>[^，。；]{0,24})"
)
_CHANGED_TO = re.compile(r"[^，。]{0,6}(?:增|升|降|减|提高|提升|上升|下降|压缩|压减|缩短|缩小|收窄|精简|发展|扩大|跃升|优化|调整|到|至|变)")
_RANK_RANGE = re.compile(r"(?:全[国省市区县州]|中西部|西部|东部|中部)[^，。；、]{0,16}?(?=居|列|排|位|名|第|前|升|保持|稳居|$)")
_OF_FIRMS = {"总产值", "产值", "营业收入", "利润总额", "利润", "增加值", "销售收入", "税收", "主营业务收入", "营收"}
_SPENT = re.compile(r"(?:拿出|投入|安排|拿到|争取到?|融到|获得?|筹集|筹措|发放|捐出|兑现|给予|设立|领到|得到|一[份个笔张项])$")
_CONTRIBUTED = re.compile(r"(?:对[^，]{2,12})?贡献率|(?:拉动|下拉|带动)(?=[^，]{2,14}(?:增长|增速|下降))")
#: A number that has no unit by its nature.
_INDEX = re.compile(r"(?:指数|系数|容积率|性别比)[^，]{0,8}$")
_TIMED_WORDS = re.compile(r"时限|时间|用时|时长|时数|周期|期限|平均|缩短|压缩|压减|达|停电|天数|日照|寿命|工期|学时|课时|里程|优良|不超过|最快|最长|只需|仅需|污染|天气|减少|增加|以内|时效|日均")
_EMPTY_PHRASE = re.compile(
    r"^(?:外贸|经济|全社会|总体|全部|整体|辖区|地区|本地|实绩|情况|数量|总量|规模|总额|金额|额|值|量|水平|指标|总值|值|总数|却|则|连续|单月|速度|增速|增幅|涨幅|降幅|占比|比重|季度|当月|当季|其|该|这|它|同|年|月|日|又|再|更|更是|高|较|比|与|中|在|内|市场|幅度|数|逐步|进一步)+$"
)
_SO_FAR = re.compile(r"已|截至|以来|目前|[同环]比|新增了|元旦|实现了|\d月")
_AWARD = re.compile(r"给予|奖励|补贴|补助|资助|不超过|最高|承担|贴息|以上的")
_PLAN_DONE = re.compile(r"完成[^，]{0,14}(?:计划|目标|任务|进度)[^，]{0,4}的?$")
_BY_COST = re.compile(r"按(?:照)?[^，按]{0,20}$")
_VERB_ONLY = re.compile(
    r"(?:先后|累计|成功|共同|积极|持续|已|新|再|再次|先|又|并|每年|多次|努力|加快|大力|重点|着力|全力|另有|共|共有|还有|还|有|推动|指导|帮助|引导|组织|带动|支持|引进|培育|获评|新增|新培育|打造|建设|建成|建立|设立|成立|"
    r"设置|开展|举办|实施|推进|完成|聚焦|围绕|提供|回应需求|明确|提出|出台|制定|发布|推出|争创|创建|认定|获得|荣获|入围|入选|签约|落地|引入|吸引|招引|新建|改造|新开工|开工|竣工|投产|组建|形成|拥有|涉及|覆盖|惠及|"
    r"服务|走访|解决|办理|协调|协调解决|收集|受理|处理|表彰|评选|选派|抽调|派驻|发动|动员|参与|提出|推广|使|让|与|为|对|向|在|将|把|于|及|和|等|的|全区|全市|全县|共计|合计|总计|分|分为|包括|包含|含|其中|如|是|确定|规划|新规划|计划|力争|实现|达成|签订|促成|促进|了|由|从|约|近|超|超过|突破|达|达到)+"
)
_VERB_END = re.compile(
    r"(?:新增|引进|培育|获评|打造|建设|建成|建立|设立|成立|设置|开展|举办|实施|推进|完成|提供|制定|推出|创建|认定|获得|荣获|入围|入选|引入|吸引|新建|组建|形成|拥有|涉及|覆盖|惠及|服务|走访|解决|协调|处理|表彰|动员|发动|组织|推动|指导|帮助|支持|与|为|对|向|等|的|有|促成|引导|聘请|挂牌|上榜|新培育|促进|在|和|建成投用|筛选出|邀请|购买|捐赠|出台|发布|抽调|派驻|选派)$"
)
_NOUN_END = re.compile(
    r"(?:企业|人员|机构|平台|项目|户|数|量|单位|主体|人口|干部|活动|协议|班|讲堂|沙龙|问题|政策|岗位|村|条|清单|工厂|车间|园区|学校|医院|床位|教师|学生|面积|里程|专利|贷款|资金|池|车辆|商会|会|者|员|人才|家庭|农户|职工|场所|网点|站|店|馆|中心|基地|线路|航线|品牌|产品|商标|标准|服务|事项|环节|材料|案件|事故|人数|家数|次数|批次|户数|个数|件数|流程|资料|时限|时间|年限|办|区|街道|镇|乡|书记|专员|队伍|联盟|合作社|农场|基金|公司|个体户|个体工商户|工商户|小微|小巨人|专精特新|游客|旅客|空调|创建)$"
)
_VERB_START = re.compile(
    r"入围|入选|入库|入驻|获评|荣获|获得|获批|获|参加|参与|参训|现场|签订|签约|签署|争取|享受|进驻|上榜|结成|结对|实现|完成|建立|被|成功|申报|纳入|开展|安全|常态|落户|落地|投产|成为|担任|在|对|向|为|与|赴|捐|购买|"
    r"提供|上云|“上云|达成|建成|创建|通过|办理|受理|申请|投入|用于|表示|认为|拥有|正式|全部|均|已|共同|自发|使用|采取|实施(?!方案)|推动|加入|走访|带动|新增|增加|增长|减少|上市(?!公司|企业)|挂牌(?!企业)|复工|复产|开工|竣工|投用|运营|"
    r"转产|搬迁|脱贫|营业收入|利润|年产值|产值|位居|居|列|取得|达到|达|超过|出现|发生|保持|下降|上升|回落|同比|较|比|占|开通|启动|引进|参保|就业|毕业|入学"
)
_EXISTS = re.compile(r"(?:全区|全市|全县|现|共|已|目前|拥|累计|总|辖区|内)*(?:有|达)?")
_CARRIED_VERB = re.compile(r"新增|新培育|新入库|新认定|新设立?|新登记|新建成?|新开工|新引进|培育|引进|净增|累计培育")


def _words_between(text: str, periods: list[Period]) -> bool:
    return any(
        len(text[a.end : b.start].strip("、和与及，末底份")) > 0
        for a, b in zip(periods, periods[1:], strict=False)
    )


def text_starts(text: str, start: int, words: str) -> bool:
    """Whether words stand at an offset, blanks apart."""
    return text[start : start + len(words) + 1].lstrip().startswith(words)


def scene_subject(scene: Scene, opening: Subject) -> Subject:
    """Whom a new part of a sentence is about: the visited firm, a place named, or the opening one."""
    return scene.company or scene.place or opening


def scene_is_regulatory(scene: Scene) -> bool:
    """In a policy paper the condition of a rule is its whole sentence."""
    return scene.regulatory


def is_whole(q: Quantity, vocabulary: Vocabulary) -> bool:
    """Whether a printed number is whole once its scale is applied: 8.96万 is, 4.2 is not."""
    factor = vocabulary.factor_of_scale.get(q.scale, Decimal(1))
    return all((Decimal(n) * factor) % 1 == 0 for n in (q.number, q.low, q.high) if n)


_UNIT_NOUN = {
    "人": "人数", "名": "人数", "位": "人数", "人次": "人次", "批": "批次", "期": "期数", "场": "场次", "场次": "场次",
    "次": "次数", "届": "届数", "家次": "家次", "户次": "户次", "笔": "笔数", "件": "件数",
}  # fmt: skip


def _counted(name: str, unit: str) -> str:
    """Name a count: 企业 in 家 is 企业数, 培训 in 人次 is 培训人次."""
    noun = _UNIT_NOUN.get(unit, "数")
    return name if not name or name.endswith((noun, "数", "数量", "人次", "总数")) else name + noun


def _own_words(left: str) -> bool:
    """Whether a list member says something of its own, beyond 、 and 和."""
    return bool(_OWN.search(_CUE_ONLY.sub("", left)))


_CUE_ONLY = re.compile(r"以及|力争|预计|争取|确保|分别|达到|超过|不低于|左右|以上|以下|[、，和与及为达近约超到至]")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found


def _signed(number: str, sign: int) -> str:
    if sign > 0 or not number:
        return number
    return number[1:] if number.startswith("-") else f"-{number}"


def _first_words(words: str) -> str:
    return re.sub(r"(?:成为|是|为|已成为)[^，]*$", "", _MARKS.sub("", words)).lstrip("，、")[-16:]


_DONE = re.compile(r"已(?!批)|建成投用|基本建成|完成(?!后|时)|同比")
_PAST_FIGURE = re.compile(r"(?:去年|上年|同比|比上年|截至)")
_PAST = re.compile(r"已|截至|累计|目前|实现了|达到了|完成了|去年|上年|同比|(?:经|由).{0,16}(?:审议|审定)")
