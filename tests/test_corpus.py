"""A folder of texts: what its owner can get wrong is said in one line, and runs are repeatable.

| a corpus with ...                              | is ...                                   |
| ---------------------------------------------- | ---------------------------------------- |
| no folder, no text, nothing that can be read   | refused                                  |
| two documents of one id                        | refused                                  |
| a manifest that is no table of files           | refused, with the line                   |
| a line that names what is not there            | read, but for that document              |
| a picture named .txt, a broken text            | read, but for that document              |
| a file outside of it, a date of no kind        | read, but for that document              |
| texts that the manifest does not name          | read, with their stem as id              |
| formulas, quotes, line breaks in the manifest  | read as they stand                       |
"""

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest import corpus as reading_a_corpus
from ingest.corpus import CorpusError, ingest_corpus
from ingest.listing import MOST_BYTES, Source, listing
from ingest.rows import TABLES, header

HEAD = "document_id,file,title,publisher,published_on,place\n"
TEXT = "2023年，渝中区有企业2318户，同比增长5.2%。\n"

# (manifest, a part of the complaint)
REFUSED = {
    "duplicate id": (f"{HEAD}x,a.txt,,,,\nx,c.txt,,,,\n", "duplicate document_id 'x'"),
    "named twice": (f"{HEAD}x,a.txt,,,,\nx,a.txt,,,,\n", "duplicate document_id 'x'"),
    "id of an unlisted text": (f"{HEAD}c,a.txt,,,,\n", "duplicate document_id 'c'"),
    "no column": ("document_id,title\na,b\n", "no column 'file'"),
    "empty": ("", "no column 'file'"),
    "a cell too many": (f"{HEAD}a,a.txt,,,,,,x\n", "line 2: more cells than columns"),
    "a quote never closed": (f'{HEAD}a,a.txt,"x,,,\n', "manifest.csv"),
}

# (a line of the manifest, the reason for which its document is set aside)
SET_ASIDE = {
    "missing file": ("b,b.txt,,,,", "no file 'b.txt'"),
    "no file named": ("b,,,,,", "names no file"),
    "outside": ("b,../outside.txt,,,,", "'../outside.txt' is outside of the corpus"),
    "absolute": ("b,/etc/hostname,,,,", "'/etc/hostname' is outside of the corpus"),
    "a folder": ("b,folder,,,,", "no file 'folder'"),
    "no month": (
        "b,b0.txt,,,2020-13,",
        "published_on '2020-13' is not 2020, 2020-09 or 2020-09-12",
    ),
    "no day": ("b,b0.txt,,,2020-02-30,", "published_on '2020-02-30' is not 2020, 2020-09 or"),
    "a date in words": ("b,b0.txt,,,2020年,", "published_on '2020年' is not 2020, 2020-09 or"),
    "a break in a name": ('b,"b\n0.txt",,,,', "holds a line break"),
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


def write_manifest(corpus: Path, text: str, encoding: str = "utf-8") -> None:
    """Write the manifest of a corpus."""
    (corpus / "manifest.csv").write_bytes(text.encode(encoding))


def reasons(corpus: Path) -> dict[str, str]:
    """Why which files are set aside, as an ingest says it."""
    summary = ingest_corpus(corpus, corpus.parent / "raw", workers=1)
    return {found.file: found.reason for found in summary.quarantined}


def read_documents(corpus: Path) -> list[dict[str, str]]:
    """The rows of documents.csv after an ingest."""
    raw = corpus.parent / "raw"
    ingest_corpus(corpus, raw, workers=1)
    with (raw / "documents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", REFUSED)
def test_a_manifest_that_is_refused(corpus: Path, case: str) -> None:
    manifest, part = REFUSED[case]
    write_manifest(corpus, manifest)
    with pytest.raises(CorpusError) as caught:
        listing(corpus)
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("case", SET_ASIDE)
def test_a_line_that_is_set_aside(corpus: Path, case: str) -> None:
    line, part = SET_ASIDE[case]
    (corpus / "folder").mkdir()
    (corpus / "b0.txt").write_text(TEXT, encoding="utf-8")
    write_manifest(corpus, f"{HEAD}a,a.txt,,,,\n{line}\n")
    ((_, reason),) = reasons(corpus).items()
    assert part in reason
    assert reason.startswith("manifest.csv, line ")
    assert {source.document_id for source in listing(corpus).sources} >= {"a", "c"}


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        listing(tmp_path / "nowhere")


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("2023", encoding="utf-8")
    with pytest.raises(CorpusError, match="no text"):
        listing(tmp_path)


def test_a_picture_named_as_a_text(corpus: Path, tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02\x03"
    (corpus / "b.txt").write_bytes(picture)
    assert reasons(corpus) == {"b.txt": "not text in UTF-8, GB18030 or UTF-16"}
    quarantine = (tmp_path / "raw" / "quarantine.csv").read_text("utf-8").splitlines()
    assert quarantine == [
        "document_id,file,reason",
        'b,b.txt,"not text in UTF-8, GB18030 or UTF-16"',
    ]
    for name in "ac":
        (corpus / f"{name}.txt").write_bytes(picture)
    with pytest.raises(CorpusError, match=r"no text can be read \(a\.txt: not text"):
        ingest_corpus(corpus, tmp_path / "raw", workers=1)


def test_a_text_that_is_too_large(corpus: Path) -> None:
    with (corpus / "b.txt").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert reasons(corpus) == {"b.txt": "larger than 16 MiB: split it"}


def test_links_that_lead_out_of_the_corpus(corpus: Path) -> None:
    (corpus / "in.txt").symlink_to("a.txt")
    (corpus / "out.txt").symlink_to("../outside.txt")
    (corpus / "gone.txt").symlink_to("nowhere.txt")
    (corpus / "loop.txt").symlink_to("loop.txt")
    (corpus / "device.txt").symlink_to("/dev/zero")
    found = reasons(corpus)
    assert found.keys() == {"out.txt", "gone.txt", "loop.txt", "device.txt"}
    assert found["out.txt"] == "'out.txt' is outside of the corpus"
    assert "outside" not in str([row["file"] for row in read_documents(corpus)])


def test_a_pipe_is_no_text(corpus: Path) -> None:
    os.mkfifo(corpus / "b.txt")
    assert reasons(corpus) == {"b.txt": "no file 'b.txt'"}


def test_names_with_blanks_and_emoji(corpus: Path) -> None:
    names = ["两 江", "🚀 2024", " leading", 'quote"d', "comma,d", "=formula", "a@b"]
    for name in names:
        (corpus / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert {row["document_id"] for row in read_documents(corpus)} == {*names, "a", "c"}


def test_names_that_no_table_can_hold(corpus: Path) -> None:
    (corpus / "b\nb.txt").write_text(TEXT, encoding="utf-8")
    (corpus / os.fsdecode(b"b\xff.txt")).write_text(TEXT, encoding="utf-8")
    found = reasons(corpus)
    assert found.keys() == {"b\\nb.txt", "b\\udcff.txt"}
    assert all("name is not UTF-8" in reason for reason in found.values())


def test_a_file_that_vanishes_or_cannot_be_read(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = listing(corpus)
    monkeypatch.setattr(reading_a_corpus, "listing", lambda _: listed)
    (corpus / "a.txt").unlink()
    assert reasons(corpus) == {"a.txt": "no file 'a.txt'"}

    def refused(original: Callable[..., Any]) -> Callable[..., Any]:
        def refuse(path: Path | str, *arguments: Any, **options: Any) -> Any:
            if Path(path).name == "c.txt":
                raise PermissionError(13, "Permission denied")
            return original(path, *arguments, **options)

        return refuse

    (corpus / "a.txt").write_text(TEXT, encoding="utf-8")
    listed.quarantined.clear()
    monkeypatch.setattr(Path, "open", refused(Path.open))
    monkeypatch.setattr(os, "open", refused(os.open))
    assert reasons(corpus) == {"c.txt": "cannot be read (Permission denied)"}


def test_a_text_that_trips_the_reader(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = reading_a_corpus.read_document

    def trip(source: Source, data: bytes) -> object:
        if source.document_id == "a":
            raise RecursionError("too deep")
        return original(source, data)

    monkeypatch.setattr(reading_a_corpus, "read_document", trip)
    assert reasons(corpus) == {"a.txt": "the reader failed: RecursionError: too deep"}


def test_a_text_with_a_number_unaccounted_for(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = reading_a_corpus.read_document

    def forget(source: Source, data: bytes) -> object:
        reading = original(source, data)
        if source.document_id == "a":
            del reading.mentions[1]
        return reading

    monkeypatch.setattr(reading_a_corpus, "read_document", forget)
    assert reasons(corpus) == {"a.txt": "the number at character 12 is in no single mention"}


def test_a_folder_named_as_a_text_is_no_text(corpus: Path) -> None:
    (corpus / "d.txt").mkdir()
    assert [s.document_id for s in listing(corpus).sources] == ["a", "c"]


def test_texts_without_a_line_are_read_too(corpus: Path) -> None:
    write_manifest(corpus, f"{HEAD}z,a.txt,标题,,2024,渝中区\n")
    assert [(s.document_id, s.file, s.title) for s in listing(corpus).sources] == [
        ("c", "c.txt", ""),
        ("z", "a.txt", "标题"),
    ]


def test_a_manifest_with_a_mark_and_fewer_columns(corpus: Path) -> None:
    (corpus / "manifest.csv").write_bytes(
        "file,published_on\r\na.txt,2024-03\r\n".encode("utf-8-sig")
    )
    assert [(s.document_id, s.published_on) for s in listing(corpus).sources] == [
        ("a", "2024-03"),
        ("c", ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_manifest_from_a_spreadsheet(corpus: Path, encoding: str) -> None:
    write_manifest(corpus, f"{HEAD}a,a.txt,渝中区的账本,,,渝中区\n", encoding)
    assert read_documents(corpus)[0]["title"] == "渝中区的账本"


@pytest.mark.parametrize("title", ["=1+1", "+cmd", "@sum", '说"明",与', "a\nb", "a\r\nb", "a\rb"])
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


def test_one_text_that_was_read_is_a_number_of_texts(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("全区有企业5家。", encoding="utf-8")
    summary = ingest_corpus(folder, tmp_path / "raw", workers=1)
    assert (str(summary.documents), str(summary.read)) == ("1", "1")


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
