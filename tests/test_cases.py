"""Golden cases of the reader, as data: `tests/cases/*.jsonl`, a case a line, sorted by id.

| file                 | what its cases are                                      | must      |
| -------------------- | ------------------------------------------------------- | --------- |
| wild.jsonl           | sentences as communiqués, reports and papers have them  | be read   |
| synthetic.jsonl      | one construction each                                   | be read   |
| negative.jsonl       | what looks like a fact and is none                      | be passed |
| known_failures.jsonl | what the reader gets wrong today                        | fail      |

A case that starts to be read right fails as a known failure: move it to the file it belongs to.

| field     | meaning                                                                              |
| --------- | ------------------------------------------------------------------------------------ |
| text      | the whole document; its place and date of publication come as if from a manifest     |
| facts     | every fact, in the order of the text; a field that is not named may hold anything    |
| others    | numerals that are no facts, with what they are; those not named may be anything else |

Of a fact, `value`, `value_low` and `value_high` are in base units; a list gives alternatives. Each
word of `indicator_contains` must stand in the indicator or its scope, each word of `base_contains`
and `scope_contains` in theirs; "a|b" accepts either.
"""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from reading import PLACE, PUBLISHED, Seen, facts, read, table

CASES = Path(__file__).parent / "cases"
FILES = ("known_failures", "negative", "synthetic", "wild")
VALUES = ("value", "value_low", "value_high")
FIELDS = (
    *VALUES,
    *("unit", "measure", "status", "bound", "year", "period", "subject", "indicator", "wording"),
)
CONTAINS = {
    "indicator_contains": ("indicator", "scope"),
    "base_contains": ("base",),
    "scope_contains": ("scope",),
}

Case = dict[str, Any]


@cache
def cases(name: str) -> list[Case]:
    """The cases of a file."""
    with (CASES / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def differences(case: Case) -> list[str]:
    """What the reader makes of a case otherwise than the case says, a line for each."""
    reading = read(case["text"], case.get("published", PUBLISHED), case.get("place", PLACE))
    found, expected = facts(reading), case.get("facts", [])
    lines: list[str] = []
    if [f.surface for f in found] != [f["surface"] for f in expected]:
        lines.append(
            f"facts: {[f.surface for f in found]}, expected {[f['surface'] for f in expected]}"
        )
    unused = list(found)
    for fact in expected:
        same = next((f for f in unused if f.surface == fact["surface"]), None)
        if same is not None:
            unused.remove(same)
            lines += _differences(fact, same)
    mentions = [(m.surface, m.disposition) for m in reading.mentions]
    for other in case.get("others", []):
        if (other["surface"], other["disposition"]) not in mentions:
            lines.append(f"{other['surface']!r} is not {other['disposition']}: {mentions}")
    listed = {other["surface"] for other in case.get("others", [])}
    lines += [
        f"{surface!r} is unresolved"
        for surface, disposition in mentions
        if disposition == "unresolved" and surface not in listed
    ]
    if lines:
        lines += ["read as:", table(found)]
    return lines


def _differences(fact: Case, seen: Seen) -> list[str]:
    lines = []
    for field in FIELDS:
        if field not in fact:
            continue
        wanted = fact[field] if isinstance(fact[field], list) else [fact[field]]
        got = getattr(seen, field)
        if field in VALUES:
            wanted = [None if w is None else Decimal(str(w)) for w in wanted]
        if got not in wanted:
            shown = " or ".join(str(w) for w in wanted)
            lines.append(f"{seen.surface!r}: {field} is {got}, expected {shown}")
    for field, columns in CONTAINS.items():
        text = " ".join(getattr(seen, column) for column in columns)
        for word in fact.get(field, []):
            if not any(choice in text for choice in word.split("|")):
                lines.append(f"{seen.surface!r}: {columns[0]} is {text!r}, expected {word!r} in it")
    return lines


def parameters(*names: str) -> list[Any]:
    """The cases of files as parameters of a test."""
    return [pytest.param(c, id=f"{name}:{c['id']}") for name in names for c in cases(name)]


@pytest.mark.parametrize("case", parameters("negative", "synthetic", "wild"))
def test_case(case: Case) -> None:
    lines = differences(case)
    assert not lines, "\n".join([case["text"], *lines])


@pytest.mark.parametrize("case", parameters("known_failures"))
@pytest.mark.xfail(reason="a known failure of the reader", strict=True)
def test_known_failure(case: Case) -> None:
    lines = differences(case)
    assert not lines, "\n".join([case["text"], *lines])


@pytest.mark.parametrize("name", FILES)
def test_cases_are_sorted_and_well_formed(name: str) -> None:
    ids = [c["id"] for c in cases(name)]
    assert ids == sorted(set(ids))
    known = {"surface", *FIELDS, *CONTAINS}
    for case in cases(name):
        assert set(case) <= {"id", "text", "published", "place", "facts", "others", "note"}, case
        for fact in case.get("facts", []):
            assert set(fact) <= known and fact["surface"] in case["text"], case
        for other in case.get("others", []):
            assert set(other) == {"surface", "disposition"}, case


def test_no_case_stands_twice() -> None:
    texts = [(c["text"], c.get("published"), c.get("place")) for name in FILES for c in cases(name)]
    assert len(texts) == len(set(texts))
