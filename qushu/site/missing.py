"""What an identity lacks to be decided, in words: an indicator, a place and days."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qushu.site.catalogue import Catalogue, Row

_TERM = re.compile(r"(?P<key>.+)@(?P<district_id>[^@:]*):(?P<first>[^/]+)/(?P<last>.+)")
_PARTS = re.compile(r"(?P<n>\d+) of (?P<total>\d+) parts")


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


# Periods by their months, which begin where a year, a quarter or a month does.
_NAMED = {12: "{year}", 3: "{year}-Q{quarter}", 1: "{year}-{month:02}"}
# What the warehouse says where no term has a name.
SAID = (_("the rest of the total"), _("which parts overlap"), _("a whole above zero"))


@dataclass(frozen=True)
class Term:
    """A figure that nobody states.

    `indicator_id` is that of a page, None where there is none; then `name` stands for it, with
    `measure` where it is not a level.
    """

    indicator_id: str | None
    name: Row
    measure: str | None
    district_id: str | None
    days: str


@dataclass(frozen=True)
class Parts:
    """How many parts of a whole are not stated."""

    n: int
    total: int


def told(
    missing: str, catalogue: Catalogue, concepts: Mapping[str, Row]
) -> list[Term | Parts | str]:
    """What `fct_identity_check.missing` says, cut into what a page can write.

    :param concepts: the names of concepts, and of phrases that are none, by the first part of the
        keys of their indicators.
    """
    parts = _PARTS.fullmatch(missing)
    if parts:
        return [Parts(int(parts["n"]), int(parts["total"]))]
    return [_term(one, catalogue, concepts) for one in missing.split(", ")]


def _term(said: str, catalogue: Catalogue, concepts: Mapping[str, Row]) -> Term | str:
    """One term, `indicator@district:first/last`; any other text as it stands."""
    found = _TERM.fullmatch(said)
    if not found:
        return said
    key = found["key"]
    head, _dot, rest = key.partition("~")[0].partition(".")
    known = catalogue.indicators.get(key)
    return Term(
        key if known else None,
        known or concepts.get(head) or catalogue.districts.get(head) or _plain(head),
        rest.partition(".")[0] or None,
        found["district_id"] if found["district_id"] in catalogue.districts else None,
        days(found["first"], found["last"]),
    )


def _plain(name: str) -> Row:
    return {"name_zh": name, "name_en": None}


def days(first: str, last: str) -> str:
    """Days as a period, where they are one: 2021, 2021-Q3, 2021-07; a stock by its one day."""
    if first == "..":
        return last
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    after = end + timedelta(days=1)
    months = 12 * (after.year - start.year) + after.month - start.month
    if (start.day, after.day) == (1, 1) and months in _NAMED and (start.month - 1) % months == 0:
        return _NAMED[months].format(
            year=start.year, month=start.month, quarter=-(-start.month // 3)
        )
    return f"{first}/{last}"
