"""The vocabularies, ready to be searched: what every reader of prose and tables works with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.cues import CueBook
from ingest.indicators import Catalogue
from ingest.numerals import NumeralReader, Quantity
from ingest.places import Gazetteer
from ingest.vocabulary import COUNTED, Vocabulary

_TIMED = ("time", "working_time")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """One per process, equal to itself alone; it holds no state of a document."""

    vocabulary: Vocabulary
    gazetteer: Gazetteer
    catalogue: Catalogue
    cues: CueBook
    numerals: NumeralReader

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Lexicon:
        """Compile the vocabularies."""
        return cls(
            vocabulary,
            Gazetteer(vocabulary),
            Catalogue(vocabulary),
            CueBook(vocabulary),
            NumeralReader(vocabulary),
        )

    def dimension(self, unit: str) -> str:
        """The dimension of a canonical unit; "" for none."""
        return self.vocabulary.dimension_of_unit.get(unit, "")

    def is_count(self, unit: str) -> bool:
        """Whether a unit counts: 家, 人, 人次."""
        return self.dimension(unit) in COUNTED

    def is_whole(self, quantity: Quantity) -> bool:
        """Whether a printed number is whole once its scale is applied: 8.96万 is, 4.2 is not."""
        factor = self.vocabulary.factor_of_scale.get(quantity.scale, Decimal(1))
        printed = (quantity.number, quantity.low, quantity.high)
        return all(Decimal(number) * factor % 1 == 0 for number in printed if number)

    def is_time(self, unit: str) -> bool:
        """Whether a unit measures time: 天, 工作日."""
        return self.dimension(unit) in _TIMED
