"""Read a folder of documents, in parallel, and write the raw tables in a stable order."""

from __future__ import annotations

import csv
import hashlib
import multiprocessing
import os
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import astuple, dataclass, field
from multiprocessing.connection import wait
from pathlib import Path

from ingest import ledger, provenance, version
from ingest.decode import NotTextError, decode
from ingest.listing import (
    CorpusError,
    DocumentError,
    Quarantined,
    Source,
    listing,
    read_bytes,
)
from ingest.reader import Reading, clause_reader, read_document
from ingest.store import RawReader, RawWriter, Rendered, render
from ingest.vocabulary import VocabularyError

QUARANTINE = "quarantine.csv"
# A process costs about as much to start as ten documents to read.
_FEW = 20


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What an ingest has written.

    ``read`` counts the documents that were not copied from an earlier ingest; ``digests`` holds
    the SHA-256 of each file that was looked at, "" for one that could not be read.
    """

    documents: int
    read: int
    mentions: int
    facts: int
    dispositions: dict[str, int]
    quarantined: tuple[Quarantined, ...] = ()
    digests: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Task:
    """A document on its way: what it was found to be, or will be found by a worker."""

    source: Source
    sha256: str
    fingerprint: str
    found: Rendered | str | Future[Rendered | str]
    copied: bool = False


def ingest_corpus(
    corpus: Path,
    raw: Path,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    previous: Path | None = None,
) -> IngestSummary:
    """Read every document of a corpus and write the raw tables.

    The result does not depend on the number of workers, nor on what is copied: rows are written
    in the order of ids, and a document is copied only when its bytes, its line of the manifest,
    the vocabularies and the reader are those of before.

    :param corpus: the folder of texts.
    :param raw: the folder for the raw CSV files, created where missing.
    :param workers: number of processes; default: one for each core, one for small corpora.
    :param progress: called with (documents done, documents in all).
    :param previous: the raw folder of an earlier ingest, to copy from.
    :raises CorpusError: for what the owner of the corpus can mend, and no document is to blame.
    """
    listed = listing(corpus)
    try:
        clause_reader()
        provenance.events()
    except VocabularyError as error:
        raise CorpusError(str(error)) from error
    counts: Counter[str] = Counter()
    dispositions: Counter[str] = Counter()
    quarantined = list(listed.quarantined)
    digests = listed.digests()
    reader_version = version.of_reader()
    with RawReader(previous, reader_version) as earlier, RawWriter(raw, reader_version) as writer:
        for done, task in enumerate(_tasks(corpus, listed.sources, earlier, workers), 1):
            found = task.found.result() if isinstance(task.found, Future) else task.found
            digests[task.source.file] = task.sha256
            if isinstance(found, str):
                source = task.source
                quarantined.append(Quarantined(source.document_id, source.file, found))
            else:
                writer.add(task.source.document_id, task.fingerprint, found)
                counts.update(documents=1, read=int(not task.copied), facts=found.facts)
                dispositions.update(found.dispositions)
            if progress is not None:
                progress(done, len(listed.sources))
    if not counts["documents"]:
        first = quarantined[0]
        raise CorpusError(f"{corpus}: no text can be read ({first.file}: {first.reason})")
    quarantined.sort(key=lambda found: (found.document_id, found.file, found.reason))
    _write_quarantine(raw / QUARANTINE, quarantined)
    return IngestSummary(
        counts["documents"],
        counts["read"],
        dispositions.total(),
        counts["facts"],
        dict(dispositions),
        tuple(quarantined),
        digests,
    )


def _tasks(
    corpus: Path, sources: list[Source], earlier: RawReader, workers: int | None
) -> Iterator[_Task]:
    """The documents in their order; a few of them ahead are under way in other processes."""
    with _Readers(workers) as readers:
        ahead: deque[_Task] = deque()
        for source in sources:
            ahead.append(_begin(corpus, source, earlier, readers))
            if len(ahead) >= readers.most_ahead:
                yield ahead.popleft()
        yield from ahead


def _begin(corpus: Path, source: Source, earlier: RawReader, readers: _Readers) -> _Task:
    """Copy a document, or begin to read it. The bytes that are hashed are those that are read."""
    try:
        data = read_bytes(corpus, source)
    except DocumentError as error:
        return _Task(source, "", "", str(error))
    sha256 = hashlib.sha256(data).hexdigest()
    fingerprint = version.of_document(source, sha256)
    if copied := earlier.find(source.document_id, fingerprint):
        return _Task(source, sha256, fingerprint, copied, copied=True)
    return _Task(source, sha256, fingerprint, readers.read(source, data))


class _Readers:
    """Reads documents in other processes, once there are enough of them to be worth it."""

    def __init__(self, workers: int | None) -> None:
        self._processes = workers if workers is not None else (os.cpu_count() or 1)
        self._before_pool = _FEW if workers is None else 0
        self._pool: ProcessPoolExecutor | None = None
        #: Few documents per process, so that memory stays bounded.
        self.most_ahead = 4 * self._processes

    def read(self, source: Source, data: bytes) -> Rendered | str | Future[Rendered | str]:
        """What :func:`_read` returns, now or later."""
        self._before_pool -= 1
        if self._processes <= 1 or self._before_pool >= 0:
            return _read(source, data)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._processes, initializer=_end_with_parent)
        return self._pool.submit(_read, source, data)

    def __enter__(self) -> _Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def read_or_reason(source: Source, data: bytes) -> Reading | str:
    """What a document yields, or why it is set aside."""
    try:
        reading = read_document(source, data)
        ledger.check(decode(data)[0], reading.mentions)
    except (NotTextError, ledger.LedgerError) as error:
        return str(error)
    except Exception as error:  # One text that trips the reader must not keep the others back.
        return f"the reader failed: {type(error).__name__}: {error}"
    return reading


def _read(source: Source, data: bytes) -> Rendered | str:
    """The rows of a document as they are written, or why it has none."""
    reading = read_or_reason(source, data)
    return reading if isinstance(reading, str) else render(reading)


def _end_with_parent() -> None:
    """Let this process end when the one that started it does, even if that was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _write_quarantine(path: Path, quarantined: list[Quarantined]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("document_id", "file", "reason"))
        writer.writerows(astuple(found) for found in quarantined)
