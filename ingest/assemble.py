"""Turn what the blocks of a document state into rows, in the offsets of the file."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from datetime import date, timedelta

from ingest.layout import Block
from ingest.periods import Period
from ingest.rows import FactRow, MentionRow
from ingest.scene import Fact, Other
from ingest.soundness import is_sound
from ingest.vocabulary import Vocabulary

_DIGITS = re.compile(r"\d+")


class Assembler:
    """Collects the mentions and facts of one document.

    Every run of digits of the text ends up in exactly one mention.
    """

    def __init__(self, document_id: str, text: str, vocabulary: Vocabulary) -> None:
        self._id, self._text = document_id, text
        self._vocabulary = vocabulary
        self._mentions: dict[int, MentionRow] = {}
        self._facts: list[FactRow] = []
        #: How many facts each span has stated.
        self._ids: dict[tuple[int, int], int] = {}

    def add(self, found: list[Fact | Other], block: Block) -> None:
        """Add what one block states; a fact that the warehouse could not hold is unresolved."""
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
            self._facts.append(self._fact(item, block, start, end, observation_id))
            q = item.quantity
            # A part of a ratio is a fact of its own, and the ratio one mention.
            is_whole = (q.start, q.end) == (item.start, item.end)
            whole = (start, end) if is_whole else block.span(q.start, q.end)
            self._mention(*whole, q.numeral, "fact", item.rule, observation_id)

    def _observation_id(self, start: int, end: int) -> str:
        count = self._ids[start, end] = self._ids.get((start, end), 0) + 1
        return f"{self._id}@{start}-{end}" + (f".{count}" if count > 1 else "")

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

    def _fact(self, f: Fact, block: Block, start: int, end: int, observation_id: str) -> FactRow:
        quote_start, quote_end = block.span(*f.sentence)
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
            f.bound_side,
            *iso_period(f.period),
            f.period_basis if f.period else "",
            f.status,
            f.wording,
            f.revision,
            f.among,
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
        for match in _DIGITS.finditer(self._text):
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


def iso_period(period: Period | None) -> tuple[str, str, str, str, str]:
    """Write a period: (ISO text, first day, last day, grain, year); all "" where it has no end."""
    if period is None or period.last is None:
        return "", "", "", "", ""
    last, first = period.last, period.first
    if period.grain == "now" or period.instant or first is None or first > last:
        return last.isoformat(), "", last.isoformat(), "instant", str(last.year)
    return _iso(period.grain, first, last)


@functools.lru_cache(maxsize=1024)
def _iso(grain: str, first: date, last: date) -> tuple[str, str, str, str, str]:
    """Write a period that has a first and a last day."""
    year = str(last.year)
    texts = {
        "year": year,
        "month": f"{last:%Y-%m}",
        "quarter": f"{year}-Q{last.month // 3}",
        "half": f"{year}-H{last.month // 6}",
        "day": last.isoformat(),
        "ytd": f"{first:%Y-%m}/{last:%Y-%m}",
    }
    if grain in texts:
        text = texts[grain]
    elif first.year < last.year:
        grain, text = "span", f"{first.year}/{last.year}"
    else:
        # 今年以来: by months, where they are whole ones.
        whole = first.day == 1 and (last + timedelta(1)).day == 1
        form = "%Y-%m" if whole else "%Y-%m-%d"
        grain = "ytd" if whole and first.month == 1 else "span"
        text = f"{first:{form}}/{last:{form}}"
    return text, first.isoformat(), last.isoformat(), grain, year
