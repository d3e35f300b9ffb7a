"""Rows that nobody wrote: generated archives build without a failing test, and come out as known.

| levels of the generated truth | the warehouse must say                               |
| ----------------------------- | ---------------------------------------------------- |
| stated once, or always alike  | the value                                            |
| rounded, revised, in conflict | so (`agreement`), of as many statements as there are |
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from mutations import Laboratory

sys.path.append(str(Path(__file__).parents[1] / "scripts"))

import generate
import pandas_peer

from qushu import saved

FACTS = 3_000


@dataclass(frozen=True)
class Archive:
    """A generated archive: the truth, and what the warehouse and its tests say of it."""

    truth: Path
    yearly: list[Any]
    failures: dict[str, int]


@pytest.fixture(scope="module")
def archive(laboratory: Laboratory, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    raw = tmp_path_factory.mktemp("archive")
    generate.write(raw, FACTS)
    failures = laboratory.load(raw)
    yearly = laboratory.ask(
        "select district_id, indicator_id, year, value, n_observations, agreement"
        " from marts.fct_indicator_year"
    )
    yield Archive(raw / "truth.csv", yearly, failures)
    laboratory.restore()


def test_no_test_of_the_data_fails(archive: Archive) -> None:
    assert len(archive.failures) > 50
    assert {name: rows for name, rows in archive.failures.items() if rows} == {}


def test_the_truth_comes_out(archive: Archive) -> None:
    said = {(place, what, year): rest for place, what, year, *rest in archive.yearly}
    seen: Counter[str] = Counter()
    for row in csv.DictReader(archive.truth.read_text("utf-8").splitlines()):
        value, n_observations, agreement = said[
            row["district_id"], row["indicator_id"], int(row["year"])
        ]
        assert (n_observations, agreement) == (int(row["n_observations"]), row["agreement"]), row
        if agreement in ("single", "same"):
            assert value == Decimal(row["value"]), row
        seen[agreement] += 1
    assert seen.keys() == {"single", "same", "within_rounding", "revised", "conflict"}


def test_a_seed_makes_one_archive(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        generate.write(tmp_path / name, 500, seed)
    facts = [(tmp_path / name / "facts.csv").read_bytes() for name in ("one", "again", "other")]
    assert facts[0] == facts[1] != facts[2]


def test_there_is_an_end_to_what_can_be_generated(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="facts can be generated"):
        generate.write(tmp_path, generate.MOST_FACTS + 1)


def test_each_saved_question_has_a_peer_to_be_measured_beside() -> None:
    assert pandas_peer.peers("a").keys() == {question.name for question in saved.questions()}
