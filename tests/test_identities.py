"""Identities at work, through every model from the raw rows to the verdict.

| test                 | proves                                                       |
| -------------------- | ------------------------------------------------------------ |
| cases                | `cases/identities.yml`: each kind gives each of its verdicts |
| every rule           | no rule of the seeds is one that nothing can ever match      |
| implied levels       | what two figures imply, and what it is held against          |
| a changed digit      | turns the verdicts that depend on it, and only those         |

All of them are documents of one warehouse, so that dbt runs once.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from changed_digits import N_DIGITS, Mutation, mutations
from identity_facts import CONCEPTS, document, write
from reading import ROOT, seed

from ingest.rows import Row

CASES: list[dict[str, Any]] = [
    {"kind": kind} | case
    for kind, cases in yaml.safe_load(
        (Path(__file__).parent / "cases" / "identities.yml").read_text(encoding="utf-8")
    ).items()
    for case in cases
]
IDENTITIES = {row["identity_id"]: row for row in seed("identities.csv")}

# (facts, (what is implied, of when, its value, low, high), a stated value or None, its verdict)
IMPLIED: list[tuple[list[str], tuple[str, str, str, str, str], str | None, str | None]] = [
    (
        [
            "private_tech_enterprises 2020-12-31 400家",
            "private_tech_enterprises.growth.since-2018 2020-12-31 300%",
        ],
        ("private_tech_enterprises", "2018-12-31", "100", "99.875156", "100.125156"),
        None,
        None,
    ),
    (
        ["tax_revenue 2022 30亿元", "tax_revenue.share.general_budget_revenue 2022 60%"],
        ("general_budget_revenue", "2022", "5000000000", "4876033057.85124", "5126050420.168067"),
        None,
        None,
    ),
    # The share of a whole implies the part, where nobody states it.
    (
        ["general_budget_revenue 2021 50亿元", "tax_revenue.share.general_budget_revenue 2021 60%"],
        ("tax_revenue", "2021", "3000000000", "2945250000", "3055250000"),
        None,
        None,
    ),
    # A stated level is held against the implied one, and neither replaces the other.
    (
        [
            "retail_sales@500106 2022 110亿元",
            "retail_sales@500106 2021 90亿元",
            "retail_sales.growth.yoy@500106 2022 10%",
        ],
        ("retail_sales", "2021", "10000000000", "9909502262.443439", "10091324200.913242"),
        "9000000000",
        "violated",
    ),
    (
        ["gdp.growth.yoy 2022 5.5%", "gdp.gap_pp.100000 2022 2.5个百分点"],
        ("gdp.growth.yoy", "2022", "3", "2.9", "3.1"),
        None,
        None,
    ),
]


def satisfied(identity: str) -> list[str]:
    """Facts that an identity of named indicators holds for."""
    left, lines, added, factor, whole = "", [], Decimal(0), Decimal(1), []
    scale = Decimal(IDENTITIES[identity]["scale"] or 1)
    for i, part in enumerate(r for r in seed("identity_parts.csv") if r["identity_id"] == identity):
        if part["role"] == "left":
            left = part["indicator_id"]
            continue
        number = Decimal(
            100 if part["role"] == "whole" else 1000 if part["sign"] == "1" else 10 + i
        )
        year = 2022 - int(part["lag_years"])
        lines.append(line(part["indicator_id"], year, number))
        if part["role"] == "part":
            added += int(part["sign"]) * number
        elif part["role"] == "whole":
            whole.append(number)
        else:
            factor = number
    value = scale * added / (sum(whole) / len(whole)) if whole else added * factor
    return [line(left, 2022, value), *lines]


def line(concept: str, year: int, number: Decimal) -> str:
    """A level of a concept: of the year, or as of its last day."""
    of = CONCEPTS[concept]
    period = f"{year}-12-31" if of["temporal"] == "stock" else f"{year}"
    return f"{concept} {period} {number.normalize():f}{of['unit']}"


def whole_city() -> list[str]:
    """A city whose districts are all known."""
    inside = [
        row["district_id"]
        for row in seed("districts.csv")
        if row["parent_district_id"] == "500000"
        and row["type"] != "zone"
        and (not row["valid_from"] or row["valid_from"] < "2022")
        and (not row["valid_to"] or row["valid_to"] > "2022")
    ]
    districts = [f"retail_sales@{district} 2022 10亿元" for district in inside]
    return [f"retail_sales 2022 {10 * len(inside)}亿元", *districts]


@dataclass(frozen=True)
class Built:
    """The warehouse of all documents, and how copies came about."""

    path: Path
    mutations: list[Mutation]

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        with duckdb.connect(str(self.path), read_only=True) as connection:
            found = connection.execute(sql, values)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def checks(self, document_id: str) -> list[dict[str, Any]]:
        """The trials inside a document."""
        return self.rows(
            "select * from marts.fct_identity_check where document_id = ?", document_id
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("identities")
    rows: list[tuple[str, Row]] = []
    for i, case in enumerate(CASES):
        rows += document(f"case{i}", case["facts"])
    for i, (facts, *_) in enumerate(IMPLIED):
        rows += document(f"implied{i}", facts)
    for identity, row in IDENTITIES.items():
        if not row["measure"]:
            rows += document(identity, satisfied(identity))
    rows += document("whole-city", whole_city())
    made = list(mutations())
    for _, reading in made:
        rows.append(("documents.csv", reading.document))
        rows += [("mentions.csv", mention) for mention in reading.mentions]
        rows += [("facts.csv", fact) for fact in reading.facts]
    write(folder / "raw", rows)
    run(folder, "seed")
    run(folder, "run", "--select", "+fct_identity_check", "+fct_implied_level")
    return Built(folder / "warehouse.duckdb", [m for m, _ in made if m is not None])


def run(folder: Path, *arguments: str) -> None:
    environment = os.environ | {
        "QUSHU_RAW": str(folder / "raw"),
        "QUSHU_WAREHOUSE": str(folder / "warehouse.duckdb"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    command = [sys.executable, "-m", "dbt.cli.main", "--quiet", "--no-use-colors", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("i", range(len(CASES)), ids=[f"{c['kind']}: {c['proves']}" for c in CASES])
def test_cases(built: Built, i: int) -> None:
    case = CASES[i]
    assert IDENTITIES[case["identity"]]["kind"] == (
        "growth" if case["identity"].startswith("growth_multiple") else case["kind"]
    )
    found = [c for c in built.checks(f"case{i}") if c["identity_id"] == case["identity"]]
    assert [c["verdict"] for c in found] == ([] if case["verdict"] == "none" else [case["verdict"]])
    for field in {"missing", "residual"} & case.keys():
        assert found[0][field] == case[field]


@pytest.mark.parametrize("identity", IDENTITIES)
def test_every_rule_can_be_met(built: Built, identity: str) -> None:
    met = built.rows(
        "select 1 from marts.fct_identity_check where identity_id = ?"
        " and verdict in ('holds', 'within_rounding') and not starts_with(document_id, 'co')",
        identity,
    )
    assert met


@pytest.mark.parametrize("identity", [i for i, row in IDENTITIES.items() if not row["measure"]])
def test_every_named_rule_holds_for_its_own_figures(built: Built, identity: str) -> None:
    found = [c for c in built.checks(identity) if c["identity_id"] == identity]
    assert [c["verdict"] in ("holds", "within_rounding") for c in found] == [True], found


def test_each_kind_has_cases_of_both_ends() -> None:
    for kind in {row["kind"] for row in IDENTITIES.values()} - {"districts"}:
        verdicts = {c["verdict"] for c in CASES if c["kind"] == kind}
        assert verdicts & {"holds", "within_rounding"} and "violated" in verdicts, kind


@pytest.mark.parametrize("i", range(len(IMPLIED)))
def test_levels_that_figures_imply(built: Built, i: int) -> None:
    _, (indicator, period, value, low, high), stated, verdict = IMPLIED[i]
    rows = built.rows(
        "select * from marts.fct_implied_level where document_id = ? and indicator_id = ?",
        f"implied{i}",
        indicator,
    )
    (row,) = rows
    assert (row["period"], row["value"]) == (period, Decimal(value))
    assert abs(row["value_low"] - Decimal(low)) < Decimal("0.001")
    assert abs(row["value_high"] - Decimal(high)) < Decimal("0.001")
    if stated is not None:
        assert row["verdict"] == verdict


def test_implied_levels_are_no_observations(built: Built) -> None:
    assert not built.rows(
        "select 1 from marts.fct_implied_level as implied"
        " inner join intermediate.int_observations as stated"
        " on implied.implied_level_id = stated.observation_id"
    )


#: The kinds whose sides move by as much as a figure does.
LINEAR = {
    "sum",
    "difference",
    "list",
    "listed_part",
    "subset",
    "periods",
    "gap",
    "change",
    "structure",
}


def by_place(checks: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Trials by identity and the span of their left side, which a changed digit leaves alone."""
    return {(c["identity_id"], c["identity_check_id"].rpartition("@")[2]): c for c in checks}


def depends(check: dict[str, Any], mutation: Mutation) -> bool:
    spans = (o.rpartition("@")[2] for o in check["observation_ids"].split(","))
    return any(span.startswith(f"{mutation.at}-") for span in spans)


SAME = (
    *("left_value", "left_low", "left_high", "right_value", "right_low", "right_high"),
    *("residual", "tolerance", "verdict", "missing"),
)


@pytest.mark.parametrize("i", range(N_DIGITS))
def test_a_changed_digit_turns_what_depends_on_it_and_nothing_else(built: Built, i: int) -> None:
    mutation = built.mutations[i]
    before, after = (by_place(built.checks(name)) for name in (mutation.original, mutation.copy))
    assert before.keys() == after.keys()
    for place, old in before.items():
        new = after[place]
        if not depends(old, mutation):
            assert {k: new[k] for k in SAME} == {k: old[k] for k in SAME}
            continue
        if old["residual"] is None:
            assert new["verdict"] == "incomplete"
            continue
        moved = abs(new["residual"] - old["residual"])
        assert moved > 0
        if old["kind"] in LINEAR:
            scaled = abs(mutation.after - mutation.before)
            assert moved % scaled == 0
        if old["verdict"] in ("holds", "within_rounding") and old["tolerance"] is not None:
            slack = old["tolerance"] + (new["tolerance"] or 0)
            if old["kind"] in ("subset", "listed_part"):
                assert (new["verdict"] == "violated") == (new["residual"] > new["tolerance"])
            elif moved > slack:
                assert new["verdict"] in ("violated", "incomplete")


def test_changed_digits_turn_many_verdicts(built: Built) -> None:
    turned = 0
    for mutation in built.mutations:
        before, after = (
            by_place(built.checks(name)) for name in (mutation.original, mutation.copy)
        )
        turned += sum(old["verdict"] != after[place]["verdict"] for place, old in before.items())
    assert turned >= 10
