"""The gold standards are sound: exact spans, every digit once, only words of the convention.

Checked are the gold of the embedded corpus (`corpus/gold`) and, where they are at hand, the shared
one (`../shared/gold`) and those held out (`tests/held_out`). A gold file `<stem>.jsonl` annotates
the text whose name is the stem, or begins with it; the text lies beside the file, one folder up, or
in the `corpus` folder next to it.

| a gold line that ...                         | fails in                        |
| -------------------------------------------- | ------------------------------- |
| quotes other characters than the text has    | test_spans_are_exact            |
| overlaps its neighbour, or is out of order   | test_sorted_without_overlap     |
| is missing for some digits of the text       | test_every_digit_is_covered     |
| uses a word unknown to the convention        | test_words_of_the_convention    |
| is a fact without value, subject or keywords | test_facts_are_complete         |
"""

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = [
    ROOT / "corpus" / "gold",
    ROOT.parent / "shared" / "gold",
    *sorted((ROOT / "tests" / "held_out").iterdir()),
]

WORDS: dict[str, set[Any]] = {
    "subject_type": {"nation", "city", "district", "zone", "organisation", "other"},
    "measure": {
        *("level", "growth", "growth_multiple", "share", "rank", "change_pp", "gap_pp"),
        *("multiple", "threshold", "structure"),
    },
    "bound": {"eq", "approx", "gt", "ge", "lt", "le", "range"},
    "status": {"actual", "estimate", "target", "rule"},
    "period_basis": {"explicit", "inferred"},
    "certainty": {"high", "medium", "low"},
}

Mention = dict[str, Any]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one per line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def gold_files(measures: bool) -> list[Path]:
    """The gold files at hand: of numbered measures, or of mentions."""
    found = [path for folder in FOLDERS for path in sorted(folder.rglob("*.jsonl"))]
    return [path for path in found if path.stem.endswith("_measures") == measures]


@cache
def text_of(gold: Path) -> str:
    """The text that a gold file annotates, its line ends untouched."""
    stem = gold.stem.removesuffix("_measures")
    for folder in (gold.parent, gold.parent.parent, gold.parent.parent / "corpus"):
        names = [path for path in sorted(folder.glob("*.txt")) if path.name.startswith(stem)]
        exact = [path for path in names if path.stem == stem]
        if names:
            with (exact or names)[0].open(encoding="utf-8", newline="") as file:
                return file.read()
    raise FileNotFoundError(f"no text for {gold}")


def file_id(path: Path) -> str:
    """A short name of a gold file for the test report."""
    return f"{path.parent.parent.name}-{path.stem}"


each_gold = pytest.mark.parametrize("gold", gold_files(measures=False), ids=file_id)
each_measures = pytest.mark.parametrize("measures", gold_files(measures=True), ids=file_id)


def test_manifest_texts_and_gold_agree() -> None:
    """Every text of the embedded corpus is in its manifest and has gold, and nothing else is."""
    with (ROOT / "corpus" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["document_id"] for row in rows] == sorted({row["document_id"] for row in rows})
    assert {row["file"] for row in rows} == {path.name for path in ROOT.glob("corpus/*.txt")}
    gold = {path.stem for path in gold_files(measures=False) if path.parent == FOLDERS[0]}
    assert {row["document_id"] for row in rows} == gold


@each_gold
def test_spans_are_exact(gold: Path) -> None:
    """text[start:end] is the surface, and its numeral kind is right."""
    text = text_of(gold)
    for line in read_lines(gold):
        assert text[line["start"] : line["end"]] == line["surface"], line
        assert line["numeral"] == ("ar" if re.search(r"\d", line["surface"]) else "zh"), line


@each_gold
def test_sorted_without_overlap(gold: Path) -> None:
    """Mentions stand in the order of the text and share no character."""
    end = 0
    for line in read_lines(gold):
        assert end <= line["start"] < line["end"], line
        end = line["end"]


@each_gold
def test_every_digit_is_covered(gold: Path) -> None:
    """Every run of Arabic digits lies inside exactly one mention."""
    text, lines = text_of(gold), read_lines(gold)
    for run in re.finditer(r"\d+", text):
        inside = [x for x in lines if x["start"] <= run.start() and run.end() <= x["end"]]
        assert len(inside) == 1, text[max(0, run.start() - 20) : run.end() + 10]


@each_gold
def test_words_of_the_convention(gold: Path) -> None:
    """Every coded field holds a word that the reading convention knows."""
    for line in read_lines(gold):
        assert line["type"] in {"fact", "period", "name", "noise"}, line
        for field, words in WORDS.items():
            required = line["type"] == "fact" and field != "certainty"
            assert line.get(field) in words or (not required and field not in line), (field, line)


@each_gold
def test_facts_are_complete(gold: Path) -> None:
    """A fact has a subject, an indicator, keywords and a value; unit and year may be empty."""
    for line in (x for x in read_lines(gold) if x["type"] == "fact"):
        assert line["subject"] and line["indicator"] and isinstance(line["unit"], str), line
        assert line["keywords"] and all(words and all(words) for words in line["keywords"]), line
        assert "year" in line and "period" in line, line
        single, ranged = line.get("value") is not None, line.get("value_low") is not None
        assert single or ranged or line.get("values"), line
        assert ranged == (line["bound"] == "range") and not (single and ranged), line
        assert not ranged or line["value_low"] < line["value_high"], line


@each_measures
def test_measures_quote_their_units_and_figures(measures: Path) -> None:
    """A numbered measure quotes its units from the text, and its figures are facts of the gold."""
    text = text_of(measures)
    facts = {
        (x["start"], x["end"]): x["status"]
        for x in read_lines(measures.with_name(measures.name.replace("_measures", "")))
        if x["type"] == "fact"
    }
    for line in read_lines(measures):
        body = text[line["start"] : line["end"]]
        assert line["title"] in body, line
        assert line["units_text"] is None or line["units_text"] in body, line
        for unit in line["lead_units"] + line["responsible_units"]:
            assert unit in body, line
        for field, status in (("target_spans", "target"), ("rule_spans", "rule")):
            for start, end in line[field]:
                assert facts[start, end] == status and start >= line["start"] and end <= line["end"]
