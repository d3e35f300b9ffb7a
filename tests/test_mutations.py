"""Faults put into the raw CSV one at a time, each to be caught by a test of the data that is named.

| faults                                       | must be caught                                    |
| -------------------------------------------- | ------------------------------------------------- |
| `EACH` of every class of `mutations.FAULTS`  | all, by a test that the class names               |
| a sum off by one printed digit, printed so   | by a verdict of fct_identity_check that turns     |
"""

import pytest
from mutations import FAULTS, Laboratory, Mutation

EACH = 6


def test_a_hundred_faults_are_planted() -> None:
    assert EACH * len(FAULTS) >= 100


@pytest.mark.parametrize("mutation", FAULTS, ids=lambda mutation: mutation.__name__)
def test_faults_are_caught(laboratory: Laboratory, mutation: Mutation) -> None:
    caught = {seed: laboratory.caught_by(mutation, seed) for seed in range(EACH)}
    missed = {seed: names for seed, names in caught.items() if not names & FAULTS[mutation]}
    assert not missed
