"""Spark reads what is read here: the same rows, whatever the documents (`make test-targets`)."""

import csv
from pathlib import Path
from random import Random

import duckdb
import generator
import pytest
from conftest import run_qushu
from engines import spark_environment

from ingest.corpus import QUARANTINE
from ingest.rows import TABLES

pytestmark = pytest.mark.targets

DOCUMENTS = 200
FILES = [*TABLES, QUARANTINE]
MANIFEST = """document_id,file,title,publisher,published_on,place
named,d0.txt,"A title, with a comma",统计局,2024-03-05,渝中区
again,d0.txt,The same text,,2023,
below,more/deep.txt,,,,
missing,nowhere.txt,,,,
undated,d1.txt,,,yesterday,
"""
#: Texts that a table must carry through quotes, line ends and other encodings.
ODD = {
    "quoted.txt": '渝中区有"企业"5家,\n"学校"6所。'.encode(),
    "returns.txt": "2023年，渝中区有企业5家，\r\n有学校6所。\r\n".encode(),
    "old.txt": "2023年，渝中区有企业5家，\r有学校6所。\r".encode(),
    "spaces.txt": "　　渝中区有企业 5 家 。\n".encode(),
    "gbk.txt": "2023年，渝中区有企业5家。".encode("gbk"),
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\x03",
    "more/deep.txt": "渝中区有企业7家。".encode(),
    "more/unnamed.txt": "渝中区有企业8家。".encode(),
    "notes.md": "渝中区有企业9家。".encode(),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    random = Random(7)
    for number in range(DOCUMENTS):
        text = generator.document(random).text
        (folder / f"d{number}.txt").write_text(text, encoding="utf-8")
    (folder / "more").mkdir()
    for name, data in ODD.items():
        (folder / name).write_bytes(data)
    (folder / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def here(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """The rows of each raw table, read on this machine."""
    raw = tmp_path_factory.mktemp("here")
    done = run_qushu("ingest", "--corpus", corpus, "--raw", raw)
    assert done.returncode == 0, done.stderr
    return {name: sorted(rows(raw / name)) for name in FILES}


def rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))[1:]


def test_csv_in_parts(corpus: Path, here: dict[str, list[list[str]]], tmp_path: Path) -> None:
    done = run_qushu(
        "ingest", "--engine", "spark", "--corpus", corpus, "--raw", tmp_path / "raw",
        **spark_environment(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name in FILES:
        parts = sorted((tmp_path / "raw" / name).glob("part-*"))
        assert sorted(row for part in parts for row in rows(part)) == here[name], name


def test_parquet(corpus: Path, here: dict[str, list[list[str]]], tmp_path: Path) -> None:
    done = run_qushu(
        "ingest", "--engine", "spark", "--format", "parquet",
        "--corpus", corpus.as_uri(), "--raw", tmp_path / "raw",
        **spark_environment(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name in FILES:
        parts = tmp_path / "raw" / Path(name).with_suffix(".parquet") / "*.parquet"
        found = duckdb.sql(f"select * from '{parts}'").fetchall()
        texts = sorted([cell or "" for cell in row] for row in found)
        assert texts == here[name], name
