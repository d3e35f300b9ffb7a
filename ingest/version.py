"""What, besides a document, decides how it is read: code, vocabularies and libraries."""

from __future__ import annotations

import functools
import hashlib
import json
import sys
from dataclasses import fields
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path

from ingest.listing import Source
from ingest.vocabulary import SEEDS

#: As `dataclasses.astuple` does, which copies each cell and takes long.
_CELLS = attrgetter(*(cell.name for cell in fields(Source)))
_LIBRARIES = ("ahocorasick-rs", "pyyaml")


@functools.cache
def of_reader() -> str:
    """A SHA-256 that differs when the reader's code, vocabularies or libraries differ.

    Python's own version counts, since its tables of characters do.
    """
    folder = Path(__file__).parent
    files = [*folder.glob("*.py"), *folder.glob("language/*"), *SEEDS.glob("*.csv")]
    parts = [sys.version, *(f"{name} {version(name)}" for name in _LIBRARIES)]
    parts += [f"{file.name} {_sha256(file.read_bytes())}" for file in sorted(files)]
    return _sha256("\n".join(parts).encode())


def of_document(source: Source, sha256: str) -> str:
    """A SHA-256 that differs when the bytes of a document or its line of the manifest differ.

    :param source: the line of the manifest.
    :param sha256: the digest of the bytes.
    """
    return _sha256(json.dumps([*_CELLS(source), sha256]).encode())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
