"""A folder of texts: what its owner can get wrong is said in one line, and runs are repeatable.

| a corpus with ...                         | is ...                              |
| ----------------------------------------- | ----------------------------------- |
| no folder, no text                        | refused                             |
| a picture named .txt                      | refused, and named                  |
| a manifest that names what is not there   | refused, with the line              |
| two documents of one id                   | refused                             |
| a file outside of it, a date of no kind   | refused, with the line              |
| texts that the manifest does not name     | read, with their stem as id         |
| formulas and quotes in the manifest       | read as they stand                  |
"""

import csv
from pathlib import Path

import pytest

from ingest.corpus import CorpusError, ingest_corpus, sources
from ingest.rows import TABLES, header

HEAD = "document_id,file,title,publisher,published_on,place\n"
TEXT = "2023年，渝中区有企业2318户，同比增长5.2%。\n"

# (manifest, a part of the complaint)
MANIFESTS = {
    "missing file": (f"{HEAD}a,b.txt,,,,\n", "line 2: no file 'b.txt'"),
    "no file named": (f"{HEAD}a,,,,,\n", "line 2: names no file"),
    "duplicate id": (f"{HEAD}x,a.txt,,,,\nx,c.txt,,,,\n", "duplicate document_id 'x'"),
    "named twice": (f"{HEAD}x,a.txt,,,,\nx,a.txt,,,,\n", "duplicate document_id 'x'"),
    "id of an unlisted text": (f"{HEAD}c,a.txt,,,,\n", "duplicate document_id 'c'"),
    "outside": (f"{HEAD}a,../outside.txt,,,,\n", "'../outside.txt' is outside"),
    "absolute": (f"{HEAD}a,/etc/hostname,,,,\n", "'/etc/hostname' is outside"),
    "no month": (f"{HEAD}a,a.txt,,,2020-13,\n", "published_on '2020-13'"),
    "no day": (f"{HEAD}a,a.txt,,,2020-02-30,\n", "published_on '2020-02-30'"),
    "a date in words": (f"{HEAD}a,a.txt,,,2020年,\n", "published_on '2020年'"),
    "no column": ("document_id,title\na,b\n", "no column 'file'"),
    "empty": ("", "no column 'file'"),
    "a cell too many": (f"{HEAD}a,a.txt,,,,,,x\n", "line 2: more cells than columns"),
    "a quote never closed": (f'{HEAD}a,a.txt,"x,,,\n', "manifest.csv"),
    "not UTF-8": ("编号,file\n", "manifest.csv"),
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of two texts, with a third one beside it."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "c.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "outside.txt").write_text(TEXT, encoding="utf-8")
    return folder


def write_manifest(corpus: Path, text: str) -> None:
    """Write the manifest of a corpus."""
    encoding = "gb18030" if text.startswith("编号") else "utf-8"
    (corpus / "manifest.csv").write_bytes(text.encode(encoding))


@pytest.mark.parametrize("case", MANIFESTS)
def test_a_wrong_manifest(corpus: Path, case: str) -> None:
    manifest, part = MANIFESTS[case]
    write_manifest(corpus, manifest)
    with pytest.raises(CorpusError) as caught:
        sources(corpus)
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        sources(tmp_path / "nowhere")


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("2023", encoding="utf-8")
    with pytest.raises(CorpusError, match="no text"):
        sources(tmp_path)


def test_a_picture_named_as_a_text(corpus: Path, tmp_path: Path) -> None:
    (corpus / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02\x03")
    with pytest.raises(CorpusError, match=r"b\.txt: not text"):
        ingest_corpus(corpus, tmp_path / "raw", workers=1)


def test_a_folder_named_as_a_text_is_no_text(corpus: Path) -> None:
    (corpus / "d.txt").mkdir()
    assert [s.document_id for s in sources(corpus)] == ["a", "c"]


def test_texts_without_a_line_are_read_too(corpus: Path) -> None:
    write_manifest(corpus, f"{HEAD}z,a.txt,标题,,2024,渝中区\n")
    assert [(s.document_id, s.file, s.title) for s in sources(corpus)] == [
        ("c", "c.txt", ""),
        ("z", "a.txt", "标题"),
    ]


def test_a_manifest_with_a_mark_and_fewer_columns(corpus: Path) -> None:
    (corpus / "manifest.csv").write_bytes(
        "file,published_on\r\na.txt,2024-03\r\n".encode("utf-8-sig")
    )
    assert [(s.document_id, s.published_on) for s in sources(corpus)] == [
        ("a", "2024-03"),
        ("c", ""),
    ]


@pytest.mark.parametrize("title", ["=1+1", "+cmd", "@sum", '说"明",与', "a\nb"])
def test_odd_titles_come_back_as_they_were(corpus: Path, tmp_path: Path, title: str) -> None:
    with (corpus / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD.strip().split(","), ["a", "a.txt", title, "", "", ""]])
    ingest_corpus(corpus, tmp_path / "raw", workers=1)
    with (tmp_path / "raw" / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["title"] == title


def test_the_raw_tables(corpus: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    raw = tmp_path / "raw"
    summary = ingest_corpus(corpus, raw, workers=1, progress=lambda *done: seen.append(done))
    assert seen == [(1, 2), (2, 2)]
    assert (summary.documents, summary.facts) == (2, 4)
    assert sum(summary.dispositions.values()) == summary.mentions == 6
    for name, row_type in TABLES.items():
        with (raw / name).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == header(row_type)
        assert b"\r" not in (raw / name).read_bytes()


def test_runs_are_the_same_byte_for_byte(corpus: Path, tmp_path: Path) -> None:
    for number in range(12):
        text = TEXT.replace("2318", str(100 + number))
        (corpus / f"n{number}.txt").write_text(text, encoding="utf-8")
    written = []
    for run, workers in enumerate((1, 1, 2)):
        raw = tmp_path / f"raw{run}"
        ingest_corpus(corpus, raw, workers=workers)
        written.append({name: (raw / name).read_bytes() for name in TABLES})
    assert written[0] == written[1] == written[2]
