"""Read what the sentences of an article state, a block at a time."""

from __future__ import annotations

import re

from ingest import chapters, subjects
from ingest.lexicon import Lexicon
from ingest.patterns import headed
from ingest.periods import Period, PeriodReader, calendar_year
from ingest.places import Gazetteer
from ingest.scene import Fact, Other, Scene
from ingest.tokens import sentences, tokens
from ingest.walk import read_sentence

#: A heading after which an article speaks of what is to be done.
_PLAN_HEADING = re.compile(
    r"(?:今年|明年|新的一年|下一年度?|下一步|下步|今后[一二三四五几]年|未来[一二三四五几]年|20\d\d年)"
    r"[^。]{0,14}"
    r"(?:预期目标|主要目标|目标任务|工作安排|重点工作|主要任务|工作打算|工作思路|工作重点"
    r"|为民办实事|民生实事|重点抓好|着力抓好|重点做好|要抓好|将重点|发展计划(?!执行|完成)|预算草案|预算安排|财政预算)"
    r"|围绕上述目标|新的一年，|重点抓好以下|下一步(?:工作|打算|计划)"
)
#: In running text the same words may announce a report: there a colon or 是 must follow.
_PLAN_SENTENCE = headed(
    r"(?:预期目标|主要目标|目标任务)(?:是|为)?[：:]|(?:以下|如下|下列)[^。，]{0,6}目标[：:]"
    r"|(?:今年|明年|新的一年|下一步|20\d\d年)[^。]{0,14}(?:重点抓好|着力抓好|重点做好|要抓好|将重点)"
    r"|围绕上述目标|新的一年，|重点抓好以下|下一步(?:打算|计划)"
)
_REVIEW = re.compile(r"总结|回顾|执行情况|完成情况")
#: A paragraph that goes on about a firm speaks of it, or lets somebody speak.
_OF_FIRM = re.compile(r"公司|[该这][个家]?企业|厂[区房]|车间|生产线|员工|工人|“")
_ALL_EXPECTED = re.compile(r"预计(?:数)?（[^（）]{0,4}下同[^（）]{0,4}）")
#: A heading of what a place offers to firms: 六、惠企政策.
_OFFERS = re.compile(
    r"(?:惠企|奖补|奖励|扶持|优惠|支持)?政策(?:服务|支持|扶持|措施|清单|优势|标准|要点|摘要)?(?:（[^）]*）)?$"
)
#: A numbered heading, which opens a chapter.
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分")
#: 到2027年 in the general aims of a policy paper.
_BY = re.compile(r"(?:^|[，。：；])到20\d\d年")
#: Articles of a regulation stand each for itself; the sections of a paper share their aims.
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]+条")
_YEARS = ("year", "span")
#: How far into a heading it says what its chapter is about.
_HEADING = 60


def _deadline(text: str, end: int, scene: Scene) -> Period | None:
    """The year to come that words about plans name, as far as an offset, or None.

    A plan's own years (十四五) are a deadline in a plan only.
    """
    published = scene.published
    if published is None:
        return None
    grains = (*_YEARS, "plan") if scene.regulatory else _YEARS
    periods = PeriodReader(published).find(text[:end])
    years = [p.year for p in periods if p.grain in grains and p.year]
    return calendar_year(years[-1]) if years and years[-1] >= published.year else None


def _take_deadline(text: str, scene: Scene) -> None:
    """Take the deadline of the aims of a policy paper: of all, or of the one article (第一条)."""
    if _ARTICLE.match(text):
        scene.numbered = True
        if scene.own_horizon:
            scene.horizon, scene.own_horizon = None, False
    by = _BY.search(text) if scene.horizon is None else None
    if by:
        scene.horizon = _deadline(text, by.end(), scene)
        scene.own_horizon = scene.numbered


class ClauseReader:
    """Reads blocks of prose; one per process, its state is in the :class:`Scene`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    @property
    def gazetteer(self) -> Gazetteer:
        """The places that it knows."""
        return self.lexicon.gazetteer

    def read(
        self, text: str, paragraph: int, scene: Scene, heading: bool = False
    ) -> list[Fact | Other]:
        """Read a block of clean prose or a heading.

        :param paragraph: the number of its paragraph in the document.
        :param heading: a heading opens a section, and may say that it is about plans.
        :returns: facts and other numerals; every run of digits of the text is in one of them.
        """
        if paragraph != scene.paragraph and scene.company and not _OF_FIRM.search(text):
            # The passage has left the firm.
            scene.company = None
        scene.open_paragraph(paragraph)
        if heading:
            scene.company, scene.expected = None, False
            scene.offers = _OFFERS.search(text) is not None
        subjects.take_label(text, scene, self.lexicon, heading)
        if scene.policy:
            chapters.take_state(text, scene)
        plan = _PLAN_HEADING.search(text[:_HEADING]) if heading else _PLAN_SENTENCE.search(text)
        if heading and _REVIEW.search(text[:_HEADING]):
            # 2024年工作总结和2025年工作思路: the title of both.
            plan = None
        if plan:
            scene.plans = True
            scene.horizon = _deadline(text, plan.end(), scene) or scene.horizon
        elif heading and not scene.regulatory and _CHAPTER.match(text):
            scene.plans, scene.horizon = False, None
        elif scene.regulatory:
            _take_deadline(text, scene)
        found = tokens(text, scene, self.lexicon)
        result: list[Fact | Other] = [*found.others(text)]
        for start, end in sentences(text):
            scene.expected = scene.expected or _ALL_EXPECTED.search(text, start, end) is not None
            result += read_sentence(text, start, end, found, scene, self.lexicon)
        return result
