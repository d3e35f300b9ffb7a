"""Which documents a corpus holds, and which of its files cannot become documents."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from stat import S_ISREG

from ingest.decode import NotTextError, decode

MANIFEST = "manifest.csv"
#: Some hundred times a long report: whoever passes this by accident has not meant a text.
MOST_BYTES = 16 * 1024 * 1024
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_COLUMNS = ("document_id", "file", "title", "publisher", "published_on", "place")


class CorpusError(ValueError):
    """Something about the corpus that its owner can mend; the message is one clear line."""


class DocumentError(ValueError):
    """Something about one document, for which it is set aside and the others are read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the manifest; empty strings where it says nothing."""

    document_id: str
    file: str
    title: str = ""
    publisher: str = ""
    published_on: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that was set aside. ``file`` is as listed, with what is no UTF-8 escaped."""

    document_id: str
    file: str
    reason: str


@dataclass(slots=True)
class Listing:
    """The documents to read, sorted by id, and those that cannot be.

    ``manifest`` is the SHA-256 of the manifest, "" where there is none.
    """

    manifest: str = ""
    sources: list[Source] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)

    def digests(self) -> dict[str, str]:
        """The SHA-256 by file that is known before any text is read; "" for what cannot be."""
        unread = {found.file: "" for found in self.quarantined if found.file}
        return unread | ({MANIFEST: self.manifest} if self.manifest else {})


def listing(corpus: Path) -> Listing:
    """List the documents of a corpus.

    :param corpus: a folder of ``*.txt`` files with an optional ``manifest.csv``.
    :raises CorpusError: no folder, no text, two documents of one id, or a manifest that is no
        table of files. What is wrong with one line or one file only sets that document aside.
    """
    if not corpus.is_dir():
        raise CorpusError(f"{corpus}: no such folder")
    manifest = _manifest_bytes(corpus)
    try:
        with os.scandir(corpus) as found:
            texts = [one for one in found if one.name.endswith(".txt") and one.name != ".txt"]
            names = sorted(one.name for one in texts if not _is_folder(one))
            plain = {one.name for one in texts if one.is_file(follow_symlinks=False)}
    except OSError as error:
        raise CorpusError(f"{corpus}: {error.strerror}") from error

    def check(source: Source) -> None:
        if source.file not in plain:
            _check_place(corpus, source.file)

    return listed(str(corpus), manifest, names, check)


def digests(corpus: Path) -> dict[str, str]:
    """The SHA-256 of each file of a corpus that an ingest would look at; "" for what it cannot.

    :raises CorpusError: as :func:`listing`.
    """
    found = listing(corpus)
    result = found.digests()
    for source in found.sources:
        try:
            result[source.file] = hashlib.sha256(read_bytes(corpus, source)).hexdigest()
        except DocumentError:
            result[source.file] = ""
    return result


def listed(
    corpus: str, manifest: bytes | None, names: Iterable[str], check: Callable[[Source], None]
) -> Listing:
    """List the documents of a corpus, wherever it lies.

    :param corpus: how errors call it.
    :param manifest: the bytes of its manifest, None where there is none.
    :param names: its texts that need no line of the manifest.
    :param check: raises DocumentError for a document whose file is not to be read.
    :raises CorpusError: as :func:`listing`.
    """
    result = Listing(hashlib.sha256(manifest).hexdigest() if manifest is not None else "")
    named = set()
    for line, source in _manifest(f"{corpus}/{MANIFEST}", manifest):
        named.add(source.file)
        _take(source, result, f"{MANIFEST}, line {line}: ", check)
    for name in names:
        if name not in named:
            _take(Source(name.removesuffix(".txt"), name), result, "", check)
    if not result.sources and not result.quarantined:
        raise CorpusError(f"{corpus}: no text in this folder (expected *.txt)")
    counts = Counter(source.document_id for source in result.sources)
    if twice := sorted(document_id for document_id, count in counts.items() if count > 1):
        raise CorpusError(f"{corpus}: duplicate document_id {twice[0]!r}")
    result.sources.sort(key=lambda source: source.document_id)
    return result


def read_bytes(corpus: Path, source: Source) -> bytes:
    """The bytes of a document.

    :raises DocumentError: when the file has gone, leads out of the corpus, is no ordinary file, is
        too large, or cannot be read.
    """
    data = _plain_bytes(corpus, source.file)
    if data is None:
        _check_place(corpus, source.file)
        try:
            with (corpus / source.file).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise DocumentError(f"cannot be read ({error.strerror})") from error
    check_size(len(data))
    return data


def _plain_bytes(corpus: Path, file: str) -> bytes | None:
    """The bytes of an ordinary file of the folder itself; None for whatever else it may be.

    It is told by what has been opened, so that nobody can put a link there in between.
    """
    if "/" in file or "\0" in file:
        return None
    try:
        handle = os.open(f"{corpus}/{file}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        if not S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return None
        with os.fdopen(handle, "rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError:
        return None


def check_size(n_bytes: int) -> None:
    """Raise DocumentError for a document that is too large to be a text."""
    if n_bytes > MOST_BYTES:
        raise DocumentError(f"larger than {MOST_BYTES // 1024**2} MiB: split it")


def _take(source: Source, result: Listing, where: str, check: Callable[[Source], None]) -> None:
    """Put a document where it belongs."""
    try:
        _check(source, check)
    except DocumentError as error:
        names = (_printable(source.document_id), _printable(source.file))
        result.quarantined.append(Quarantined(*names, f"{where}{error}"))
    else:
        result.sources.append(source)


def _check(source: Source, check: Callable[[Source], None]) -> None:
    """Raise DocumentError for what can be known of a document without reading it."""
    if not source.file:
        raise DocumentError("names no file")
    for name in (source.document_id, source.file):
        if name != _printable(name):
            raise DocumentError("its name is not UTF-8, or holds a line break or control character")
    check(source)
    if source.published_on and not _is_date(source.published_on):
        said = source.published_on
        raise DocumentError(f"published_on {said!r} is not 2020, 2020-09 or 2020-09-12")


def _check_place(corpus: Path, file: str) -> None:
    """A document is an ordinary file of the corpus, wherever links lead."""
    try:
        if _is_plain(corpus, file):
            return
        path = corpus / file
        is_inside = path.resolve().is_relative_to(corpus.resolve())
        is_file = path.is_file()
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a name of NUL bytes
        raise DocumentError(f"{file!r} cannot be found ({error})") from error
    if not is_inside:
        raise DocumentError(f"{file!r} is outside of the corpus")
    if not is_file:
        raise DocumentError(f"no file {file!r}")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is one, or leads to one; a loop of links leads nowhere."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_plain(corpus: Path, file: str) -> bool:
    """Whether it is an ordinary file here, told without a long look at each folder above."""
    try:
        return not {"/", "\0"} & set(file) and S_ISREG((corpus / file).lstat().st_mode)
    except OSError:
        return False


def _manifest_bytes(corpus: Path) -> bytes | None:
    path = corpus / MANIFEST
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}") from error


def _manifest(path: str, data: bytes | None) -> list[tuple[int, Source]]:
    """The documents that the manifest names, with the number of the line that ends each."""
    if data is None:
        return []
    try:
        text = decode(data)[0].removeprefix("\ufeff")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows = [(reader.line_num, row) for row in reader]
    except (NotTextError, csv.Error) as error:
        raise CorpusError(f"{path}: {error}") from error
    if "file" not in (reader.fieldnames or []):
        raise CorpusError(f"{path}: no column 'file' (expected {','.join(_COLUMNS)})")
    result = []
    for line, row in rows:
        cells = {name: (row.get(name) or "").strip() for name in _COLUMNS}
        if None in row:
            raise CorpusError(f"{path}, line {line}: more cells than columns")
        cells["document_id"] = cells["document_id"] or Path(cells["file"]).stem
        result.append((line, Source(**cells)))
    return result


def _is_date(said: str) -> bool:
    match = _PARTIAL_DATE.fullmatch(said)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _printable(name: str) -> str:
    """A name with escapes for what no table should hold: broken bytes and control characters."""
    if name.isprintable():
        return name
    return (
        "".join(c if c >= " " and c != "\x7f" else repr(c)[1:-1] for c in name)
        .encode("utf-8", "backslashreplace")
        .decode()
    )
