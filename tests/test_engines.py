"""Reading on Spark, and loading into PostgreSQL: what is said where they are missing."""

from pathlib import Path

from conftest import run_qushu


def test_without_spark_or_java_one_line_says_so(tmp_path: Path) -> None:
    done = run_qushu(
        "ingest", "--engine", "spark", "--raw", tmp_path, PATH=str(tmp_path), JAVA_HOME=""
    )
    assert done.returncode == 2
    assert done.stderr.startswith("qushu: Spark needs ")
    assert len(done.stderr.splitlines()) == 1


def test_without_a_server_or_its_client_one_line_says_so(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    assert run_qushu("ingest", "--raw", raw).returncode == 0
    done = run_qushu("load", "--raw", raw, PGHOST=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith("qushu: PostgreSQL")
    assert len(done.stderr.splitlines()) == 1


def test_tables_of_another_version_are_not_loaded(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    assert run_qushu("ingest", "--raw", raw).returncode == 0
    (raw / "facts.csv").write_text("observation_id,value\n", encoding="utf-8")
    done = run_qushu("load", "--raw", raw)
    assert done.returncode == 2
    assert "facts.csv has other columns" in done.stderr
