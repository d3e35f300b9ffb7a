"""Texts arrive broken: one corpus of everything that can be wrong, built by the real command.

What is a text is published whole, however odd; what is none is set aside with its reason; nothing
outside of the corpus is read, and what an odd title holds does no harm where it ends up.
"""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from conftest import run_qushu

TEXT = "2023年，渝中区有企业2318户，同比增长5.2%。\n"
HEAD = "document_id,file,title,publisher,published_on,place\n"

# Texts that are odd and yet texts: what their file holds.
ODD = {
    "bom": TEXT.encode("utf-8-sig"),
    "gbk": TEXT.encode("gbk"),
    "utf16": TEXT.encode("utf-16"),
    "utf16be": TEXT.encode("utf-16-be"),
    "carriage": TEXT.replace("\n", "\r").encode(),
    "mixed-ends": (TEXT + TEXT.replace("\n", "\r\n") + TEXT.replace("\n", "\r")).encode(),
    "no-end": TEXT.strip().encode(),
    "nul": (TEXT * 9 + "\0" + TEXT).encode(),
    "nul-in-a-sentence": (TEXT * 9 + TEXT.replace("企业", "企\0业")).encode(),
    "controls": (TEXT * 9 + TEXT.replace("企业", "企\x1b[31m业\x07")).encode(),
    "private-use": TEXT.replace("企业", "企\ue000业\U000f0000").encode(),
    "noncharacters": TEXT.replace("企业", "企\ufffe业\uffff").encode(),
    "replacement": TEXT.replace("企业", "企\ufffd业").encode(),
    "right-to-left": TEXT.replace("企业", "\u202e企业\u202c\u200b").encode(),
    "combining": (TEXT + "e" + "\u0301" * 500 + "\n" + TEXT).encode(),
    "empty": b"",
    "blank": b" \n\t\n",
    "quotes": TEXT.replace("企业", '企"业","').encode(),
    "formula": ("=1+1\n\n" + TEXT).encode(),
    "html": ("<script>alert(1)</script>\n" + TEXT).encode(),
    "sql": ("'; drop table marts.fct_observation; --\n" + TEXT).encode(),
    "one-long-line": (TEXT.strip() * 2000).encode(),
    "no-sentence-end": ("企业2318户和" * 5000).encode(),
    "one-long-number": ("渝中区有企业" + "1" * 100000 + "户。\n" + TEXT).encode(),
    "two words": TEXT.encode(),
    "🚀 2024": TEXT.encode(),
    "quo'te": TEXT.encode(),
    "=cmd": TEXT.encode(),
}

# What is no text, and a part of the reason.
BROKEN = {
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02\x03", "not text"),
    "zeros": (bytes(999), "not text"),
    "damaged": (TEXT.encode() + b"\xff", "UTF-8, but not at byte"),
    "surrogate": (TEXT.encode() + "\ud800".encode("utf-8", "surrogatepass"), "UTF-8, but not"),
    "two-encodings": (TEXT.encode() + TEXT.encode("gbk"), "UTF-8, but not at byte"),
}

TITLES = {
    "formula-title": '=HYPERLINK("http://example.org")',
    "quoted-title": '说"明",与',
    "broken-title": "一\r\n二\n三",
    "long-title": "长" * 5000,
    "nul-title": "一\0二",
}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of releases of that corpus."""
    folder = tmp_path_factory.mktemp("bad-input")
    corpus = folder / "corpus"
    corpus.mkdir()
    (folder / "outside.txt").write_text(TEXT, encoding="utf-8")
    for name, data in ODD.items():
        (corpus / f"{name}.txt").write_bytes(data)
    for name, (data, _) in BROKEN.items():
        (corpus / f"{name}.txt").write_bytes(data)
    (corpus / "link.txt").symlink_to("../outside.txt")
    with (corpus / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file)
        for name, title in TITLES.items():
            (corpus / f"{name}.txt").write_text(TEXT, encoding="utf-8")
            writer.writerow((name, f"{name}.txt", title, "@SUM(1)", "2024", "渝中区"))
        writer.writerow(("up", "../outside.txt", "", "", "", ""))
        writer.writerow(("absolute", "/etc/passwd", "", "", "", ""))
    done = run_qushu("build", "--corpus", corpus, "--releases", folder / "releases")
    assert done.returncode == 0, done.stderr
    return folder / "releases"


def ask(released: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(released / "current" / "warehouse.duckdb"), read_only=True) as opened:
        return opened.execute(sql).fetchall()


def test_every_text_is_published(released: Path) -> None:
    found = dict(ask(released, "select document_id, n_characters from marts.dim_document"))
    assert found.keys() == ODD.keys() | TITLES.keys()


@pytest.mark.parametrize("name", sorted(ODD.keys() - {"empty", "blank", "no-sentence-end"}))
def test_an_odd_text_states_what_it_states(released: Path, name: str) -> None:
    facts = ask(released, "select document_id, value from marts.fct_observation")
    assert (name, Decimal("5.2")) in facts


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_text_is_set_aside(released: Path, name: str) -> None:
    status = json.loads(run_qushu("status", "-f", "json", "--releases", released).stdout)
    reasons = {one["document_id"]: one["reason"] for one in status["quarantined"]}
    assert reasons.keys() == {*BROKEN, "link", "up", "absolute"}
    assert BROKEN[name][1] in reasons[name]
    for outside in ("link", "up", "absolute"):
        assert "is outside of the corpus" in reasons[outside]


@pytest.mark.parametrize("name", sorted(TITLES))
def test_titles_come_back_as_they_were(released: Path, name: str) -> None:
    sql = f"select title, publisher from marts.dim_document where document_id = '{name}'"
    assert ask(released, sql) == [(TITLES[name], "@SUM(1)")]


def test_exports_neutralise_formulas_on_request(released: Path) -> None:
    sql = (
        "select title, publisher, -1.5 as below, '-1' as text, '\t=1' as tab"
        " from dim_document where document_id = 'formula-title'"
    )
    plain = run_qushu("query", sql, "-f", "csv", "--releases", released)
    safe = run_qushu("query", sql, "-f", "csv", "--spreadsheet-safe", "--releases", released)
    (row,) = csv.DictReader(io.StringIO(plain.stdout))
    assert row["title"] == TITLES["formula-title"]
    (row,) = csv.DictReader(io.StringIO(safe.stdout))
    assert row == {
        "title": "'" + TITLES["formula-title"],
        "publisher": "'@SUM(1)",
        "below": "-1.5",
        "text": "'-1",
        "tab": "'\t=1",
    }
