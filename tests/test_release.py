"""Releases: whole or not at all, switched in one rename, and the same wherever they are built."""

import json
import os
import shutil
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import run_qushu

from qushu import cli, making
from qushu import release as releasing
from qushu.dbt import Node, _gist
from qushu.errors import BuildError, QushuError

ROOT = Path(__file__).parents[1]


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden files too."""
    return sorted(file.name for file in folder.iterdir())


def publish(releases: Path, name: str) -> None:
    """Publish a release that holds nothing but its name."""
    with releasing.exclusive(releases), releasing.workshop(releases) as folder:
        (folder / "warehouse.duckdb").write_text(name)
        releasing.publish(folder, releases, name)


def test_a_release_holds_what_the_interface_promises(release: Path) -> None:
    held = {file.relative_to(release).as_posix() for file in release.rglob("*") if file.is_file()}
    assert held >= {
        "warehouse.duckdb",
        "raw/documents.csv",
        "raw/mentions.csv",
        "raw/facts.csv",
        "docs/index.html",
        "RELEASE.json",
    }
    assert names(release.parent) == [
        ".cache",
        ".last-run.json",
        ".lock",
        release.name,
        "current",
    ]


def test_current_is_a_relative_link(release: Path) -> None:
    assert str((release.parent / "current").readlink()) == release.name


def test_release_json_says_what_was_built_of_what(release: Path) -> None:
    about = json.loads((release / "RELEASE.json").read_text("utf-8"))
    assert about["release"] == release.name
    assert set(about["versions"]) == {"qushu", "dbt-core", "dbt-duckdb", "duckdb", "python"}
    assert about["counts"]["mentions"] == sum(about["counts"]["dispositions"].values())
    assert about["counts"]["rows"]["fct_observation"] == about["counts"]["facts"]
    assert about["tests"]["test"]["pass"] > 50
    assert "manifest.csv" in about["inputs"]["corpus"]
    assert "seeds/units.csv" in about["inputs"]["seeds"]
    assert set(about["seconds"]) == {"ingest", "warehouse", "compare", "site", "gate"}


def test_a_release_names_no_folder_of_the_machine(release: Path) -> None:
    folders = [str(ROOT).encode(), str(release.parent).encode()]
    for file in filter(Path.is_file, release.rglob("*")):
        content = file.read_bytes()
        assert not [folder for folder in folders if folder in content], file


def test_the_warehouse_answers_from_any_folder(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "elsewhere" / "warehouse.duckdb"
    moved.parent.mkdir()
    shutil.copy(release / "warehouse.duckdb", moved)
    monkeypatch.chdir(tmp_path)
    with duckdb.connect(str(moved), read_only=True) as connection:
        relations = connection.execute(
            "select table_schema, table_name, table_type from information_schema.tables"
        ).fetchall()
        assert {kind for _, _, kind in relations} == {"BASE TABLE"}
        for schema, name, _ in relations:
            connection.execute(f"select * from {schema}.{name} limit 1")


def test_the_number_of_workers_changes_nothing(release: Path, tmp_path: Path) -> None:
    done = run_qushu("build", "--releases", tmp_path, "--workers", "3")
    assert done.returncode == 0, done.stderr
    other = (tmp_path / "current").resolve()
    assert other.name[-8:] == release.name[-8:], "equal inputs give an equal name"
    for file in sorted((release / "raw").iterdir()):
        assert file.read_bytes() == (other / "raw" / file.name).read_bytes(), file.name
    with duckdb.connect() as connection:
        for alias, folder in (("one", release), ("two", other)):
            connection.execute(f"attach '{folder}/warehouse.duckdb' as {alias} (read_only)")
        marts = connection.execute(
            "select table_name from duckdb_tables()"
            " where database_name = 'one' and schema_name = 'marts'"
        ).fetchall()
        assert marts
        for (mart,) in marts:
            for left, right in (("one", "two"), ("two", "one")):
                rows = connection.execute(
                    f"from {left}.marts.{mart} except all from {right}.marts.{mart}"
                ).fetchall()
                assert rows == [], mart


def test_a_failed_test_leaves_the_release_before(
    release: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "20200101T000000Z-00000000"
    publish(tmp_path, folder.name)
    shutil.copy(release / "warehouse.duckdb", folder)
    read = making.ingest_corpus

    def read_a_fact_twice(corpus: Path, raw: Path, **options: object) -> object:
        summary = read(corpus, raw, **options)  # type: ignore[arg-type]
        facts = raw / "facts.csv"
        lines = facts.read_text("utf-8").splitlines(keepends=True)
        facts.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
        return summary

    monkeypatch.setattr(making, "ingest_corpus", read_a_fact_twice)
    monkeypatch.setattr(sys, "argv", ["qushu", "build", "--releases", str(tmp_path)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    said = capsys.readouterr().err.splitlines()
    assert end.value.code == 1
    assert "steps of the warehouse failed" in said[0]
    assert all(line.startswith("  test ") for line in said[1:-1])
    assert "the previous release stays current" in said[-1]
    assert str((tmp_path / "current").readlink()) == "20200101T000000Z-00000000"
    assert (tmp_path / ".failed" / "logs" / "dbt.log").is_file()
    assert names(tmp_path) == [
        ".failed",
        ".last-run.json",
        ".lock",
        "20200101T000000Z-00000000",
        "current",
    ]


def test_a_switch_disturbs_no_reader(tmp_path: Path) -> None:
    publish(tmp_path, "20200101T000000Z-00000000")
    with (tmp_path / "current" / "warehouse.duckdb").open() as reader:
        publish(tmp_path, "20200102T000000Z-00000000")
        assert reader.read() == "20200101T000000Z-00000000"
    assert releasing.current(tmp_path).name == "20200102T000000Z-00000000"
    assert (tmp_path / "20200101T000000Z-00000000").is_dir()


def test_leftovers_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    (tmp_path / ".building-1" / "raw").mkdir(parents=True)
    publish(tmp_path, "20200101T000000Z-00000000")
    assert names(tmp_path) == [".lock", "20200101T000000Z-00000000", "current"]


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), releasing.workshop(tmp_path):
        raise KeyboardInterrupt
    assert names(tmp_path) == []


def test_two_builds_never_collide(tmp_path: Path) -> None:
    with releasing.exclusive(tmp_path):
        done = run_qushu("build", "--releases", tmp_path)
    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
    publish(tmp_path, "20200101T000000Z-00000000")


def test_a_folder_named_current_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(QushuError, match="not a symlink"):
        publish(tmp_path, "20200101T000000Z-00000000")


def test_a_failed_build_is_kept_until_the_next(tmp_path: Path) -> None:
    with (
        pytest.raises(BuildError, match="nothing fits") as failure,
        releasing.workshop(tmp_path) as folder,
    ):
        (folder / "evidence").touch()
        raise BuildError("nothing fits")
    assert ".failed" in failure.value.details[-1]
    assert (tmp_path / ".failed" / "evidence").exists()
    publish(tmp_path, "20200101T000000Z-00000000")
    assert not (tmp_path / ".failed").exists()


@pytest.mark.parametrize(
    ("message", "complaint"),
    [
        (
            "Got 2 results, configured to fail if != 0\nmore",
            "unit test a_name: Got 2 results, configured to fail if != 0",
        ),
        (None, "unit test a_name: error"),
    ],
)
def test_what_failed_is_said_in_one_line(message: str | None, complaint: str) -> None:
    assert Node("unit_test", "a_name", "error", None, message).complaint() == complaint


@pytest.mark.parametrize(
    ("said", "gist"),
    [
        (
            ["12:00:01  Running", "12:00:02  Database Error", "  no space"],
            "Database Error no space",
        ),
        (["OSError: no space", "During handling of", "Traceback"], "OSError: no space"),
        (["one", "two", "three", "four"], "two three four"),
        ([], "it printed nothing"),
    ],
)
def test_the_gist_of_what_dbt_said(said: list[str], gist: str) -> None:
    assert _gist(said) == gist
