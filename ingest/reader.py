"""Read one document: from its text to rows. A pure function of the text and its manifest line."""

from __future__ import annotations

import functools
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

import yaml

from ingest import tables
from ingest.articles import BYLINE_TEXT, Article, articles
from ingest.clauses import ClauseReader, Fact, Other, Scene
from ingest.decode import decode
from ingest.layout import Block, blocks
from ingest.periods import Period, PeriodReader
from ingest.places import NATION
from ingest.responsibilities import measures
from ingest.rows import DocumentRow, FactRow, MeasureRow, MentionRow
from ingest.vocabulary import CUES, load


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
    title = source.title or _title(parts)
    place_id, place_basis = _document_place(source.place, title, text, reader)
    published, published_on, published_basis = _publication(source.published_on, parts)
    assembler = _Assembler(source.document_id, text)
    regulatory = _is_regulatory(title, parts, reader)
    groups = articles(parts)
    for article in groups:
        scene = _scene(article, title, place_id, published, regulatory, len(groups) > 1, reader)
        for found, block in _read_article(article, scene, reader):
            assembler.add(found, block, scene)
    assembler.sweep(parts)
    place = reader.gazetteer.district(place_id).name if place_id else source.place
    return Reading(
        DocumentRow(
            source.document_id,
            source.file,
            title,
            source.publisher,
            published_on,
            published_basis,
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
            MeasureRow(source.document_id, f"{source.document_id}#{m.number}", *m.row())
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


# --- what a document says of itself -------------------------------------------------------------


def _title(parts: list[Block]) -> str:
    """The first heading that is long enough to be a title; a subtitle with —— is better."""
    headings = [b.text for b in parts if b.kind == "heading"]
    dashed = [h.lstrip("—") for h in headings if h.startswith("——")]
    long = [h for h in headings if len(h) >= 8]
    return (dashed or long or headings or [""])[0]


def _document_place(
    stated: str, title: str, text: str, reader: ClauseReader
) -> tuple[str, str]:
    gazetteer = reader.gazetteer
    if stated:
        for mention in gazetteer.find(stated):
            if mention.start == 0 and mention.end == len(stated):
                district_id = gazetteer.resolve(stated, mention.candidates, "")
                if not district_id:
                    around = gazetteer.main_place(text[:4000], "")
                    district_id = gazetteer.resolve(stated, mention.candidates, around)
                return district_id, "manifest"
        chain = ""
        for mention in gazetteer.find(stated):
            chain = gazetteer.resolve(mention.name, mention.candidates, chain) or chain
        return chain, "manifest"
    wide = gazetteer.main_place(text[:20000], "")
    place = gazetteer.main_place(title, wide) or wide
    return place, "text" if place else "none"


_DOCUMENT_NUMBER = re.compile(r"[〔\[（(](20\d\d)[〕\]）)]\s*\d+\s*号")
_DATED = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")


@functools.cache
def _events() -> list[tuple[re.Pattern[str], int]]:
    listed = yaml.safe_load((CUES.parent / "events.yml").read_text(encoding="utf-8"))
    return [(re.compile(e["words"]), e["year"]) for e in listed]


def _publication(stated: str, parts: list[Block]) -> tuple[date | None, str, str]:
    """The last day of the publication date, as far as it is known, the date as said, and its basis."""
    if stated:
        return _last_day(stated), stated, "manifest"
    text = "\n".join(b.text for b in parts if b.kind != "noise")
    number = _DOCUMENT_NUMBER.search(text)
    if number:
        return _last_day(number[1]), number[1], "text"
    tail = [m for b in parts[-4:] for m in _DATED.finditer(b.text) if m[3] and len(b.text) < 30]
    if tail:
        said = f"{tail[-1][1]}-{int(tail[-1][2]):02}-{int(tail[-1][3]):02}"
        return _last_day(said), said, "text"
    counts: Counter[int] = Counter()
    latest = (0, 0)
    for match in _DATED.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        year = int(match[1])
        if re.search(r"[到至]$|力争|目标|计划", before) or text[match.end() : match.end() + 12].find("将") >= 0:
            continue
        counts[year] += 1
        if match[2]:
            latest = max(latest, (year, int(match[2])))
    if counts:
        year = max(counts)
        if "去年" in text and "今年" in text and counts[year] > 1 and latest[0] < year:
            # The text speaks of a closed year, and of this one.
            return _last_day(f"{year + 1}-01"), str(year + 1), "text"
        if re.search(r"去年|今年我市|今年将", text) and latest[0] <= year and _opening_month(text) in (1, 2, 3):
            said = f"{year + 1}-{_opening_month(text):02}"
            return _last_day(said), said, "text"
        said = f"{latest[0]}-{latest[1]:02}" if latest[0] == year else str(year)
        return _last_day(said), said, "text"
    for words, year in _events():
        if words.search(text):
            return _last_day(str(year)), str(year), "text"
    return None, "", "none"


def _opening_month(text: str) -> int:
    """The month of a newspaper's dateline (1月17日) that prints no year."""
    match = re.search(r"(?<![年\d])(\d{1,2})月\d{1,2}日", text)
    return int(match[1]) if match else 0


def _last_day(said: str) -> date | None:
    parts = [int(p) for p in re.findall(r"\d+", said)]
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    if len(parts) > 2:
        return date(year, month, parts[2])
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _is_regulatory(title: str, parts: list[Block], reader: ClauseReader) -> bool:
    """A policy paper: its title or one of its first headings ends in 意见, 办法, 措施 and the like."""
    genre = "|".join(reader.cues._cues["rule_genre"])
    ending = re.compile(rf"(?:{genre})(?:（[^）]*）)?[”》]?(?:的通知)?$")
    headings = [title, *(b.text for b in parts[:8] if b.kind == "heading")]
    return any(ending.search(h.strip("“”《》 ")) and len(h) > 4 for h in headings)


def _scene(
    article: Article,
    title: str,
    place_id: str,
    published: date | None,
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
    subject = gazetteer.subject(near) if near else gazetteer.subject(NATION)
    text = article.text
    return Scene(
        subject=subject,
        near=near,
        published=published,
        reference=_reference(title, article, published),
        titled=bool(re.search(r"(?:19|20)\d\d年", title)) and not one_of_many,
        regulatory=regulatory,
        plans=regulatory,
        service_rules=regulatory or bool(_SERVICE_RULE.search(text)),
    )


_SERVICE_RULE = re.compile(r"《[^》]{2,40}(?:方案|规定|办法|条例|细则|意见)》|(?:方案|规定|办法|条例|细则)[^。]{0,14}(?:施行|实施)|新办法|新规")


_REVIEW = re.compile(r"过去的?[一五]年|[五一]年来|工作报告|统计公报|回顾|巡礼|纪略|盘点|去年")


def _reference(title: str, article: Article, published: date | None) -> Period | None:
    """The period that undated statements belong to: the one reviewed, or the year of publication."""
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

    def sweep(self, parts: list[Block]) -> None:
        """Account for every run of digits that no block's reading has taken."""
        covered = sorted((m.span_start, m.span_end) for m in self._mentions.values())
        index = 0
        for match in re.finditer(r"\d+", self._text):
            start, end = match.span()
            while index < len(covered) and covered[index][1] <= start:
                index += 1
            if index < len(covered) and covered[index][0] < end:
                continue
            self._mention(start, end, "ar", "unresolved", "unresolved.unread", "")

    def mentions(self) -> list[MentionRow]:
        """The mentions in the order of the text."""
        return [self._mentions[start] for start in sorted(self._mentions)]

    def facts(self) -> list[FactRow]:
        """The facts in the order of the text."""
        return sorted(self._facts, key=lambda f: (f.span_start, f.observation_id))


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
    if period.instant or first is None:
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
