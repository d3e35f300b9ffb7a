"""What tests that only warn have found, and that whoever asks for the status is told."""

import json
from pathlib import Path

import duckdb
import pytest
from conftest import Run, run_qushu

from qushu.dbt import Node, _node
from qushu.query import Warehouse
from qushu.warned import found

# (what the test asks, what its first row is called)
ASKED = [
    ("select unnest([2.5, 1.5]) as value, unnest(['b@1-3', 'a@1-3']) as observation_id", "a@1-3"),
    ("select unnest(['b', 'a']) as indicator_id, 1.5 as value", "a"),
    ("select 1 where false", None),
]


@pytest.mark.parametrize(("sql", "first"), ASKED)
def test_the_first_row_is_named_by_its_observation(sql: str, first: str | None) -> None:
    node = Node("test", "counts_are_whole", "warn", 2, "Got 2 results", sql)
    with duckdb.connect() as connection:
        warned = found([node], Warehouse(connection))
    assert warned == [{"test": "counts_are_whole", "rows": 2, "first": first}]


def test_what_passes_is_not_named() -> None:
    nodes = [
        Node("test", "a", "pass", 0, None, "select no such thing"),
        Node("seed", "b", "success", None, None),
    ]
    with duckdb.connect() as connection:
        assert found(nodes, Warehouse(connection)) == []


def test_a_test_brings_its_sql_along() -> None:
    result = {"unique_id": "test.qushu.a.1", "status": "warn", "failures": 1, "message": "Got 1"}
    assert _node({**result, "compiled_code": "select 1"}).sql == "select 1"
    assert _node(dict(result)).sql is None


def test_the_status_names_each_warning(tmp_path: Path) -> None:
    release = tmp_path / "20260101T000000Z-0a0a0a0a"
    release.mkdir()
    about = {
        "release": release.name,
        "created": "2026-01-01T00:00:00+00:00",
        "counts": {"documents": 1, "mentions": 1, "facts": 1},
        "warned": [{"test": "counts_are_whole", "rows": 2, "first": "a@1-3"}],
    }
    (release / "RELEASE.json").write_text(json.dumps(about), encoding="utf-8")
    (tmp_path / "current").symlink_to(release.name)
    done = run_qushu("status", "--releases", tmp_path)
    assert "counts are whole, but for 2: a@1-3 …" in done.stdout, done.stderr


def test_a_release_says_what_was_warned_of(release: Path, ask: Run) -> None:
    about = json.loads((release / "RELEASE.json").read_text("utf-8"))
    assert len(about["warned"]) == about["tests"]["test"].get("warn", 0)
    said = ask("status").stdout
    for one in about["warned"]:
        assert f"{one['test'].replace('_', ' ')}, but for {one['rows']}: {one['first']}" in said
        assert ask("explain", one["first"]).returncode == 0
