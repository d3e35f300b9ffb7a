"""The command line: each mistake is one line and status 2, each answer is what was asked for."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, run_qushu
from quick import run_quick

from qushu.explain import explain
from qushu.query import reading
from qushu.score import score

SHARED = Path(__file__).parents[2] / "shared"
COMMANDS = [
    *("build", "status", "releases", "diff", "rollback"),
    *("ingest", "load", "query", "find", "show", "explain", "review", "score", "export", "docs"),
]

# (what was typed, a part of the complaint)
WRONG_USAGE = [
    (["build", "--worker", "2"], "No such option: --worker"),
    (["build", "--workers", "0"], "--workers"),
    (["build", "--workers", "many"], "--workers"),
    (["build", "extra"], "extra"),
    (["ingest"], "--raw"),
    (["ingest", "--raw", "x", "--engine", "hadoop"], "hadoop"),
    (["ingest", "--raw", "x", "--format", "parquet"], "needs --engine spark"),
    (["load"], "--raw"),
    (["load", "--raw", "no/such/folder"], "no/such/folder"),
    (["publish"], "No such command 'publish'"),
    (["query"], "SQL"),
    (["query", "no-such-question"], "there are accounted-for, "),
    (["query", "foreign-trade", "--output", "no/such/folder/a.csv"], "no such folder"),
    (["find", "zzzzzz"], "nothing is called zzzzzz"),
    (["find", ""], "nothing is called"),
    (["show", "璧山区", "zzzzzz"], "no indicator is called zzzzzz"),
    (["show", "璧山区", "beds_per_1000"], "see what it has: qushu show 500120"),
    (["--lang", "xx", "docs"], "xx"),
    (["review", "accept", "一"], "INDICATOR_ID"),
    (["export"], "TARGET"),
    (["query", "select 1", "--format", "xml"], "xml"),
    (["query", "selekt 1"], "selekt"),
    (["query", "select * from no_such_table"], "no_such_table"),
    (["explain", "nowhere@1-2"], "no observation nowhere@1-2"),
    (["score", "--gold", "no/such/folder"], "no such folder"),
    (["score", "--warehouse", "no-such-file"], "no warehouse"),
    (["score", "--gold", "seeds"], "no gold files"),
    (["releases", "--releases", "no/such/folder"], "no release"),
]

# What a query must not do, and what DuckDB calls it.
FORBIDDEN = [
    ("create table t as select 1", "read-only"),
    ("delete from fct_observation", "read-only"),
    ("select * from read_csv('/etc/passwd')", "disabled"),
    ("copy (select 1) to 'out.csv'", "disabled"),
    ("attach 'other.duckdb'", "disabled"),
    ("set enable_external_access = true", "locked"),
    ("reset enable_external_access", "locked"),
    ("set lock_configuration = false", "locked"),
    ("pragma temp_directory = '/tmp'", "locked"),
    ("select * from 'README.md'", "README.md"),
    ("select * from read_text('/etc/passwd')", "disabled"),
    ("select * from glob('/etc/*')", "disabled"),
    ("select * from '/etc/passwd.csv'", "disabled"),
    ("install httpfs", "disabled"),
    ("load '/tmp/any.duckdb_extension'", "disabled"),
    ("export database 'out'", "disabled"),
    ("copy fct_observation to 'out.parquet' (format parquet)", "disabled"),
    ("copy fct_observation from '/etc/passwd'", "disabled"),
    ("attach ':memory:' as other", "read-only"),
    ("update fct_observation set value = 0", "read-only"),
    ("drop table fct_observation", "read-only"),
]

# Files of a corpus that cannot be read, and a part of the complaint.
MANIFEST = "document_id,file,title,publisher,published_on,place\n"
BAD_CORPORA: dict[str, tuple[dict[str, bytes], str]] = {
    "empty": ({}, "no text"),
    "no text": ({"a.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\x03"}, "a.txt"),
    "missing file": ({"manifest.csv": f"{MANIFEST}a,b.txt,,,,\n".encode()}, "b.txt"),
    "duplicate id": (
        {
            "a.txt": "全区共有企业5家。".encode(),
            "b.txt": "全区共有企业6家。".encode(),
            "manifest.csv": f"{MANIFEST}x,a.txt,,,,\nx,b.txt,,,,\n".encode(),
        },
        "duplicate",
    ),
}  # fmt: skip


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that a mistake ends in."""
    lines = done.stderr.splitlines()
    assert (done.returncode, len(lines)) == (2, 1), done.stderr
    return lines[0]


@pytest.mark.parametrize(("arguments", "part"), WRONG_USAGE, ids=lambda value: str(value)[:40])
def test_wrong_usage_is_one_line(ask: Run, arguments: list[str], part: str) -> None:
    assert part in complaint(ask(*arguments))


@pytest.mark.parametrize(("sql", "part"), FORBIDDEN)
def test_query_changes_and_reaches_nothing(ask: Run, sql: str, part: str) -> None:
    assert part in complaint(ask("query", sql))


@pytest.mark.parametrize("command", ["build", "ingest"])
@pytest.mark.parametrize("case", BAD_CORPORA)
def test_unreadable_corpus_is_one_line(tmp_path: Path, case: str, command: str) -> None:
    files, part = BAD_CORPORA[case]
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, content in files.items():
        (corpus / name).write_bytes(content)
    where = "--raw" if command == "ingest" else "--releases"
    done = run_qushu(command, "--corpus", corpus, where, tmp_path / "out")
    assert part in complaint(done)
    assert not (tmp_path / "out" / "current").exists()


@pytest.mark.parametrize("corpus", ["no/such/folder", "README.md"])
def test_a_corpus_is_a_folder(tmp_path: Path, corpus: str) -> None:
    done = run_qushu("ingest", "--corpus", corpus, "--raw", tmp_path)
    assert corpus in complaint(done)


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot write" in complaint(run_qushu("build", "--releases", tmp_path / "file"))
    assert "file" in complaint(run_qushu("ingest", "--raw", tmp_path / "file" / "raw"))


def test_help_lists_every_command_and_every_command_has_help(ask: Run) -> None:
    overview = ask("--help").stdout
    assert overview == ask().stdout
    for command in COMMANDS:
        assert f"  {command} " in overview
        page = ask(command, "--help").stdout
        assert f"qushu {command}" in page
        assert "..." not in page.split("Options:")[1], "each option has its help in full"
    assert "..." not in overview.split("Commands:")[1], "each command has its help in full"


def test_version(qushu: Run) -> None:
    assert qushu("--version").stdout.startswith("qushu 0.")


ROWS = "select 125.930 as value, '一|二' as name, null as nothing, date '2020-09-12' as day"
READERS: dict[str, Callable[[str], list[dict[str, object]]]] = {
    "csv": lambda text: [dict(row) for row in csv.DictReader(io.StringIO(text))],
    "json": json.loads,
}
FORMATTED = {
    "csv": [{"value": "125.93", "name": "一|二", "nothing": "", "day": "2020-09-12"}],
    "json": [{"value": 125.93, "name": "一|二", "nothing": None, "day": "2020-09-12"}],
}


@pytest.mark.parametrize("style", FORMATTED)
def test_query_for_machines(ask: Run, style: str) -> None:
    assert READERS[style](ask("query", ROWS, "--format", style).stdout) == FORMATTED[style]


def test_query_for_people(ask: Run) -> None:
    assert ask("query", ROWS).stdout.splitlines() == [
        " value  name   nothing  day",
        "------  -----  -------  ----------",
        "125.93  一|二           2020-09-12",
    ]
    assert ask("query", ROWS, "--format", "markdown").stdout.splitlines() == [
        "| value | name | nothing | day |",
        "| ---: | --- | --- | --- |",
        r"| 125.93 | 一\|二 |  | 2020-09-12 |",
    ]


def test_query_from_stdin_into_a_closed_pipe(release: Path) -> None:
    shell = f"{sys.executable} -m qushu query - --releases '{release.parent}' | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell],
        input="select * from fct_observation",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("observation_id")


def test_explain_every_kind_of_observation(release: Path) -> None:
    sql = """
        select arg_min((observation_id, surface), observation_id)
        from fct_observation group by measure, bound
    """
    with reading(release / "warehouse.duckdb") as warehouse:
        for ((observation_id, surface),) in warehouse.ask(sql).rows:
            lines = dict(explain(warehouse, observation_id))
            marked = "".join(part.strip() for part in surface.splitlines())
            assert f"⟦{marked}⟧" in lines["sentence"]
            assert " = " in lines["conversion"]
            assert " · " in lines["rule"]


def test_explain_shows_the_conversion(ask: Run) -> None:
    sql = "select observation_id from fct_observation where number = 11.6 and scale = '万'"
    observation_id = ask("query", sql, "--format", "csv").stdout.splitlines()[1]
    assert "11.6 × 10000 (万) = 116000 户" in ask("explain", observation_id).stdout


def test_explain_suggests_ids_of_the_same_document(ask: Run) -> None:
    assert "of that document there are policy-paper@" in complaint(ask("explain", "policy-paper@1"))


def test_review_lists_the_most_frequent_first(ask: Run) -> None:
    done = ask("review", "--limit", "3")
    assert "Uncatalogued indicators" in done.stderr
    sql = """
        select count(*) as n from fct_observation inner join dim_indicator using (indicator_id)
        where dim_indicator.concept_id is null
        group by fct_observation.indicator_name order by n desc limit 1
    """
    most = ask("query", sql, "--format", "csv").stdout.splitlines()[-1]
    heading = next(line for line in done.stdout.splitlines() if "observations" in line)
    first = done.stdout.splitlines()[done.stdout.splitlines().index(heading) + 2]
    assert f" {most} " in first


def test_releases_marks_the_current_one(ask: Run, release: Path) -> None:
    rows = json.loads(ask("releases", "--format", "json").stdout)
    assert [(row["release"], row["current"]) for row in rows] == [(release.name, "*")]


def test_score_prints_each_document_and_all(ask: Run) -> None:
    rows = json.loads(ask("score", "--format", "json").stdout)
    assert rows[-1]["document"] == "ALL"
    assert rows[-1]["ledger"] == 1.0
    assert rows[-1]["facts"] == sum(row["facts"] for row in rows[:-1])


@pytest.mark.skipif(not SHARED.exists(), reason="the other scorer is not beside the project")
def test_score_agrees_with_the_other_scorer(release: Path) -> None:
    warehouse, gold = release / "warehouse.duckdb", Path("corpus/gold")
    other = subprocess.run(
        [sys.executable, SHARED / "gold/score.py", warehouse, gold, "--json"],
        capture_output=True,
        check=True,
    )
    with reading(warehouse) as opened:
        assert score(opened, gold).figures() == json.loads(other.stdout)


def test_a_build_that_succeeds_leaves_stderr_alone(tmp_path: Path) -> None:
    done = run_quick("build", "--corpus", "corpus", "--releases", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
