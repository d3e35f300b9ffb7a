"""Find the places and organisations that a text speaks of, and know how places hang together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.cues import alternation
from ingest.vocabulary import District, Vocabulary

NATION = "100000"
#: The subject of a text that names no place.
UNKNOWN = "未知地区"


@dataclass(slots=True)
class Mention:
    """A place named in a clean text: half-open span, and the districts that bear the name."""

    start: int
    end: int
    name: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a number is about. ``district_id`` is null for organisations and unknown places."""

    name: str
    kind: str
    district_id: str = ""


#: The last characters of full names.
_FULL = "省市区县"
#: A zone is called after the place that it lies in: 潍坊高新区.
_ZONE_TAIL = re.compile(
    r"(?:国家级?)?(?:综合保税区|综保区|保税港区|保税区|经济技术开发区|经济开发区|经开区"
    r"|自贸片区|自贸试验区|高新技术产业开发区|高新技术开发区|高新区|工业园区"
    r"|新区(?![域划间分])|新城(?![镇区市乡建]))"
)
_LEVEL_OF_WORD = {"国": "nation", "省": "province", "市": "city", "区": "district", "县": "county"}
#: After 全国 or 中国 these make the title that something local bears: 全国文明村, 中国驰名商标.
_NATIONAL_TITLE = (
    r"(?:重点(?:文物|镇|村|实验室|龙头)|文明[城县乡镇村单校家]|驰名|历史文化名|传统村落|质量奖|专利奖|特色[小景]"
    r"|示范|先进|劳动模范|劳模|[百千]强|\d+强|重要农业文化|美丽[乡休]|一村一品|优秀|五一|工人先锋|模范|双拥"
    r"|卫生[城县乡镇村单]|名牌|红色旅游(?:经典|景)|最美|民主法治|森林城|休闲农业[^，。\d]{0,8}示范|科普[示教基]"
    r"|综合实力|青年文明号|巾帼|道德模范|乡村旅游重点|农业产业强镇|名特优|老字号)"
)
_DEICTIC = re.compile(rf"(?!全国{_NATIONAL_TITLE})[全我本该][国省市区县]|辖区|区内|县内")
_TITLE_TAIL = re.compile(_NATIONAL_TITLE)
#: Words inside what looks like a name, and is a phrase: 增长的公司.
#: 渝中区上市公司: what follows the place names no one.
_KIND_OF_FIRM = re.compile(
    r"(?:(?:新增|境内外|境内|境外|国有|民营|外资|上市|保险|证券|小额贷款|担保|物业)+公司|集团)"
)
_NO_NAME = re.compile(r"[的是了与]|由(?!贸)")


class Gazetteer:
    """All places by name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._districts = vocabulary.districts
        self._districts_of_alias = vocabulary.districts_of_alias
        self._ids = {
            alias: districts
            for alias, districts in vocabulary.districts_of_alias.items()
            if alias not in vocabulary.common_aliases
        }
        self._names = list(self._ids)
        #: A place name before one of these is part of another name: 重庆大学, 南京路, 北京银行.
        self._name_tail = re.compile(alternation(vocabulary.cues["name_tail"]))
        #: Without one of these words (公司) no organisation is named.
        self.organisation_end = re.compile(alternation(vocabulary.cues["organisation_end"]))
        self._organisation = re.compile(
            r"(?P<name>[\u4e00-\u9fffA-Za-z·（）]{2,24}?"
            rf"(?:{alternation(vocabulary.cues['organisation_end'])}))(?![等们与和、及类化])"
        )
        #: How long the names are that begin with two characters, the longest first.
        self._lengths: dict[str, list[int]] = {}
        for name in sorted(self._names, key=len, reverse=True):
            lengths = self._lengths.setdefault(name[:2], [])
            if len(name) not in lengths:
                lengths.append(len(name))
        self._endings = frozenset(name[-1] for name in self._names)
        self._automaton = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, inside_names: bool = False) -> list[Mention]:
        """Find place names.

        :param inside_names: also those that are part of another name (重庆大学).
        """
        result = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            # A full name ends where it ends: 宁波市江北区 is no 宁波江.
            full = text[end - 1] in _FULL
            if not full and not inside_names and self._name_tail.match(text, end):
                continue
            name = self._names[index]
            if name == "中国" and _TITLE_TAIL.match(text, end):
                continue
            result.append(Mention(start, end, name, self._ids[name]))
        return result

    def at(self, text: str, position: int, end: int) -> Mention | None:
        """The place that a text names right at an offset, and before an end, or None."""
        lengths = self._lengths.get(text[position : position + 2])
        if lengths is None:
            return None
        for length in lengths:
            name = text[position : min(position + length, end)]
            if len(name) == length and name in self._ids:
                stop = position + length
                if name[-1] not in _FULL and self._name_tail.match(text, stop, end):
                    return None
                return Mention(position, stop, name, self._ids[name])
        return None

    def is_part_of_name(self, text: str, position: int) -> bool:
        """Whether what stands at an offset makes another name of the one before: 重庆大学."""
        return self._name_tail.match(text, position) is not None

    def may_end_in_place(self, words: str) -> bool:
        """Whether the last character of some words may be that of a place's name."""
        return words[-1:] in self._endings

    def district(self, district_id: str) -> District:
        """The district of an id."""
        return self._districts[district_id]

    def ancestors(self, district_id: str) -> list[str]:
        """A district and what it lies in, from the narrowest to the nation."""
        chain = []
        while district_id and district_id not in chain:
            chain.append(district_id)
            district_id = self._districts[district_id].parent
        return chain

    def resolve(self, name: str, candidates: tuple[str, ...], near: str) -> str:
        """Choose the district that a name means in a text about ``near``.

        :param near: the id of the place that the text is about, or "".
        :returns: an id, or "" where the context leaves several open.
        """
        if len(candidates) == 1:
            return candidates[0]
        current = [c for c in candidates if not self._districts[c].is_former] or list(candidates)
        if len(current) == 1:
            return current[0]
        exact = [c for c in current if self._districts[c].name == name]
        pool = exact or current
        if len(pool) == 1:
            return pool[0]
        around = self.ancestors(near) if near else []
        for place in around[:-1]:
            inside = [c for c in pool if place in self.ancestors(c)]
            if len(inside) == 1:
                return inside[0]
            if inside:
                # 重庆 is the municipality before any zone that borrows its name.
                return min(inside, key=lambda c: (len(self.ancestors(c)), c))
        broad = sorted(pool, key=lambda c: len(self.ancestors(c)))
        # Without a context 重庆 is the city; but which 江北区 is meant stays open.
        if all(broad[0] in self.ancestors(c) for c in broad):
            return broad[0]
        return ""

    def zone_after(self, text: str, start: int, end: int) -> Subject | None:
        """The zone that a place's name goes on to: 潍坊高新区 after 潍坊.

        :param start: where the place's name starts, ``end``: where it ends.
        """
        tail = _ZONE_TAIL.match(text, end)
        return Subject(text[start : tail.end()], "zone") if tail else None

    def zones(self, text: str) -> Counter[Subject]:
        """The zones that a text names by the place they lie in, with how often."""
        found = (self.zone_after(text, m.start, m.end) for m in self.find(text))
        return Counter(zone for zone in found if zone is not None)

    def subject(self, district_id: str) -> Subject:
        """The district as the subject of a fact."""
        district = self._districts[district_id]
        return Subject(district.name, district.subject_type, district_id)

    def called(self, name: str) -> tuple[str, ...]:
        """The districts that bear exactly a name, be it a common word or not."""
        return self._districts_of_alias.get(name, ())

    def short_names(self, text: str, near: str) -> dict[str, str]:
        """The short names that are common words, of districts that a text names in full.

        :param near: the id of the place that the text is about, or "".
        :returns: the id of the district by its short name: 和平 on a page that speaks of 和平区.
        """
        found: dict[str, str] = {}
        for mention in self.find(text):
            short = mention.name[:-1]
            if mention.name[-1] in _FULL and short not in self._ids:
                district_id = self.resolve(mention.name, mention.candidates, near)
                if district_id and district_id in self.called(short):
                    found[short] = district_id
        return found

    def unresolved(self, name: str) -> Subject:
        """The subject for a name that may mean several places, or that is not known."""
        for mention in self.find(name):
            if (mention.start, mention.end) == (0, len(name)):
                return Subject(name, self._districts[mention.candidates[0]].subject_type)
        return Subject(name or UNKNOWN, "other")

    def named(self, mention: Mention, near: str) -> Subject:
        """The subject that a mention of a place stands for."""
        district_id = self.resolve(mention.name, mention.candidates, near)
        if district_id:
            return self.subject(district_id)
        first = self._districts[mention.candidates[0]]
        return Subject(mention.name, first.subject_type)

    def deictic(self, word: str, near: str) -> Subject | None:
        """Resolve 全市, 我区, 全国 against the place that the text is about."""
        level = _LEVEL_OF_WORD.get(word[1:2] if word[0] in "全我本该" else word[0])
        chain = self.ancestors(near) if near else []
        if level == "nation":
            return self.subject(NATION)
        for district_id in chain:
            district = self._districts[district_id]
            kind = "city" if district.is_municipality else district.kind
            if (
                level is None
                or kind == level
                or (level == "province" and district.kind == "province")
                or (level == "district" and kind in ("zone", "county"))
                or (level == "city" and kind == "county" and district.name.endswith("市"))
            ):
                return self.subject(district_id)
        return None

    def whole(self, words: str, near: str) -> Subject | None:
        """The place that words are, from the first to the last of them, or None."""
        found = self.find(words)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)):
            return self.named(found[0], near)
        return None

    def organisation(self, text: str, start: int) -> tuple[str, int] | None:
        """An organisation that a clause begins with, as its grammatical subject.

        A list of companies (X公司等3家企业) is no subject: its figure counts companies of the
        district.

        :returns: the name and the offset after it, or None.
        """
        match = self._organisation.match(text, start)
        if match is None or len(match["name"]) < 4 or _NO_NAME.search(match["name"]):
            return None
        place = self.at(match["name"], 0, len(match["name"]))
        rest = match["name"][place.end :] if place else ""
        if rest and len(rest) <= 6 and _KIND_OF_FIRM.fullmatch(rest):
            return None
        return match["name"], match.end()

    def main_place(self, text: str, near: str) -> str:
        """The district that a text names most, the narrower first; "" where it names none."""
        counts: Counter[str] = Counter()
        open_: Counter[tuple[str, ...]] = Counter()
        for mention in self.find(text, inside_names=near not in ("", NATION)):
            district_id = self.resolve(mention.name, mention.candidates, near)
            if not district_id:
                open_[mention.candidates] += 1
            elif district_id != NATION:
                counts[district_id] += 1
        if open_:
            # 深圳新闻网 says which 龙华区 is meant.
            beside = self.find(text, inside_names=True)
            named = {self.resolve(m.name, m.candidates, near) for m in beside} - {"", NATION}
            counts.update(self._within(open_, named))
        if not counts:
            return ""
        # A district's text names its city too: the city's count includes its districts'.
        best = max(counts, key=lambda d: (counts[d], len(self.ancestors(d)), d))
        narrower = [
            d
            for d in counts
            if best in self.ancestors(d)[1:]
            and counts[d] > 1
            # A district names its zone often; the zone's own text names it more.
            and counts[d] * (1 if self._districts[d].kind == "zone" else 2) >= counts[best]
        ]
        return max(narrower, key=lambda d: (counts[d], d)) if narrower else best

    def open_name(self, text: str) -> str:
        """Of the full names that several places bear, the one that a text gives most; or ""."""
        full = (m for m in self.find(text) if m.name[-1] in _FULL)
        counts = Counter(m.name for m in full if not self.resolve(m.name, m.candidates, ""))
        return max(counts, key=lambda name: (counts[name], name), default="")

    def _within(self, open_: Counter[tuple[str, ...]], named: set[str]) -> Counter[str]:
        """Of names that several places bear, the one that lies in a place named beside it."""
        counts: Counter[str] = Counter()
        for candidates, times in open_.items():
            inside = [c for c in candidates if named.intersection(self.ancestors(c)[1:-1])]
            if len(inside) == 1:
                counts[inside[0]] += times
        return counts


def deictic_at(text: str, position: int, end: int) -> str:
    """The word right at an offset, and before an end, that points at a place; "" for none."""
    found = _DEICTIC.match(text, position, end)
    return found.group() if found else ""


def deictics(text: str) -> list[tuple[int, int, str]]:
    """The words in a text that point at a place: 全市, 我区, 该县, 全国."""
    return [(m.start(), m.end(), m.group()) for m in _DEICTIC.finditer(text)]
