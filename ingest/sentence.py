"""One sentence under way: its words, tokens and clauses, and what has been read of it so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter, itemgetter

from ingest import names
from ingest.lexicon import Lexicon
from ingest.numerals import Quantity
from ingest.periods import Period
from ingest.places import Subject
from ingest.scene import Fact, Scene
from ingest.tokens import listed

#: Where a clause ends; not at the comma of 1,234, and at a blank only before Chinese.
CLAUSE_END = re.compile(r"[，；：:（）]|,(?!\d{3}(?!\d))|——| (?=[\u4e00-\u9fff])")
#: Bracketed words without a number, which say nothing of their own.
ASIDE = re.compile(r"（[^（）]{1,30}）")
#: 由A增加到B: what stands between A and B.
CHANGED_TO = re.compile(
    r"[^，。]{0,6}(?:增|升|降|减|提高|提升|上升|下降|压缩|压减|缩短|缩小|收窄|精简|发展|扩大|跃升|优化|调整|演进"
    r"|到|至|变)"
)
#: Between the members of a list, and nothing else: 增长5.1%、下降2.3%.
_RUN_JOINT = re.compile(r"\s*(?:[、和与及]|以及)\s*(?:第|增长|下降|上升|提高|减少|增加|回落)?-?")

_START, _FIRST, _LAST = attrgetter("start"), itemgetter(0), itemgetter(1)


@dataclass(slots=True)
class Item:
    """One of the things that a list of numbers is about: what is measured, whose, or when."""

    name: str = ""
    subject: Subject | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A clause that has a time of its own: where it ends, and the period in force after it."""

    end: int
    period: Period | None
    basis: str


@dataclass(slots=True)
class Clause:
    """A part of a sentence between commas (half-open clean span), with its quantities.

    ``runs``: the lists that they form, once somebody has asked for them.
    """

    start: int
    end: int
    quantities: list[Quantity]
    runs: list[list[Quantity]] = field(default_factory=list)


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of some spans, which are sorted and do not overlap."""
    at = bisect_right(spans, position, key=_FIRST) - 1
    return at >= 0 and position < spans[at][1]


@dataclass(slots=True)
class Sentence:
    """A sentence of a clean block, its tokens, and the memory that the walk builds up.

    Offsets are those of ``text``, the whole block.
    """

    lexicon: Lexicon
    text: str
    start: int
    end: int
    quantities: list[Quantity]
    periods: list[Period]
    scene: Scene

    #: Whom the sentence is about; locked where it is about the organisation of the one before.
    subject: Subject
    locked: bool = False
    #: The period in force, how it is known, the first one of weight, and the base of a comparison.
    period: Period | None = None
    basis: str = "inferred"
    opening_period: Period | None = None
    base_period: Period | None = None
    aside: Aside | None = None
    #: What a clause spoke of, and the spans of those since, which nobody has looked at yet; see
    #: ``phrases.topic``.
    topic: str = ""
    spoken: list[tuple[int, int]] = field(default_factory=list)
    #: The last clause has no number.
    fresh_topic: bool = False
    #: The noun phrase last named, and the verb of the counts it stands among (新增).
    words: str = ""
    verb: str = ""
    #: 其中 has been said: "part", or "list" where it opened one that goes on to the end; else "".
    among: str = ""
    #: The last fact, the last one that is no rank, and the A of 由A增加到B right after it.
    last: Fact | None = None
    last_value: Fact | None = None
    changed: Fact | None = None
    #: What a list of numbers is about: things enumerated, or facts already listed.
    items: list[Item] = field(default_factory=list)
    series: list[Fact] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    #: How final its figures are, once somebody has asked; see ``status.revision``.
    revision: str | None = None
    #: What is known of the cue words of the sentence, by the text of their pattern: the hash of a
    #: compiled one goes through all of its code each time.
    _has: dict[str, bool] = field(default_factory=dict)
    _matches: dict[str, list[re.Match[str]]] = field(default_factory=dict)

    #: The spans of time expressions and quantities, but for ranks.
    _holes: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        # 12月底前完成: 前 belongs to the date.
        holes = [(p.start, p.end + self.text.startswith("前", p.end)) for p in self.periods]
        holes += [(q.start, q.end) for q in self.quantities if q.form != "rank"]
        self._holes = sorted(holes)

    @property
    def span(self) -> tuple[int, int]:
        """The half-open clean span."""
        return self.start, self.end

    def changed_by(self, words: str) -> Fact | None:
        """The A of 由A增加到B, where the words after it lead on to the B."""
        return self.changed if self.changed and CHANGED_TO.match(words) else None

    def words_of(self, start: int, end: int) -> str:
        """The words of a span without its time expressions and quantities; ranks are words."""
        words = ""
        for hole_start, hole_end in self._holes[bisect_right(self._holes, start, key=_LAST) :]:
            if hole_start >= end:
                break
            words += self.text[start:hole_start]
            start = hole_end
        return words + self.text[start:end]

    def period_at(self, position: int) -> Period | None:
        """The time expression that an offset lies in."""
        for period in self.periods:
            if period.start <= position < period.end:
                return period
        return None

    def before(self, position: int, reach: int) -> str:
        """As many characters before an offset, within the sentence."""
        return self.text[max(self.start, position - reach) : position]

    def holds(self, fact: Fact | None) -> bool:
        """Whether a fact was stated in this sentence."""
        return fact is not None and fact.sentence == self.span

    def has(self, cue: re.Pattern[str]) -> bool:
        """Whether a cue word stands anywhere in the sentence."""
        found = self._has.get(cue.pattern)
        if found is None:
            found = cue.search(self.text, self.start, self.end) is not None
            self._has[cue.pattern] = found
        return found

    def last_before(self, cue: re.Pattern[str], position: int) -> re.Match[str] | None:
        """The last cue word before an offset; its own offsets count from the sentence's start."""
        for match in reversed(self._all(cue)):
            if match.end() <= position - self.start:
                return match
        return None

    def in_title(self, start: int, end: int) -> bool:
        """Whether a span lies inside a title in 《》."""
        first, last = start - self.start, end - self.start
        return any(m.start() < first and last < m.end() for m in self._all(names.TITLE))

    def _all(self, cue: re.Pattern[str]) -> list[re.Match[str]]:
        """The matches of a cue in the sentence; their offsets count from its start."""
        matches = self._matches.get(cue.pattern)
        if matches is None:
            matches = list(cue.finditer(self.text[self.start : self.end]))
            self._matches[cue.pattern] = matches
        return matches

    def clauses(self) -> Iterator[Clause]:
        """The clauses from left to right."""
        last = self.end
        while last > self.start and self.text[last - 1] in "。！？”’」』）":
            last -= 1
        position, first = self.start, 0
        for end in [*(e for e in self._clause_ends() if e < last), last]:
            if end > position:
                following = bisect_left(self.quantities, end, first, key=_START)
                yield Clause(position, end, self.quantities[first:following])
                first = following
            position = end + 1

    def _clause_ends(self) -> list[int]:
        """Where clauses end; not within a token, nor in brackets without a number."""
        ends = list(CLAUSE_END.finditer(self.text, self.start, self.end))
        if not ends:
            return []
        tokens = [(q.start, q.end) for q in self.quantities]
        tokens = sorted(tokens + [(p.start, p.end) for p in self.periods])
        bracketed = any(m.group() == "（" for m in ends)
        asides = [
            m.span()
            for m in (ASIDE.finditer(self.text, self.start, self.end) if bracketed else ())
            if not any(m.start() <= q.start < m.end() for q in self.quantities)
        ]
        return [
            m.start()
            for m in ends
            if not (_within(m.start(), tokens) or _within(m.start(), asides))
            and not (m.group() == " " and self._in_quotes(m.start()))
        ]

    def _in_quotes(self, position: int) -> bool:
        before = self.text[self.start : position]
        return before.count("“") > before.count("”")

    def runs(self, clause: Clause) -> list[list[Quantity]]:
        """The lists of quantities in a clause: joined by 、 and 和, with nothing else between."""
        if clause.quantities and not clause.runs:
            for quantity in clause.quantities:
                last = clause.runs[-1] if clause.runs else None
                if last and _RUN_JOINT.fullmatch(self.text, last[-1].end, quantity.start):
                    last.append(quantity)
                else:
                    clause.runs.append([quantity])
        return clause.runs

    def run_length(self, clause: Clause, quantity: Quantity) -> int:
        """How long the list is that a quantity is a member of."""
        return max((len(r) for r in self.runs(clause) if quantity in r), default=1)

    def run_lengths(self) -> set[int]:
        """The lengths of the lists of numbers in the sentence."""
        lengths, length = set(), 1
        for left, right in pairwise(self.quantities):
            if listed(self.text, left, right):
                length += 1
            else:
                lengths.add(length)
                length = 1
        return (lengths | {length}) - {1}
