"""The raw tables on disk, with an index by which a later ingest copies what has not changed.

Rows stand in the order of document ids, so an index can be walked once beside a sorted listing,
and memory does not grow with the corpus.
"""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ingest.reader import Reading
from ingest.rows import TABLES, as_csv, header

INDEX = "index.txt"
#: One for all lines: `json.dumps` makes another each time.
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Rendered:
    """What one document adds to the raw tables: CSV by table, and what a summary counts."""

    tables: dict[str, bytes]
    facts: int
    dispositions: dict[str, int]


def render(reading: Reading) -> Rendered:
    """The rows of a document as CSV."""
    return Rendered(
        {
            "documents.csv": as_csv([reading.document]),
            "mentions.csv": as_csv(reading.mentions),
            "facts.csv": as_csv(reading.facts),
            "measures.csv": as_csv(reading.measures),
        },
        len(reading.facts),
        dict(Counter(mention.disposition for mention in reading.mentions)),
    )


class RawWriter:
    """Writes the raw tables and their index, a document at a time."""

    def __init__(self, folder: Path, version: str) -> None:
        """Create the tables in ``folder``; ``version`` is that of the reader."""
        folder.mkdir(parents=True, exist_ok=True)
        self._ends = dict.fromkeys(TABLES, 0)
        with ExitStack() as stack:
            self._files = {name: stack.enter_context((folder / name).open("wb")) for name in TABLES}
            self._index = stack.enter_context((folder / INDEX).open("w", encoding="utf-8"))
            self._stack = stack.pop_all()
        for name, row_type in TABLES.items():
            self._append(name, _line(header(row_type)))
        self._note({"reader": version})

    def add(self, document_id: str, fingerprint: str, rendered: Rendered) -> None:
        """Append the rows of a document, whose id is greater than all before."""
        places = {}
        for name, rows in rendered.tables.items():
            places[name] = (self._ends[name], len(rows), zlib.crc32(rows))
            self._append(name, rows)
        self._note(
            {
                "document_id": document_id,
                "fingerprint": fingerprint,
                "places": places,
                "facts": rendered.facts,
                "dispositions": rendered.dispositions,
            }
        )

    def _append(self, name: str, rows: bytes) -> None:
        if not rows:
            return
        self._files[name].write(rows)
        self._ends[name] += len(rows)

    def _note(self, entry: dict[str, Any]) -> None:
        self._index.write(_checked(_ENCODE(entry)))

    def __enter__(self) -> RawWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()


class RawReader:
    """Finds what an earlier ingest wrote about a document; finds nothing in what is damaged."""

    def __init__(self, folder: Path | None, version: str) -> None:
        """Open the raw tables in ``folder``, if the reader that wrote them is of ``version``."""
        self._stack = ExitStack()
        self._files: dict[str, BinaryIO] = {}
        self._entries: Iterator[dict[str, Any]] = iter(())
        if folder is not None and (folder / INDEX).is_file():
            self._entries = self._open(folder, version)
        self._entry = next(self._entries, None)

    def find(self, document_id: str, fingerprint: str) -> Rendered | None:
        """What was written about a document; ask in ascending order of ids."""
        while self._entry is not None and self._entry["document_id"] < document_id:
            self._entry = next(self._entries, None)
        entry = self._entry
        if entry is None or (entry["document_id"], entry["fingerprint"]) != (
            document_id,
            fingerprint,
        ):
            return None
        tables = {}
        for name, (start, length, checksum) in entry["places"].items():
            tables[name] = b""
            if length:
                self._files[name].seek(start)
                tables[name] = self._files[name].read(length)
            if zlib.crc32(tables[name]) != checksum:
                return None
        return Rendered(tables, entry["facts"], entry["dispositions"])

    def _open(self, folder: Path, version: str) -> Iterator[dict[str, Any]]:
        try:
            index = self._stack.enter_context((folder / INDEX).open(encoding="utf-8"))
            if index.readline() != _checked(_ENCODE({"reader": version})):
                return
            for name in TABLES:
                self._files[name] = self._stack.enter_context((folder / name).open("rb"))
            for line in index:
                said = line[9:-1]
                if line != _checked(said):
                    return
                yield json.loads(said)
        except (OSError, ValueError):
            return

    def __enter__(self) -> RawReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def _checked(said: str) -> str:
    """A line of the index: a checksum of eight digits, and what it is of."""
    return f"{zlib.crc32(said.encode()):08x} {said}\n"


def _line(cells: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode()
