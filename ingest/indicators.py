"""Name what is measured: match a noun phrase against the catalogue of indicators."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.cues import alternation
from ingest.vocabulary import Concept, Vocabulary

#: Quotation marks and blanks, which are no part of a name.
_MARKS = re.compile(r"[“”‘’\"\s《》]")


def unquoted(words: str) -> str:
    """Words without quotation marks, title marks and blanks."""
    return _MARKS.sub("", words)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured: a catalogued concept (or "") with its name, and a narrower scope."""

    concept_id: str
    name: str
    scope: str = ""

    def moved(self, kind: str) -> Indicator:
        """What it moved by, which is no level of it: 粮食产量 by 增加量. Not in the catalogue."""
        return Indicator("", f"{self.name}{kind}", self.scope)


_NUMERAL = re.compile(r"[\d一二三四五六七八九十百千]$")


class Catalogue:
    """The catalogued indicators by alias."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._concepts = vocabulary.concepts
        self._aliases = list(vocabulary.concept_of_alias)
        self._ids = [vocabulary.concept_of_alias[a] for a in self._aliases]
        self._empty = re.compile(f"^(?:{alternation(vocabulary.cues['empty_beside_alias'])})*$")
        self._automaton = AhoCorasick(self._aliases, matchkind=MatchKind.LeftmostLongest)
        #: Names an indicator; several rules try the same phrase, and texts use it again.
        self.name = functools.lru_cache(maxsize=4096)(self._name)

    def matches(self, phrase: str) -> list[tuple[int, int, str]]:
        """Aliases in a phrase: (start, end, indicator_id), leftmost longest."""
        found = self._automaton.find_matches_as_indexes(phrase)
        return [
            (start, end, self._ids[i])
            for i, start, end in found
            # 十亿元以上企业 are other ones than 亿元以上企业.
            if phrase[start] not in "亿万" or not _NUMERAL.search(phrase[:start])
        ]

    def concept(self, indicator_id: str) -> Concept:
        """The concept of an id."""
        return self._concepts[indicator_id]

    def _name(self, phrase: str) -> Indicator:
        """Name the indicator of a noun phrase.

        :param phrase: a clean noun phrase, without place, period and number.
        :returns: the concept whose alias the phrase is; the phrase itself as the name of something
            narrower, with the concept of the last alias in it and the words around as scope; or,
            without an alias, the phrase as an uncatalogued name.
        """
        clean = unquoted(phrase)
        indicator_id, rest = self._head(clean)
        if not indicator_id or rest:
            return Indicator(indicator_id, clean, rest)
        return Indicator(indicator_id, self._concepts[indicator_id].name)

    def _head(self, clean: str) -> tuple[str, str]:
        """The concept of the last alias, which ends a phrase, or ""; the words before it, or ""."""
        found = self.matches(clean)
        if not found:
            return "", ""
        start, end, indicator_id = found[-1]
        if not self._empty.match(clean[end:].strip("的、，")):
            # The head of a Chinese noun phrase is its end: 高校携手活动 counts no universities.
            return "", ""
        rest = clean[:start].strip("的、，")
        return indicator_id, "" if self._empty.match(rest) else rest

    def fits(self, indicator_id: str, dimension: str) -> bool:
        """Whether a level in units of a dimension can be a level of the concept."""
        return self._concepts[indicator_id].dimension == dimension

    def is_alias(self, phrase: str) -> bool:
        """Whether a phrase is, but for empty words, an alias of a catalogued indicator."""
        indicator_id, rest = self._head(unquoted(phrase))
        return bool(indicator_id) and not rest
