"""Read one document: from its text to rows. A pure function of the text and its manifest line."""

from __future__ import annotations

import functools
import hashlib
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date

from ingest import provenance, tables
from ingest.articles import BYLINE_TEXT, Article, articles
from ingest.clauses import ClauseReader, Fact, Other, Scene
from ingest.decode import decode
from ingest.layout import Block, blocks
from ingest.periods import Period, PeriodReader
from ingest.places import NATION
from ingest.responsibilities import measures
from ingest.rows import DocumentRow, FactRow, MeasureRow, MentionRow
from ingest.soundness import is_sound
from ingest.vocabulary import load


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the manifest; empty strings where it says nothing."""

    document_id: str
    file: str
    title: str = ""
    publisher: str = ""
    published_on: str = ""
    place: str = ""


@dataclass(slots=True)
class Reading:
    """What one document yields."""

    document: DocumentRow
    mentions: list[MentionRow]
    facts: list[FactRow]
    measures: list[MeasureRow]


@functools.cache
def clause_reader() -> ClauseReader:
    """The reader of this process, with its vocabularies."""
    return ClauseReader(load())


def read_document(source: Source, data: bytes) -> Reading:
    """Read a document.

    :param source: what the manifest says of it.
    :param data: the bytes of the file.
    :returns: its rows; every run of digits of the text lies in exactly one mention.
    :raises ingest.decode.NotText: when the bytes are no text.
    """
    text, encoding = decode(data)
    reader = clause_reader()
    parts = blocks(text)
    title = source.title or provenance.title(parts)
    place_id, place_basis = provenance.place(source.place, title, text, reader.gazetteer)
    publication = provenance.publication(source.published_on, parts)
    assembler = _Assembler(source.document_id, text)
    regulatory = _is_regulatory(title, parts, reader)
    groups = articles(parts)
    for article in groups:
        scene = _scene(
            article, title, source.place, place_id, publication, regulatory, len(groups) > 1, reader
        )
        for found, block in _read_article(article, scene, reader):
            assembler.add(found, block, scene)
    assembler.settle()
    place = reader.gazetteer.district(place_id).name if place_id else source.place
    return Reading(
        DocumentRow(
            source.document_id,
            source.file,
            title,
            source.publisher,
            publication.said,
            publication.basis,
            place,
            place_basis,
            place_id,
            encoding,
            hashlib.sha256(data).hexdigest(),
            len(text),
        ),
        assembler.mentions(),
        assembler.facts(),
        [
            MeasureRow(source.document_id, f"{source.document_id}@{m.start}-{m.end}", *m.row())
            for m in measures(parts)
        ],
    )


def _read_article(
    article: Article, scene: Scene, reader: ClauseReader
) -> list[tuple[list[Fact | Other], Block]]:
    result: list[tuple[list[Fact | Other], Block]] = []
    grid = tables.Grid()
    for block in article.blocks:
        if block.kind == "noise":
            found: list[Fact | Other] = [
                Other(m.start(), m.end(), "noise", "noise.doubled")
                for m in re.finditer(r"\d[\d年月日]*", block.text)
            ]
        elif block.kind == "row":
            found = grid.read(block, scene, reader)
        else:
            found = reader.read(block.text, block.paragraph, scene, block.kind == "heading")
            grid.caption(block.text)
        result.append((found, block))
    return result


def _is_regulatory(title: str, parts: list[Block], reader: ClauseReader) -> bool:
    """A policy paper: its title or one of its first headings ends in 意见, 办法, 措施 and the like."""
    genre = "|".join(reader.cues._cues["rule_genre"])
    ending = re.compile(rf"(?:{genre})(?:（[^）]*）)?[”》]?(?:的通知)?$")
    headings = [title, *(b.text for b in parts[:8] if b.kind == "heading")]
    return any(ending.search(h.strip("“”《》 ")) and len(h) > 4 for h in headings)


def _scene(
    article: Article,
    title: str,
    stated: str,
    place_id: str,
    publication: provenance.Publication,
    regulatory: bool,
    one_of_many: bool,
    reader: ClauseReader,
) -> Scene:
    gazetteer = reader.gazetteer
    near = place_id
    if one_of_many or not place_id:
        head = "\n".join(b.text for b in article.headings)
        lead = "\n".join(BYLINE_TEXT.sub("", b.text)[:240] for b in article.blocks[:6])
        found = gazetteer.main_place(f"{head}\n{head}\n{lead}", place_id)
        if found and (not place_id or place_id in gazetteer.ancestors(found)):
            near = found
        elif found and place_id == NATION:
            near = found
    # A name that several places bear, or no place at all: the text is about somewhere unknown.
    subject = gazetteer.subject(near) if near else gazetteer.unresolved(stated)
    text = article.text
    return Scene(
        subject=subject,
        near=near,
        published=publication.last,
        reference=_reference(title, article, publication),
        titled=bool(re.search(r"(?:19|20)\d\d年", title)) and not one_of_many,
        regulatory=regulatory,
        plans=regulatory,
        service_rules=regulatory or bool(_SERVICE_RULE.search(text)),
    )


_SERVICE_RULE = re.compile(r"《[^》]{2,40}(?:方案|规定|办法|条例|细则|意见)》|(?:方案|规定|办法|条例|细则)[^。]{0,14}(?:施行|实施)|新办法|新规")


_DATED = re.compile(r"((?:19|20)\d\d)年")
_YEARLY = re.compile(r"工作报告|统计公报|工作总结|年度盘点|工作回顾")
_REVIEW = re.compile(r"过去的?[一五]年|[五一]年来|工作报告|统计公报|回顾|巡礼|纪略|盘点|去年")


def _reference(
    title: str, article: Article, publication: provenance.Publication
) -> Period | None:
    """The period that undated statements belong to: that reviewed, or the year of publication."""
    published = publication.last
    headline = title + "\n" + "\n".join(b.text for b in article.headings[:3])
    named = [
        p for p in PeriodReader(published).find(headline)
        if p.last and p.grain not in ("duration", "now", "day", "plan")
    ]  # fmt: skip
    past = [p for p in named if published is None or p.last <= published]  # type: ignore[operator]
    if past and past[0].grain in ("ytd", "half", "quarter", "month"):
        return past[0]
    years = Counter(int(m[1]) for m in _DATED.finditer(article.text))
    if published is None:
        if past and past[0].year:
            return _year(past[0].year)
        return _year(years.most_common(1)[0][0]) if years else None
    closed = published.year - 1
    if any(p.year == closed for p in past) and not any(p.year == published.year for p in past):
        return _year(closed)
    dated = len(publication.said) > 4
    if not dated and publication.basis == "text" and years[closed] > years[published.year]:
        return _year(closed)
    if published.month <= 4 and _YEARLY.search(title):
        return _year(closed)
    if published.month <= 4:
        reviewed = bool(_REVIEW.search(headline + article.text))
        enough = years[closed] >= (1 if reviewed else 2)
        if enough and years[closed] >= years[published.year]:
            return _year(closed)
        if published.month <= 3 and reviewed and not years[published.year]:
            return _year(closed)
    return _year(published.year)


def _year(year: int) -> Period:
    return Period(0, 0, "year", date(year, 1, 1), date(year, 12, 31))


# --- assembling rows ----------------------------------------------------------------------------


class _Assembler:
    """Turns what the blocks state into rows in the offsets of the file."""

    def __init__(self, document_id: str, text: str) -> None:
        self._id, self._text = document_id, text
        self._vocabulary = load()
        self._mentions: dict[int, MentionRow] = {}
        self._facts: list[FactRow] = []
        self._ids: Counter[str] = Counter()

    def add(self, found: list[Fact | Other], block: Block, scene: Scene) -> None:
        """Add what one block states."""
        for item in found:
            start, end = block.span(item.start, item.end)
            if isinstance(item, Other):
                self._mention(start, end, item.numeral, item.disposition, item.rule, "")
                continue
            if not is_sound(item, self._vocabulary):
                numeral = item.quantity.numeral
                self._mention(start, end, numeral, "unresolved", "unresolved.unsound", "")
                continue
            observation_id = self._observation_id(start, end)
            self._facts.append(self._fact(item, block, start, end, observation_id, scene))
            q = item.quantity
            whole = block.span(q.start, q.end)
            self._mention(*whole, q.numeral, "fact", item.rule, observation_id)

    def _observation_id(self, start: int, end: int) -> str:
        base = f"{self._id}@{start}-{end}"
        self._ids[base] += 1
        return base if self._ids[base] == 1 else f"{base}.{self._ids[base]}"

    def _mention(
        self, start: int, end: int, numeral: str, disposition: str, reason: str, observation: str
    ) -> None:
        known = self._mentions.get(start)
        if known is not None and known.disposition == "fact":
            return
        surface = self._text[start:end]
        self._mentions[start] = MentionRow(
            self._id, start, end, surface, numeral, disposition, reason, observation
        )

    def _fact(
        self, f: Fact, block: Block, start: int, end: int, observation_id: str, scene: Scene
    ) -> FactRow:
        quote_start, quote_end = block.span(*f.sentence) if f.sentence[1] else block.span(0, len(block.text))
        period = iso_period(f.period, f.status, scene.published)
        ranged = f.quantity.form == "range"
        return FactRow(
            observation_id,
            self._id,
            start,
            end,
            self._text[start:end],
            quote_start,
            self._text[quote_start:quote_end],
            f.subject.name,
            f.subject.kind,
            f.subject.district_id,
            f.indicator.concept_id,
            f.indicator.name,
            f.indicator.scope,
            f.measure,
            f.base,
            f.base_id,
            "" if ranged else f.number,
            f.low if ranged else "",
            f.high if ranged else "",
            f.quantity.resolution,
            f.scale,
            f.unit,
            f.bound,
            *period,
            f.period_basis if f.period else "",
            f.status,
            f.revision,
            f.rule,
        )

    def settle(self) -> None:
        """Drop what overlaps, then account for every run of digits that nothing has taken."""
        end = 0
        for start in sorted(self._mentions):
            if start < end:
                del self._mentions[start]
            else:
                end = self._mentions[start].span_end
        covered = [(m.span_start, m.span_end) for m in self.mentions()]
        index = 0
        for match in re.finditer(r"\d+", self._text):
            start, stop = match.span()
            while index < len(covered) and covered[index][1] <= start:
                index += 1
            following = index
            # The parts of a run that no mention covers, if any.
            while start < stop:
                if following < len(covered) and covered[following][0] <= start:
                    start = covered[following][1]
                    following += 1
                    continue
                until = min(stop, covered[following][0]) if following < len(covered) else stop
                self._mention(start, until, "ar", "unresolved", "unresolved.unread", "")
                start = until

    def mentions(self) -> list[MentionRow]:
        """The mentions in the order of the text."""
        return [self._mentions[start] for start in sorted(self._mentions)]

    def facts(self) -> list[FactRow]:
        """The facts in the order of the text, each inside of a mention that is a fact."""
        spans = [(m.span_start, m.span_end) for m in self.mentions() if m.disposition == "fact"]
        starts = [start for start, _ in spans]
        result = []
        for fact in sorted(self._facts, key=lambda f: (f.span_start, f.observation_id)):
            at = bisect_right(starts, fact.span_start) - 1
            if at >= 0 and fact.span_end <= spans[at][1]:
                result.append(fact)
        return result


def iso_period(
    period: Period | None, status: str, published: date | None
) -> tuple[str, str, str, str, str]:
    """Write a period: (ISO text, first day, last day, grain, year)."""
    if period is None or period.last is None:
        return "", "", "", "", ""
    last, first = period.last, period.first
    year = str(last.year)
    if period.grain == "now":
        return last.isoformat(), "", last.isoformat(), "instant", year
    if period.instant or first is None or first > last:
        return last.isoformat(), "", last.isoformat(), "instant", year
    text = {
        "year": year,
        "month": f"{last:%Y-%m}",
        "quarter": f"{year}-Q{last.month // 3}",
        "half": f"{year}-H{last.month // 6}",
        "day": last.isoformat(),
        "ytd": f"{first:%Y-%m}/{last:%Y-%m}",
    }.get(period.grain, f"{first.year}/{last.year}")
    grain = "span" if period.grain in ("plan", "span", "duration") else period.grain
    return text, first.isoformat(), last.isoformat(), grain, year
