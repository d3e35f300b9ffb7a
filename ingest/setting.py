"""Set the scene of an article: its place, the period it reviews, and what kind of text it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ingest import towns
from ingest.articles import BYLINE_TEXT, Article
from ingest.chinese import integer
from ingest.layout import Block
from ingest.lexicon import Lexicon
from ingest.periods import Period, PeriodReader, calendar_year
from ingest.places import NATION, Subject, deictics
from ingest.provenance import SEVERAL, THIS_YEAR, Publication
from ingest.scene import Scene

_YEAR = re.compile(r"((?:19|20)\d\d)年")
#: A title that says which year it reviews, by its number or as that of a census.
_TITLE_YEAR = re.compile(r"(?:19|20)\d\d年|第[四五六七八]次全国(?:人口|经济)普查")
#: A text about rules of service: it cites them, or says that they come into force.
_SERVICE_RULE = re.compile(
    r"《[^》]{2,40}(?:方案|规定|办法|条例|细则|意见)》"
    r"|(?:方案|规定|办法|条例|细则)[^。]{0,14}(?:施行|实施)|新办法|新规"
)
#: 2025年工作思路: what a headline says is to come.
_PLANNED = re.compile(
    r"度?(?:国民经济和社会发展)?[^，。、和\d]{0,10}?(?:思路|打算|计划|要点|草案|安排|目标|展望|部署|任务)(?!执行|完成)"
)
#: What is to be done within the years that a title names.
_YEARS_OF_PLAN = re.compile(r"行动|规划|计划|方案")
#: 2025年工作会议, 2025年力争: such a year is not the one reported on.
_TO_COME = re.compile(
    r"度?[^。；，\d]{0,14}?(?:工作会议?|怎么干|力争|将(?!近)|计划|目标|预期|展望|思路|安排|打算)"
    r"|，[^。；，\d]{0,8}(?:力争|将(?!近)|计划)"
)
#: Words by which a text reports on the year in which it is published, rather than plans for it.
_THIS_YEAR = re.compile(
    r"(?:今年|本年)(?![^。]{0,16}(?:将|力争|计划|拟|预计|目标|要))|前两个?月|1月?[-—~至到]\d月"
)
#: 2月7日上午，某某镇举行…开工仪式: what happened on a day, unless somebody reports on that day.
_EVENT = re.compile(
    r"(?:[^。]{0,60}[）讯电]\s*)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?![^。]{0,60}(?:发布|通报|召开|获悉|公布))"
    r"[^。]{0,60}?(?:仪式|开工|动工|投产|投运|签约|揭牌|启用|开业|通车|开园|奠基|开幕)"
)
#: 本措施自2024年5月1日起施行: since when a paper holds, which a 条 of it may not do.
_IN_FORCE = re.compile(
    r"(?:(?:本|该|以上|上述)(?!条(?!例)|款|项)[^，。；《》\d]{1,10}|》|^|[。\n])\s*自(?P<year>20\d\d)年"
    r"(?:\d{1,2}月(?:\d{1,2}日)?)?(?:之日)?(?:起|开始)(?:正式)?(?:施行|实施|执行|生效|试行)(?!以?来)"
)
#: Such a paper reviews the years before it.
_LOOKS_BACK = re.compile(r"规划|纲要")
#: A paper may come into force so many years before or after it is published.
_FORCE_REACH = 1
#: An event is news for so many days, and stands in one of the first blocks of its text.
_FRESH, _LEAD = 31, 6
#: So often a text names the zone that it is about; such a part of a page lies in one place.
_OFTEN, _MOST = 3, 0.6
#: Articles on so many places, most of them in no common one, leave the page without a place.
_SCATTERED = 3
#: 五年来, 五年综述: so many years, which a text counts from the base of its comparisons.
_YEARS_BACK = re.compile(
    r"(?P<years>[三四五六七八九十])年(?:来|间|[^，。\n]{0,6}(?:成就|综述|巡礼|回眸|回顾))"
)
_BASE_YEAR = re.compile(r"(?:比|较|由|从|是|与)((?:19|20)\d\d)年")
_CHAPTER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
#: Grains of a headline that say which part of a year the text reports on.
_PARTS_OF_YEAR = ("ytd", "half", "quarter", "month")
#: After a short name that is a common word, what makes it that word: 朝阳产业, 和平发展.
_COMMON_WORD = re.compile(
    r"产业|行业|企业|技术|汽车|社(?!区)|网|书店|发展|统一|共[处赢]|年代|时期|时代|精神|路|大道"
)
_NO_REPORT = ("duration", "now", "day", "plan")


def is_regulatory(title: str, blocks: list[Block], lexicon: Lexicon) -> bool:
    """A policy paper: its title or one of its first headings ends in 意见, 办法 or the like."""
    first = [b.text for b in blocks[:8] if b.kind == "heading"]
    # 六、惠企政策 is a chapter of something else.
    headings = [title, *(h for h in first if not _CHAPTER.match(h))]
    ending = lexicon.cues.rule_title
    return any(ending.search(h.strip("“”《》 ")) and len(h) > 4 for h in headings)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a document before its articles are read.

    ``place``: its place as the manifest states it, or "". ``place_id``: the district that it is
    about, or "". ``town``: the town that it is about, which lies in that district, or None.
    ``regulatory``: it is a policy paper. ``many``: it has several articles. ``shorts``: the
    districts by those of their short names that are common words (``Gazetteer.short_names``).
    """

    title: str
    place: str
    place_id: str
    town: Subject | None
    publication: Publication
    regulatory: bool
    many: bool
    shorts: dict[str, str] = field(default_factory=dict)


def scene(article: Article, frame: Frame, lexicon: Lexicon) -> Scene:
    """The scene of an article."""
    gazetteer = lexicon.gazetteer
    near = frame.place_id
    if frame.many or not near or SEVERAL.search(frame.place):
        own = _place(article, near, lexicon)
        near = _by_short_name(article, own, near, frame, lexicon) or own or near
    named = frame.place or gazetteer.open_name(article.text)
    place = gazetteer.subject(near) if near else gazetteer.unresolved(named)
    title = PeriodReader(frame.publication.last).find(frame.title)
    plan = next((p for p in title if _is_plan(p, frame) and not frame.many), None)
    town = _town(article, frame, lexicon)
    return Scene(
        # A name that several places bear, or no place at all: the text is about somewhere unknown.
        subject=town or _zone(article, frame, lexicon) or place,
        near=near,
        town=town,
        published=frame.publication.last,
        reference=_reference(article, frame, lexicon),
        titled=bool(_TITLE_YEAR.search(frame.title)) and plan is None and not frame.many,
        regulatory=frame.regulatory,
        policy=frame.regulatory,
        horizon=calendar_year(plan.year) if plan and plan.year else None,
        plans=frame.regulatory,
        service_rules=frame.regulatory or bool(_SERVICE_RULE.search(article.text)),
    )


def _is_plan(period: Period, frame: Frame) -> bool:
    """Whether a title names the years of a plan: 十四五, 行动方案（2023—2025年）."""
    if period.grain == "plan":
        return True
    published = frame.publication.last
    ahead = bool(period.year and published and period.year > published.year)
    named = _YEARS_OF_PLAN.search(frame.title, 0, period.start)
    return frame.regulatory and period.grain == "span" and ahead and named is not None


def _town(article: Article, frame: Frame, lexicon: Lexicon) -> Subject | None:
    """The town that an article is about: that of the document, or its own on a page of several."""
    if frame.town or not frame.many:
        return frame.town
    head = next((b.text for b in article.headings), "")
    return towns.of_text(head, article.text, lexicon.gazetteer)


def _zone(article: Article, frame: Frame, lexicon: Lexicon) -> Subject | None:
    """The zone that an article is about: stated as its place, or named throughout."""
    if frame.place:
        stated = lexicon.gazetteer.zones(frame.place)
        return next(iter(stated), None) if not frame.many else None
    head = frame.title + "\n" + "\n".join(b.text for b in article.headings)
    zone, times = next(iter(lexicon.gazetteer.zones(article.text).most_common(1)), (None, 0))
    named = zone is not None and zone.name in head
    return zone if zone is not None and (named or times >= _OFTEN) else None


def common_place(groups: list[Article], usual: str, lexicon: Lexicon) -> str:
    """The narrowest place that most articles of a page lie in: its id, or "" where they scatter.

    :param usual: the place that the page names most, which holds for a page of few known places.
    """
    counts: Counter[str] = Counter()
    places = [p for p in (_place(article, "", lexicon) for article in groups) if p]
    for place in places:
        counts.update(lexicon.gazetteer.ancestors(place)[:-1])
    wide = [p for p, n in counts.items() if n >= _MOST * len(places)]
    scattered = not wide and len(set(places)) >= _SCATTERED
    fallback = "" if scattered else usual
    return max(wide, key=lambda p: len(lexicon.gazetteer.ancestors(p)), default=fallback)


def _place(article: Article, place_id: str, lexicon: Lexicon) -> str:
    """The district that an article itself is about, if it lies in that of the document, or ""."""
    gazetteer = lexicon.gazetteer
    head = "\n".join(b.text for b in article.headings)
    lead = "\n".join(BYLINE_TEXT.sub("", b.text)[:240] for b in article.blocks[:6])
    found = gazetteer.main_place(f"{head}\n{head}\n{lead}", place_id)
    if found and place_id not in ("", NATION) and place_id not in gazetteer.ancestors(found):
        elsewhere = gazetteer.main_place(f"{head}\n{head}\n{lead}", "")
        return elsewhere if _is_elsewhere(article, elsewhere, place_id, lexicon) else ""
    return found


def _by_short_name(article: Article, own: str, usual: str, frame: Frame, lexicon: Lexicon) -> str:
    """The district that heads an article by a short name which is a common word, or "".

    :param own: the place that the article names otherwise, ``usual``: that of the page (ids).
    """
    ancestors = lexicon.gazetteer.ancestors
    for short, place in frame.shorts.items():
        inside = usual in ("", *ancestors(place)) and own in ("", *ancestors(place))
        heads = [b.text for b in article.headings if b.text.startswith(short)]
        if inside and any(not _COMMON_WORD.match(head, len(short)) for head in heads):
            return place
    return ""


def _is_elsewhere(article: Article, found: str, usual: str, lexicon: Lexicon) -> bool:
    """Whether an article is about a place outside that of its page: named in full, and 全县 to it.

    :param found: the place that the article names most, ``usual``: that of the page (ids).
    """
    gazetteer = lexicon.gazetteer
    if not found or found in gazetteer.ancestors(usual):
        return False
    name = gazetteer.district(found).name
    named, own = article.text.count(name), gazetteer.district(usual).name
    pointed = sum(1 for _, _, word in deictics(article.text) if word[-1] == name[-1])
    return bool(named and pointed) and own not in article.text


def _reference(article: Article, frame: Frame, lexicon: Lexicon) -> Period | None:
    """The period that undated statements belong to: that reviewed, or the year of publication."""
    published = frame.publication.last
    if frame.regulatory and published is not None and not _LOOKS_BACK.search(frame.title):
        return calendar_year(_in_force(article, published))
    headline = frame.title + "\n" + "\n".join(b.text for b in article.headings[:3])
    past = [
        p
        for p in PeriodReader(published).find(headline)
        if not _PLANNED.match(headline, p.end)
        and p.last
        and p.grain not in _NO_REPORT
        and (published is None or p.last <= published or p.year == published.year)
    ]
    if past and past[0].grain in _PARTS_OF_YEAR:
        return past[0]
    years = Counter(
        int(m[1]) for m in _YEAR.finditer(article.text) if not _TO_COME.match(article.text, m.end())
    )
    if published is None:
        usual = years.most_common(1)[0][0] if years else None
        year = (past[0].year if past else None) or usual
        return calendar_year(year) if year else None
    named = {p.year for p in past}
    before = published.year - 1
    if (
        (before in named and published.year not in named)
        or (_looks_back(frame.publication, years) and not THIS_YEAR.search(article.text))
        or _counts_back(headline, article.text, published)
        or (published.month <= 4 and lexicon.cues.yearly.search(frame.title))
        or (
            not _is_news(article, published)
            and _opens_year(published, headline + article.text, years, lexicon)
        )
    ):
        return calendar_year(before)
    return calendar_year(published.year)


def _in_force(article: Article, published: date) -> int:
    """The year in which a policy paper takes effect: as it says, or that of its publication."""
    said = [int(m["year"]) for m in _IN_FORCE.finditer(article.text)]
    near = [year for year in said if abs(year - published.year) <= _FORCE_REACH]
    return near[-1] if near else published.year


def _counts_back(headline: str, text: str, published: date) -> bool:
    """Whether a review of some years ends before its own: 五年成就, with 2015 as base, in 2021."""
    back = _YEARS_BACK.search(headline)
    bases = Counter(int(m[1]) for m in _BASE_YEAR.finditer(text)) if back else Counter()
    if back is None or not bases:
        return False
    base, _ = bases.most_common(1)[0]
    ends = base + integer(back["years"])[0]
    return ends == published.year - 1 and f"{ends}年" in text


def _is_news(article: Article, published: date) -> bool:
    """Whether an article opens with what happened in the days before its publication."""
    for block in article.blocks[:_LEAD]:
        event = _EVENT.match(block.text)
        if event is not None:
            month, day = int(event["month"]), int(event["day"])
            days = (published.month - month) * 31 + published.day - day
            return 0 <= days <= _FRESH
    return False


def _looks_back(publication: Publication, years: Counter[int]) -> bool:
    """Whether a text of which only the year is inferred names the year before more often."""
    if publication.last is None or publication.basis != "text" or len(publication.said) > 4:
        return False
    return years[publication.last.year - 1] > years[publication.last.year]


def _opens_year(published: date, text: str, years: Counter[int], lexicon: Lexicon) -> bool:
    """Whether a text of January to April reviews the year before."""
    if published.month > 4:
        return False
    this, before = years[published.year], years[published.year - 1]
    reviews = bool(lexicon.cues.review.search(text))
    if before >= max(this, 1 if reviews else 2):
        return True
    if this or published.month > 3 or _THIS_YEAR.search(text):
        return False
    return reviews or before > 0
