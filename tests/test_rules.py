"""Each rule that reads a numeral is described in ``seeds/rules.csv``, and each one there is used.

An id stands in the code as a literal, or as a family whose last part is computed
(``f"period.{grain}"``).
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import ingest
from ingest.corpus import ingest_corpus

ROOT = Path(__file__).parent.parent
SOURCES = [p.read_text(encoding="utf-8") for p in sorted(Path(ingest.__file__).parent.glob("*.py"))]
with (ROOT / "seeds" / "rules.csv").open(encoding="utf-8", newline="") as file:
    RULES = {row["rule_id"]: row for row in csv.DictReader(file)}

#: What the ids of a family yield; facts have one for each measure.
YIELDS = {"period": "period", "name": "name", "noise": "noise", "unresolved": "unresolved"}
FAMILIES = {rule.split(".")[0] for rule in RULES}
LITERALS = {
    literal
    for text in SOURCES
    for literal in re.findall(r'"([a-z]+\.[a-z_]+)"', text)
    if literal.split(".")[0] in FAMILIES and not literal.endswith(".csv")
}
#: The computed ids, as (before, after) the computed part.
COMPUTED = {
    found for text in SOURCES for found in re.findall(r'f"([a-z]*\.?)\{[\w.]+\}(\.?[a-z]*)"', text)
}


def is_computed(rule: str) -> bool:
    family, _, kind = rule.partition(".")
    return (f"{family}.", "") in COMPUTED or ("", f".{kind}") in COMPUTED


def test_rules_are_sorted() -> None:
    assert list(RULES) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_rule_is_described(rule: dict[str, str]) -> None:
    assert rule["description"].endswith(".")
    assert rule["example"]
    assert rule["yields"] == YIELDS.get(rule["rule_id"].split(".")[0], "fact")


def test_rules_in_the_code_are_described() -> None:
    assert not LITERALS - set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_described_rules_are_used(rule: str) -> None:
    assert rule in LITERALS or is_computed(rule)


def test_rules_that_read_the_corpus_are_described(tmp_path: Path) -> None:
    ingest_corpus(ROOT / "corpus", tmp_path, workers=1)
    with (tmp_path / "mentions.csv").open(encoding="utf-8", newline="") as file:
        reasons = {row["reason"] for row in csv.DictReader(file)}
    assert reasons <= set(RULES)
