"""Corrections as data: what each action does to one fact of the embedded corpus.

| correction                               | the fact                          | the year         |
| ---------------------------------------- | --------------------------------- | ---------------- |
| override                                 | has another value, number as read | shows it         |
| rescale                                  | the same                          | shows it         |
| drop                                     | stays, marked                     | shows it no more |
| flag                                     | stays, marked                     | shows it         |
| any, but other characters stand there    | a named test fails                |                  |
| any, of a text that is not in the corpus | waits                             |                  |
"""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from mutations import Laboratory, Row

from qushu.explain import explain

STATED = """
    select surface, number, value, precision, correction
    from marts.fct_observation where observation_id = '{}'
"""
YEARLY = "select value from marts.fct_indicator_year where observation_id = '{}'"
EXPECTED = "corrections_mend_what_still_stands_there"


@pytest.fixture
def fact(laboratory: Laboratory) -> Iterator[Row]:
    """A fact in 亿 that stands in fct_indicator_year alone."""
    alone = {
        observation
        for (observation,) in laboratory.ask(
            "select observation_id from marts.fct_indicator_year where agreement = 'single'"
        )
    }
    yield next(
        row
        for row in laboratory.sound["facts"]
        if row["observation_id"] in alone and row["scale"] == "亿" and row["number"]
    )
    laboratory.correct([])


def correction(fact: Row, action: str, replacement: str = "", **other: str) -> Row:
    return {
        "observation_id": fact["observation_id"],
        "action": action,
        "replacement": replacement,
        "expect": fact["surface"],
        "reason": "a test",
        "provider": "the tests",
        "status": "active",
    } | other


@pytest.mark.parametrize(
    ("action", "replacement", "value", "precision"),
    [
        ("override", "7.125", Decimal("712500000"), Decimal("50000")),
        ("override", "7", Decimal("700000000"), Decimal("50000000")),
        ("rescale", "万", None, None),
        ("rescale", "", None, None),
    ],
)
def test_a_corrected_value_is_shown_and_the_read_one_kept(
    laboratory: Laboratory,
    fact: Row,
    action: str,
    replacement: str,
    value: Decimal | None,
    precision: Decimal | None,
) -> None:
    assert not laboratory.correct([correction(fact, action, replacement)])
    if value is None:
        factor = laboratory.known.scales[replacement] if replacement else 1
        value = Decimal(fact["number"]) * factor
        precision = Decimal(fact["resolution"]) * factor / 2
    key = fact["observation_id"]
    stated = laboratory.ask(STATED.format(key))
    assert stated == [(fact["surface"], Decimal(fact["number"]), value, precision, action)]
    assert laboratory.ask(YEARLY.format(key)) == [(value,)]


def test_explain_shows_what_was_read_and_what_it_is_mended_to(
    laboratory: Laboratory, fact: Row
) -> None:
    laboratory.correct([correction(fact, "override", "7")])
    lines = dict(explain(laboratory.warehouse, fact["observation_id"]))
    assert lines["conversion"].startswith(fact["number"])
    assert not lines["conversion"].endswith("700000000 元")
    assert lines["correction"] == "overridden · 700000000 元 · a test"


def test_a_dropped_fact_stays_and_is_compared_no_more(laboratory: Laboratory, fact: Row) -> None:
    assert not laboratory.correct([correction(fact, "drop")])
    key = fact["observation_id"]
    assert laboratory.ask(STATED.format(key))[0][-1] == "drop"
    assert laboratory.ask(YEARLY.format(key)) == []


def test_a_flagged_fact_is_marked_alone(laboratory: Laboratory, fact: Row) -> None:
    key = fact["observation_id"]
    before = laboratory.ask(YEARLY.format(key))
    assert not laboratory.correct([correction(fact, "flag")])
    assert laboratory.ask(STATED.format(key))[0][-1] == "flag"
    assert laboratory.ask(YEARLY.format(key)) == before


def test_a_proposed_correction_does_nothing(laboratory: Laboratory, fact: Row) -> None:
    assert not laboratory.correct([correction(fact, "drop", status="proposed", expect="?")])
    assert laboratory.ask(STATED.format(fact["observation_id"]))[0][-1] is None


@pytest.mark.parametrize("action", ["drop", "flag", "override", "rescale"])
def test_a_correction_fails_once_its_error_is_gone(
    laboratory: Laboratory, fact: Row, action: str
) -> None:
    replacement = {"override": "7", "rescale": "万"}.get(action, "")
    gone = correction(fact, action, replacement, expect=f"1{fact['surface']}")
    assert EXPECTED in laboratory.correct([gone])
    lost = correction(fact, action, replacement)
    lost["observation_id"] = fact["document_id"] + "@0-1"
    assert EXPECTED in laboratory.correct([lost])


def test_a_correction_of_another_corpus_waits(laboratory: Laboratory, fact: Row) -> None:
    elsewhere = correction(fact, "drop")
    elsewhere["observation_id"] = "not-of-this-corpus@0-1"
    assert not laboratory.correct([elsewhere])


@pytest.mark.parametrize(
    ("action", "replacement", "name"),
    [
        ("override", "", "corrections_bring_what_their_action_needs"),
        ("drop", "7", "corrections_bring_what_their_action_needs"),
        ("rescale", "兆", "corrections_rescale_to_a_scale_that_exists"),
        ("delete", "", "corrections_act_in_a_known_way"),
    ],
)
def test_a_malformed_correction_fails(
    laboratory: Laboratory, fact: Row, action: str, replacement: str, name: str
) -> None:
    assert name in laboratory.correct([correction(fact, action, replacement)])
