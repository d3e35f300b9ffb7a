"""What a fact must be like before it is handed on: the invariants that the warehouse relies on.

A text may print anything. What cannot be a sound fact stays in the ledger as unresolved, so that
one odd sentence never stops a build.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ingest.scene import Fact
from ingest.vocabulary import Vocabulary

#: The dimension in which a measure is stated, where it has one of its own.
_DIMENSION = {
    "growth": "percent",
    "share": "percent",
    "rank": "rank",
    "change_pp": "percentage_point",
    "gap_pp": "percentage_point",
    "growth_multiple": "ratio",
    "multiple": "ratio",
}
#: The warehouse keeps 6 decimals, and 20 digits before them are more than any economy needs.
_DECIMALS, _LIMIT = 6, Decimal(10) ** 20
_ONE = Decimal(1)


def is_sound(fact: Fact, vocabulary: Vocabulary) -> bool:
    """Whether the warehouse can hold a fact.

    It needs a name, a known unit (or none), and numbers within the warehouse's decimals.
    """
    wanted = _DIMENSION.get(fact.measure)
    if wanted and vocabulary.dimension_of_unit.get(fact.unit) != wanted:
        return False
    if not fact.indicator.name or (fact.unit and fact.unit not in vocabulary.dimension_of_unit):
        return False
    factor = vocabulary.factor_of_scale.get(fact.scale, _ONE)
    if fact.quantity.form == "range":
        low, high = _number(fact.low, factor), _number(fact.high, factor)
        return low is not None and high is not None and low <= high
    return _number(fact.number, factor) is not None


def _number(printed: str, factor: Decimal) -> Decimal | None:
    """The number, or None where the warehouse could not hold it exactly."""
    try:
        number = Decimal(printed)
    except InvalidOperation:
        return None
    decimals = printed.partition(".")[2]
    fits = len(decimals) <= _DECIMALS and abs(number * factor) < _LIMIT
    return number if fits else None
