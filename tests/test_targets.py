"""The same marts on DuckDB, PostgreSQL and Spark: `make test-targets`.

Each corpus is read once and built on every engine by the same models; the rows must be equal, and
dbt's tests of the data pass there too.

| corpus   | what it is                                              | tests of the data |
| -------- | ------------------------------------------------------- | ----------------- |
| embedded | with a text of odd line ends; for Spark, read on Spark  | run               |
| shared   | only where its texts lie beside the project             | not run again     |
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from conftest import run_qushu
from engines import postgres, spark_environment

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "corpus"
CORPORA = {"embedded": ROOT / "corpus"} | ({"shared": SHARED} if SHARED.exists() else {})
ENGINES = ("postgres", "spark")
MARTS = sorted(path.stem for path in (ROOT / "models/marts").glob("*.sql"))

#: Its rows are quoted throughout, empty cells too.
ODD = "2023年，渝中区有企业5家，\r有学校6所。\r"

#: What a mart has beside its rows, and the engines that cannot carry it. docs/targets.md says why.
LACKING = {
    "as_of": {"spark"},
    "primary keys": {"spark"},
    "comments on columns": {"spark"},
}

pytestmark = pytest.mark.targets

Rows = Counter[tuple[Any, ...]]


class Marts:
    """The marts of one corpus on one engine."""

    def __init__(self, ask: Callable[[str], Any], place: str) -> None:
        self._ask, self._place = ask, place

    def ask(self, sql: str) -> Rows:
        return Counter(self._ask(sql).fetchall())

    def columns(self, mart: str) -> list[str]:
        asked = self._ask(f"select * from {self._place.format(mart)} limit 0")
        return [column[0] for column in asked.description]

    def rows(self, mart: str) -> Rows:
        return self.ask(f"select * from {self._place.format(mart)}")


class Builds:
    """Builds of every corpus on every engine; `folder` holds what they leave."""

    def __init__(self, folder: Path, server: dict[str, str]) -> None:
        self.folder, self.server = folder, server
        self.spark = spark_environment(folder)

    def read(self) -> None:
        """Read the texts: here, and the embedded ones on Spark too."""
        embedded = self.folder / "embedded"
        shutil.copytree(CORPORA["embedded"], embedded)
        (embedded / "odd.txt").write_text(ODD, encoding="utf-8", newline="")
        for name, corpus in (CORPORA | {"embedded": embedded}).items():
            self._read("--corpus", corpus, "--raw", self.folder / "raw" / name)
        parts = self.folder / "raw" / "parts"
        self._read("--engine", "spark", "--corpus", embedded, "--raw", parts)

    def raw(self, name: str, engine: str) -> Path:
        is_in_parts = engine == "spark" and name == "embedded"
        return self.folder / "raw" / ("parts" if is_in_parts else name)

    def run(self) -> None:
        """Build on all engines at once."""
        for name in CORPORA:
            done = run_qushu("load", "--raw", self.raw(name, "postgres"), **self.of(name))
            assert done.returncode == 0, done.stderr
        with self._started("duckdb"), self._started("postgres"), self._started("spark"):
            pass

    def of(self, name: str) -> dict[str, str]:
        """The variables by which libpq finds the database of a corpus."""
        return self.server | {"PGDATABASE": name}

    def results(self, engine: str, name: str) -> list[dict[str, Any]]:
        file = self.folder / engine / name / "run_results.json"
        return list(json.loads(file.read_text("utf-8"))["results"])

    @contextmanager
    def marts(self, engine: str, name: str) -> Iterator[Marts]:
        """The marts of a corpus, as an engine has built them."""
        if engine == "postgres":
            import psycopg2

            with psycopg2.connect(**_as_arguments(self.of(name))) as connection:
                cursor = connection.cursor()

                def ask(sql: str) -> Any:
                    cursor.execute(sql)
                    return cursor

                yield Marts(ask, "marts.{}")
            connection.close()
        elif engine == "spark":
            with duckdb.connect() as connection:
                folder = self.folder / "spark" / f"{name}-marts"
                yield Marts(connection.execute, f"read_parquet('{folder}/{{}}/*.parquet')")
        else:
            with duckdb.connect(str(self._warehouse(name)), read_only=True) as connection:
                yield Marts(connection.execute, "marts.{}")

    def _warehouse(self, name: str) -> Path:
        return self.folder / "duckdb" / f"{name}-warehouse" / "warehouse.duckdb"

    def _read(self, *arguments: str | Path) -> None:
        done = run_qushu("ingest", *arguments, **self.spark)
        assert done.returncode == 0, done.stderr

    @contextmanager
    def _started(self, engine: str) -> Iterator[None]:
        """Let dbt build all corpora on an engine while what is inside goes on."""
        place = self.folder / engine
        place.mkdir()
        file = place / "runs.json"
        runs = [self._run(engine, name) for name in CORPORA]
        file.write_text(json.dumps(runs, default=str), encoding="utf-8")
        with (place / "said").open("w") as said:
            command = [sys.executable, Path(__file__).with_name("dbt_runs.py"), file]
            process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
            with process:
                yield
        assert process.returncode == 0, (place / "said").read_text("utf-8")[-5000:]

    def _run(self, engine: str, name: str) -> dict[str, Any]:
        place = self.folder / engine
        arguments = ["build", "--target", engine, "--target-path", place / name]
        arguments += ["--log-path", place / "logs", "--exclude-resource-type", "unit_test"]
        if name != "embedded" or engine == "duckdb":
            arguments += ["test"]
        if engine == "spark" and name != "embedded":
            arguments += ["seed"]
        raw = self.raw(name, engine)
        environment = {"QUSHU_RAW": raw, "QUSHU_WAREHOUSE": self._warehouse(name)}
        self._warehouse(name).parent.mkdir(parents=True, exist_ok=True)
        keep = [self.folder / "tables" / "marts.db", place / f"{name}-marts"]
        return {
            "arguments": [str(word) for word in arguments],
            "environment": environment | self.of(name) | self.spark,
            "keep": keep if engine == "spark" else [],
        }


def _as_arguments(address: dict[str, str]) -> dict[str, str]:
    names = {"PGHOST": "host", "PGUSER": "user", "PGDATABASE": "dbname"}
    return {names[name]: value for name, value in address.items()}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builds]:
    with postgres(*CORPORA, "loaded") as server:
        made = Builds(tmp_path_factory.mktemp("targets"), server)
        made.read()
        made.run()
        yield made


@pytest.mark.parametrize("mart", MARTS)
@pytest.mark.parametrize("name", CORPORA)
@pytest.mark.parametrize("engine", ENGINES)
def test_marts_are_equal(builds: Builds, engine: str, name: str, mart: str) -> None:
    with builds.marts("duckdb", name) as ours, builds.marts(engine, name) as theirs:
        assert theirs.columns(mart) == ours.columns(mart)
        expected, found = ours.rows(mart), theirs.rows(mart)
    assert (list((expected - found).items())[:3], list((found - expected).items())[:3]) == ([], [])


@pytest.mark.parametrize("engine", ENGINES)
def test_the_data_pass_their_tests(builds: Builds, engine: str) -> None:
    results = builds.results(engine, "embedded")
    well = {"success", "pass", "warn", "no-op"}
    bad = [one["unique_id"] for one in results if one["status"] not in well]
    tested = [one for one in results if one["unique_id"].startswith("test.")]
    manifest = json.loads((builds.folder / engine / "embedded/manifest.json").read_text("utf-8"))
    tests = [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    assert bad == []
    assert len(tested) == len(tests) > 0


def test_parts_are_loaded_too(builds: Builds) -> None:
    loaded = [
        run_qushu("load", "--raw", builds.folder / "raw" / raw, **builds.of("loaded"))
        for raw in ("embedded", "parts")
    ]
    assert [done.stderr for done in loaded] == ["", ""]
    assert loaded[0].stdout == loaded[1].stdout


@pytest.mark.parametrize("name", CORPORA)
def test_as_of_answers_alike(builds: Builds, name: str) -> None:
    with builds.marts("duckdb", name) as ours, builds.marts("postgres", name) as theirs:
        days = ours.ask("select distinct known_from from marts.fct_indicator_vintage")
        for day in [str(day) for (day,) in days if day]:
            sql = f"select * from marts.as_of('{day}')"
            assert theirs.ask(sql) == ours.ask(sql), day


def test_keys_and_comments_stand_in_postgres(builds: Builds) -> None:
    with builds.marts("postgres", "embedded") as marts:
        keyed = marts.ask("""
            select table_name from information_schema.table_constraints
            where constraint_schema = 'marts' and constraint_type = 'PRIMARY KEY'
        """)
        bare = marts.ask("""
            select table_name, column_name from information_schema.columns
            where table_schema = 'marts' and col_description(
                cast('marts.' || table_name as regclass)::integer, ordinal_position
            ) is null
        """)
    described = [yaml.safe_load(path.read_text("utf-8")) for path in MODELS]
    promised = {
        model["name"]
        for file in described
        for model in file["models"]
        if any(one["type"] == "primary_key" for one in model.get("constraints", []))
    }
    assert {name for (name,) in keyed} == promised != set()
    assert list(bare) == []


MODELS = sorted((ROOT / "models/marts").glob("*.yml"))


@pytest.mark.parametrize("what", LACKING)
def test_what_an_engine_lacks_is_said(what: str) -> None:
    page = (ROOT / "docs/targets.md").read_text("utf-8")
    section = page.partition("## What they do not carry")[2]
    assert all(f"| {what} | {engine} |" in section for engine in LACKING[what])


def test_a_database_of_another_order_is_refused(builds: Builds) -> None:
    import psycopg2

    connection = psycopg2.connect(**_as_arguments(builds.of("embedded")))
    connection.autocommit = True
    connection.cursor().execute(
        "create database sorted template template0 locale_provider icu icu_locale 'en'"
    )
    connection.close()
    folder = builds.folder / "sorted"
    command = [Path(sys.executable).with_name("dbt"), "run-operation", "prepare_target"]
    command += ["--target", "postgres", "--target-path", folder, "--log-path", folder]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | builds.server | {"PGDATABASE": "sorted"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode != 0
    assert "does not sort texts by their code points" in done.stdout
