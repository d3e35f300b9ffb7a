"""Read a folder of documents, in parallel, and write the raw tables in a stable order."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from ingest.decode import NotTextError
from ingest.reader import Reading, Source, clause_reader, read_document
from ingest.rows import TableWriter
from ingest.vocabulary import VocabularyError

MANIFEST = "manifest.csv"
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_COLUMNS = ("document_id", "file", "title", "publisher", "published_on", "place")


class CorpusError(ValueError):
    """Something about the corpus that its owner can mend; the message is one clear line."""


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What an ingest has written."""

    documents: int
    mentions: int
    facts: int
    dispositions: dict[str, int]


def sources(corpus: Path) -> list[Source]:
    """List the documents of a corpus, sorted by id.

    :param corpus: a folder of ``*.txt`` files with an optional ``manifest.csv``.
    :raises CorpusError: no folder, no text, or a manifest that does not fit the files.
    """
    if not corpus.is_dir():
        raise CorpusError(f"{corpus}: no such folder")
    files = sorted(p for p in corpus.iterdir() if p.suffix == ".txt" and p.is_file())
    listed = _manifest(corpus)
    result = [_checked(corpus, line, source) for line, source in listed]
    named = {source.file for source in result}
    result += [Source(p.stem, p.name) for p in files if p.name not in named]
    if not result:
        raise CorpusError(f"{corpus}: no text in this folder (expected *.txt)")
    seen: dict[str, str] = {}
    for source in result:
        other = seen.setdefault(source.document_id, source.file)
        if other != source.file or sum(s.document_id == source.document_id for s in result) > 1:
            raise CorpusError(f"{corpus}: duplicate document_id {source.document_id!r}")
    return sorted(result, key=lambda s: s.document_id)


def _manifest(corpus: Path) -> list[tuple[int, Source]]:
    path = corpus / MANIFEST
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = [(reader.line_num, row) for row in reader]
            columns = reader.fieldnames or []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorpusError(f"{path}: {error}") from error
    if "file" not in columns:
        raise CorpusError(f"{path}: no column 'file' (expected {','.join(_COLUMNS)})")
    result = []
    for line, row in rows:
        cells = {name: (row.get(name) or "").strip() for name in _COLUMNS}
        if None in row:
            raise CorpusError(f"{path}, line {line}: more cells than columns")
        cells["document_id"] = cells["document_id"] or Path(cells["file"]).stem
        result.append((line, Source(**cells)))
    return result


def _checked(corpus: Path, line: int, source: Source) -> Source:
    where = f"{corpus / MANIFEST}, line {line}"
    if not source.file:
        raise CorpusError(f"{where}: names no file")
    path = corpus / source.file
    if not path.resolve().is_relative_to(corpus.resolve()):
        raise CorpusError(f"{where}: {source.file!r} is outside of the corpus")
    if not path.is_file():
        raise CorpusError(f"{where}: no file {source.file!r}")
    if source.published_on and not _is_date(source.published_on):
        raise CorpusError(
            f"{where}: published_on {source.published_on!r} is not 2020, 2020-09 or 2020-09-12"
        )
    return source


def _is_date(said: str) -> bool:
    match = _PARTIAL_DATE.fullmatch(said)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _read(corpus: Path, source: Source) -> Reading:
    path = corpus / source.file
    try:
        return read_document(source, path.read_bytes())
    except NotTextError as error:
        raise CorpusError(f"{path}: {error}") from error
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from error


def ingest_corpus(
    corpus: Path,
    raw: Path,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> IngestSummary:
    """Read every document of a corpus and write the raw tables.

    The result does not depend on the number of workers: rows are written in the order of ids.

    :param corpus: the folder of texts.
    :param raw: the folder for the raw CSV files, created where missing.
    :param workers: number of processes; default: one for each core, one for small corpora.
    :param progress: called with (documents done, documents in all).
    :raises CorpusError: for anything the owner of the corpus can mend.
    """
    listed = sources(corpus)
    try:
        clause_reader()
    except VocabularyError as error:
        raise CorpusError(str(error)) from error
    counts: Counter[str] = Counter()
    dispositions: Counter[str] = Counter()
    with TableWriter(raw) as writer:
        for done, reading in enumerate(_readings(corpus, listed, workers), 1):
            writer.write("documents.csv", [reading.document])
            writer.write("mentions.csv", reading.mentions)
            writer.write("facts.csv", reading.facts)
            writer.write("measures.csv", reading.measures)
            counts["mentions"] += len(reading.mentions)
            counts["facts"] += len(reading.facts)
            dispositions.update(m.disposition for m in reading.mentions)
            if progress is not None:
                progress(done, len(listed))
    return IngestSummary(len(listed), counts["mentions"], counts["facts"], dict(dispositions))


def _readings(corpus: Path, listed: list[Source], workers: int | None) -> Iterator[Reading]:
    wanted = workers if workers is not None else (os.cpu_count() or 1)
    # A process costs about as much to start as ten documents to read.
    if wanted <= 1 or (workers is None and len(listed) < 20):
        for source in listed:
            yield _read(corpus, source)
        return
    with ProcessPoolExecutor(max_workers=wanted) as pool:
        # Keep only a few documents per worker under way, so that memory stays bounded.
        waiting = iter(listed)
        queue = [pool.submit(_read, corpus, s) for s in islice(waiting, 4 * wanted)]
        while queue:
            yield queue.pop(0).result()
            for source in islice(waiting, 1):
                queue.append(pool.submit(_read, corpus, source))
