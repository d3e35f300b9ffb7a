"""Deliberate faults in the raw CSV, and a laboratory that sees which tests of the data notice them.

A fault is one change of one raw folder; `FAULTS` lists the classes with the tests that are there to
catch them. The laboratory runs the compiled SQL of the models and of their tests in memory, which
takes half a second where `dbt build` takes a quarter of a minute.

Some faults leave no trace in the raw rows, and no class here asks for them: a target that lost its
wording together with its status, two facts that exchange district and name alike, another unit or
scale of a cell that prints digits alone. Only a text or a second statement gives those away.
"""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from ingest.corpus import ingest_corpus
from qushu.query import Warehouse

ROOT = Path(__file__).resolve().parents[1]
TABLES = ("documents", "facts", "measures", "mentions")

Row = dict[str, str]
Raw = dict[str, list[Row]]
#: Changes a raw folder in one place. Returns False where the place it drew offers no such fault.
Mutation = Callable[[Raw, Random, "Known"], bool]


@dataclass(frozen=True)
class Known:
    """What a mutation may ask of the vocabularies and of the sound warehouse."""

    scales: dict[str, Decimal]
    dimensions: dict[str, str]
    #: Concepts of which a share may be above 100 percent.
    unbounded: frozenset[str]
    #: Observations of identities that hold exactly.
    exact_terms: frozenset[str]


# --- the classes of faults --------------------------------------------------------------------


def scale_applied_twice(raw: Raw, random: Random, known: Known) -> bool:
    """The number is multiplied by its scale, and the scale still stands beside it."""
    fact = random.choice([f for f in raw["facts"] if f["scale"] and f["number"]])
    fact["number"] = str(Decimal(fact["number"]) * known.scales[fact["scale"]])
    return True


def scale_of_another_word(raw: Raw, random: Random, known: Known) -> bool:
    """万 is read as 亿, or the other way round, where one of them is printed."""
    fact = random.choice([f for f in raw["facts"] if f["scale"] in ("万", "亿") and f["number"]])
    if fact["scale"] not in fact["surface"]:
        return False
    fact["scale"] = "亿" if fact["scale"] == "万" else "万"
    return True


def unit_of_another_dimension(raw: Raw, random: Random, known: Known) -> bool:
    """A unit that is printed, or catalogued, is replaced by one that measures something else."""
    fact = random.choice([f for f in raw["facts"] if f["unit"]])
    if is_bare(fact) and fact["measure"] == "level" and not fact["concept_id"]:
        return False
    others = ("元", "人", "%", "平方公里", "吨")
    fact["unit"] = random.choice(
        [u for u in others if known.dimensions[u] != known.dimensions[fact["unit"]]]
    )
    return True


def districts_swapped(raw: Raw, random: Random, known: Known) -> bool:
    """Two facts of different districts exchange them."""
    one, other = random.sample([f for f in raw["facts"] if f["district_id"]], 2)
    one["district_id"], other["district_id"] = other["district_id"], one["district_id"]
    return one["district_id"] != other["district_id"]


def target_among_actuals(raw: Raw, random: Random, known: Known) -> bool:
    """A target is called an actual."""
    random.choice([f for f in raw["facts"] if f["status"] == "target"])["status"] = "actual"
    return True


def share_of_130(raw: Raw, random: Random, known: Known) -> bool:
    """A share is 130 percent, and printed so everywhere."""
    fact = random.choice([f for f in raw["facts"] if f["measure"] == "share" and f["number"]])
    if (
        fact["concept_id"] in known.unbounded
        or len(fact["number"]) < 3
        or not fact["surface"].startswith(fact["number"])
    ):
        return False
    restate(raw, fact, "130".zfill(len(fact["number"])))
    return True


def fact_duplicated(raw: Raw, random: Random, known: Known) -> bool:
    """A row stands twice, under one key or under two."""
    fact = dict(random.choice(raw["facts"]))
    if random.random() < 0.5 and "." not in fact["observation_id"].split("@")[1]:
        fact["observation_id"] += ".9"
    raw["facts"].append(fact)
    return True


def sum_off_by_one_digit(raw: Raw, random: Random, known: Known) -> bool:
    """A term of an identity that holds differs by one in its last digit, and is printed so."""
    facts = [f for f in raw["facts"] if f["observation_id"] in known.exact_terms]
    fact = random.choice(facts)
    number = str(Decimal(fact["number"]) + Decimal(fact["resolution"]))
    if len(number) != len(fact["number"]) or not has_room(fact, number):
        return False
    restate(raw, fact, number)
    return True


def digit_misread(raw: Raw, random: Random, known: Known) -> bool:
    """A number differs by one in its last digit from what is printed."""
    fact = random.choice([f for f in raw["facts"] if f["number"] and f["resolution"]])
    fact["number"] = str(Decimal(fact["number"]) + Decimal(fact["resolution"]))
    return True


def fact_lost(raw: Raw, random: Random, known: Known) -> bool:
    """A fact is missing from the raw rows."""
    raw["facts"].remove(random.choice(raw["facts"]))
    return True


def span_shifted(raw: Raw, random: Random, known: Known) -> bool:
    """A fact stands one character further on than its key says."""
    fact = random.choice(raw["facts"])
    for end in ("span_start", "span_end"):
        fact[end] = str(int(fact[end]) + 1)
    return True


def year_moved(raw: Raw, random: Random, known: Known) -> bool:
    """The year of a figure is not that of its period."""
    fact = random.choice([f for f in raw["facts"] if f["year"]])
    fact["year"] = str(int(fact["year"]) + 1)
    return True


def period_moved(raw: Raw, random: Random, known: Known) -> bool:
    """The days of a period, and the year, are a year later than its text."""
    fact = random.choice([f for f in raw["facts"] if f["period_grain"] in ("year", "instant")])
    for day in ("period_start", "period_end", "year"):
        if fact[day]:
            fact[day] = f"{int(fact[day][:4]) + 1}{fact[day][4:]}"
    return True


def measure_mistaken(raw: Raw, random: Random, known: Known) -> bool:
    """A growth stands among the shares, a share among the growths."""
    fact = random.choice([f for f in raw["facts"] if f["measure"] in ("growth", "share")])
    fact["measure"] = "share" if fact["measure"] == "growth" else "growth"
    return True


def organisation_in_a_district(raw: Raw, random: Random, known: Known) -> bool:
    """A company's figure is filed under a district."""
    firms = [f for f in raw["facts"] if f["subject_type"] == "organisation"]
    random.choice(firms)["district_id"] = "500000"
    return True


def rule_unknown(raw: Raw, random: Random, known: Known) -> bool:
    """A fact names a rule that nobody has described."""
    random.choice(raw["facts"])["rule_id"] = "level.unheard_of"
    return True


def mention_widened(raw: Raw, random: Random, known: Known) -> bool:
    """A mention reaches over its surface."""
    mention = random.choice(raw["mentions"])
    mention["span_end"] = str(int(mention["span_end"]) + 1)
    return True


def sentence_exchanged(raw: Raw, random: Random, known: Known) -> bool:
    """A fact quotes the sentence of another."""
    one, other = random.sample(raw["facts"], 2)
    if one["quote"] == other["quote"]:
        return False
    one["quote"], one["quote_start"] = other["quote"], other["quote_start"]
    return True


def is_bare(fact: Row) -> bool:
    """Whether the surface is digits alone, as in the cell of a table or in a list."""
    return not fact["surface"].strip("0123456789０１２３４５６７８９.,．， \n")


def has_room(fact: Row, number: str) -> bool:
    """Whether another number fits into the place of the printed one."""
    return len(fact["number"]) >= len(number) and fact["surface"].startswith(fact["number"])


def restate(raw: Raw, fact: Row, number: str) -> None:
    """Print another number of the same length, in the fact, its mention and all quotes of it."""
    old, start = fact["surface"], int(fact["span_start"])
    new = number + old[len(fact["number"]) :]
    for other in raw["facts"]:
        at = start - int(other["quote_start"])
        same = other["document_id"] == fact["document_id"]
        if same and other["quote"][at : at + len(old)] == old and at >= 0:
            other["quote"] = other["quote"][:at] + new + other["quote"][at + len(old) :]
    for mention in raw["mentions"]:
        if mention["observation_id"] == fact["observation_id"]:
            mention["surface"] = new
    fact["surface"], fact["number"] = new, number


# --- what must notice them --------------------------------------------------------------------

#: Class of fault -> the tests of which one at least must fail. `verdict` is no test: a verdict of
#: fct_identity_check turns.
FAULTS: dict[Mutation, frozenset[str]] = {
    scale_applied_twice: frozenset({"numbers_are_the_digits_of_their_surface"}),
    scale_of_another_word: frozenset({"scales_are_those_of_their_surface"}),
    unit_of_another_dimension: frozenset(
        {
            "levels_carry_the_dimension_of_their_concept",
            "derived_measures_carry_their_own_dimension",
            "parts_of_a_structure_are_percentages_or_multiples",
            "units_are_those_of_their_surface",
        }
    ),
    districts_swapped: frozenset({"observations_are_filed_under_the_district_they_name"}),
    target_among_actuals: frozenset({"aims_and_nothing_else_are_worded_as_aims"}),
    share_of_130: frozenset({"shares_lie_within_0_and_100"}),
    fact_duplicated: frozenset({"each_fact_is_read_once", "each_span_states_a_thing_once"}),
    sum_off_by_one_digit: frozenset({"verdict"}),
    digit_misread: frozenset({"numbers_are_the_digits_of_their_surface"}),
    fact_lost: frozenset({"every_fact_mention_states_a_fact"}),
    span_shifted: frozenset({"keys_are_made_of_text_and_span"}),
    year_moved: frozenset({"years_are_the_year_of_the_period_end"}),
    period_moved: frozenset({"periods_read_as_their_days"}),
    measure_mistaken: frozenset({"measures_are_those_of_their_rule"}),
    organisation_in_a_district: frozenset({"organisations_are_not_filed_under_a_district"}),
    rule_unknown: frozenset({"observations_have_a_rule_that_exists"}),
    mention_widened: frozenset({"mentions_are_as_long_as_their_surface"}),
    sentence_exchanged: frozenset({"surfaces_stand_in_their_quote"}),
}


# --- the laboratory ---------------------------------------------------------------------------


class Laboratory:
    """The models and tests that depend on the raw CSV, ready to run over mutated copies of it."""

    def __init__(self, release: Path, folder: Path) -> None:
        self._folder = folder
        self.sound: Raw = {name: _read(release / "raw" / f"{name}.csv") for name in TABLES}
        raw, warehouse = folder / "raw", folder / "warehouse.duckdb"
        raw.mkdir(parents=True)
        warehouse.write_bytes((release / "warehouse.duckdb").read_bytes())
        manifest = _compiled(folder, raw, warehouse)
        self._models, self._tests = _downstream(manifest)
        self._connection = duckdb.connect(config={"threads": 1})
        self._connection.execute("attach ':memory:' as warehouse")
        self._connection.execute(f"attach '{warehouse}' as published (read_only)")
        self._connection.execute("copy from database published to warehouse")
        self._connection.execute("detach published")
        self._connection.execute("use warehouse")
        self.known = self._vocabularies()
        self._failures = self._run(self.sound)
        self._verdicts = self._judged()

    def close(self) -> None:
        """Close the warehouse in memory."""
        self._connection.close()

    @property
    def warehouse(self) -> Warehouse:
        """The warehouse of the last run, as the commands see it."""
        return Warehouse(self._connection)

    def ask(self, sql: str) -> list[Any]:
        """The rows of a query over the warehouse of the last run."""
        return self._connection.execute(sql).fetchall()

    def read(self, corpus: Path) -> None:
        """Build the warehouse from another corpus."""
        raw = self._folder / corpus.name
        ingest_corpus(corpus, raw, workers=1)
        self.load(raw)

    def load(self, raw: Path) -> dict[str, int]:
        """Build the warehouse from a raw folder; on how many rows each test fails."""
        return self._run({name: _read(raw / f"{name}.csv") for name in TABLES})

    def restore(self) -> None:
        """Build the sound warehouse again."""
        self._run(self.sound)

    def caught_by(self, mutation: Mutation, seed: int) -> set[str]:
        """Plant one fault; the tests that fail on more rows than before, and `verdict`."""
        random = Random(f"{mutation.__name__} {seed}")
        raw = deepcopy(self.sound)
        while not mutation(raw, random, self.known):
            raw = deepcopy(self.sound)
        failures = self._run(raw)
        caught = {name for name, rows in failures.items() if rows > self._failures[name]}
        verdicts = self._judged()
        turned = any(verdicts.get(check) != verdict for check, verdict in self._verdicts.items())
        return caught | ({"verdict"} if turned else set())

    def correct(self, corrections: list[Row]) -> set[str]:
        """Build the sound warehouse under other corrections; the tests that fail more than before.

        :param corrections: rows as of `seeds/corrections.csv`; an empty cell is null.
        """
        self._connection.execute("delete from seeds.corrections")
        for row in corrections:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            values = [value or None for value in row.values()]
            self._connection.execute(
                f"insert into seeds.corrections ({names}) values ({marks})", values
            )
        failures = self._run(self.sound)
        return {name for name, rows in failures.items() if rows > self._failures[name]}

    def _run(self, raw: Raw) -> dict[str, int]:
        """Build every model; how many rows each test fails on."""
        for name in TABLES:
            _write(self._folder / "raw" / f"{name}.csv", raw[name], list(self.sound[name][0]))
        for relation, sql in self._models:
            self._connection.execute(f"create or replace table {relation} as {sql}")
        return {
            name: self.ask(f"select count(*) from ({sql}) as failures")[0][0]
            for name, sql in self._tests
        }

    def _judged(self) -> dict[str, str]:
        return dict(self.ask("select identity_check_id, verdict from marts.fct_identity_check"))

    def _vocabularies(self) -> Known:
        scales = dict(self.ask("select scale, factor from staging.stg_scales"))
        dimensions = dict(self.ask("select unit, dimension from staging.stg_units"))
        unbounded = self.ask(
            "select concept_id from staging.stg_indicators where share_may_exceed_100"
        )
        # A part is at most its whole: such a check holds with room to spare.
        terms = self.ask("""
            select observation_ids from marts.fct_identity_check
            where verdict = 'holds' and residual = 0 and kind not in ('subset', 'listed_part')
        """)
        exact = {term for (ids,) in terms for term in ids.split(",")}
        printed = {f["observation_id"] for f in self.sound["facts"] if f["resolution"]}
        return Known(
            scales, dimensions, frozenset(c for (c,) in unbounded), frozenset(exact & printed)
        )


def _compiled(folder: Path, raw: Path, warehouse: Path) -> dict[str, Any]:
    """The manifest of the project, with the SQL of every node compiled for these paths."""
    command = [str(Path(sys.executable).with_name("dbt")), "--quiet", "compile"]
    command += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs")]
    environment = {"QUSHU_RAW": str(raw), "QUSHU_WAREHOUSE": str(warehouse)}
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)
    manifest: dict[str, Any] = json.loads((folder / "target" / "manifest.json").read_text("utf-8"))
    return manifest


def _downstream(manifest: dict[str, Any]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(relation, SQL) of what is made of the raw CSV, in order; (name, SQL) of its tests."""
    # The corrections are rewritten like the raw rows: what is made of them counts too.
    nodes, made = manifest["nodes"], {*manifest["sources"], "seed.qushu.corrections"}
    models: list[tuple[str, str]] = []
    waiting = [n for n in nodes.values() if n["resource_type"] == "model"]
    done = made | {i for i, n in nodes.items() if n["resource_type"] == "seed"}
    while waiting:
        node = next(n for n in waiting if set(n["depends_on"]["nodes"]) <= done)
        waiting.remove(node)
        done.add(node["unique_id"])
        if made & set(node["depends_on"]["nodes"]):
            made.add(node["unique_id"])
            models.append((f"{node['schema']}.{node['alias']}", node["compiled_code"]))
    tests = [
        (n["name"], n["compiled_code"])
        for n in nodes.values()
        if n["resource_type"] == "test" and made & set(n["depends_on"]["nodes"])
    ]
    return models, tests


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[Row], columns: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
