"""Measure how fast the reader is, beside other programs on the same text, and what it needs.

usage: python scripts/bench.py [--megabytes 5] [--large 100]   (or `make bench`)

Prints one Markdown table; docs/accuracy.md carries it.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import resource
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from ingest.corpus import ingest_corpus
from ingest.layout import blocks
from ingest.listing import Source, listing
from ingest.reader import clause_reader, read_document

ROOT = Path(__file__).resolve().parent.parent
#: The five sources that the goals were set for, where they are at hand.
SHARED, EMBEDDED = ROOT.parent / "shared" / "corpus", ROOT / "corpus"
#: Texts of many genres and hands, each of which is read once.
HELD_OUT = ROOT / "tests" / "held_out"
#: The least that a single pass for numbers can do.
NUMBER = re.compile(r"[0-9][0-9,.]*(?:[万亿]?(?:元|%|个|家|人|户|吨|平方米))?")
_DECIMALS = re.compile(r"(?<=\d\.)\d+")
#: How much the recognisers are given: they take about a minute for it.
_SLICE = 30_000
#: What a document of nothing else may consist of.
MONOTONOUS = {"digits": "0123456789", "brackets": "（）《》“”〔〕[]", "亿": "亿"}

#: A document: its line of a manifest, and its text.
Document = tuple[Source, str]
#: A line of the table: what was measured, and the outcome.
Line = tuple[str, str]


def documents(corpus: Path) -> list[Document]:
    """The texts of a corpus."""
    return [
        (source, (corpus / source.file).read_text(encoding="utf-8"))
        for source in listing(corpus).sources
    ]


def copies(originals: list[Document], megabytes: float) -> Iterator[Document]:
    """Copies of documents up to a size, each with other decimals, so that none repeats another."""
    chance, number, size = random.Random(1), 0, 0.0
    while size < megabytes * 1e6:
        for source, text in originals:
            name = f"{source.document_id}-{number:05}"
            varied = _DECIMALS.sub(lambda m: str(chance.randrange(10 ** len(m[0]))), text)
            yield replace(source, document_id=name, file=f"{name}.txt"), varied
            size += len(varied.encode())
        number += 1


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes the processor."""
    start = time.process_time()
    work()
    return time.process_time() - start


def read_all(read: list[Document]) -> None:
    """Read documents in this process."""
    for source, text in read:
        read_document(source, text.encode())


def speeds(originals: list[Document], megabytes: float) -> Iterator[Line]:
    """The reader on one core, beside a regular expression and the recognisers."""
    texts = list(copies(originals, megabytes))
    size = sum(len(text.encode()) for _, text in texts) / 1e6
    clause_reader()
    reader = size / seconds(lambda: read_all(texts))
    yield f"reader, one core, {size:.1f} MB", f"{reader:.3f} MB/s"
    once = [text for folder in sorted(HELD_OUT.iterdir()) for text in documents(folder)]
    unlike = sum(len(text.encode()) for _, text in once) / 1e6
    yield (
        f"the same, {unlike:.1f} MB of texts that have nothing in common",
        f"{unlike / seconds(lambda: read_all(once)):.3f} MB/s",
    )
    number = size / seconds(lambda: [NUMBER.findall(text) for _, text in texts])
    yield "one regular expression for numbers, same text", f"{number:.0f} MB/s"
    recognised = _recognisers(texts)
    if recognised is None:
        yield "Recognizers-Text", "not installed (`uv sync --group bench`)"
        return
    name, speed = recognised
    yield name, f"{speed:.4f} MB/s"
    yield "reader : Recognizers-Text", f"{reader / speed:.0f}x"


def _recognisers(texts: list[Document]) -> tuple[str, float] | None:
    """Recognizers-Text over the paragraphs of a slice, which it reads faster than a whole text."""
    warnings.filterwarnings("ignore", category=SyntaxWarning)
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_number import recognize_number
        from recognizers_number_with_unit import recognize_currency, recognize_dimension
        from recognizers_text import Culture
    except ImportError:
        return None
    recognisers = (recognize_number, recognize_currency, recognize_dimension, recognize_datetime)
    paragraphs: list[str] = []
    size = 0
    for _, text in texts:
        for block in blocks(text):
            if size < _SLICE:
                paragraphs.append(block.text)
                size += len(block.text.encode())

    def recognise() -> None:
        for paragraph in paragraphs:
            for recognise in recognisers:
                recognise(paragraph, Culture.Chinese)

    for warm in recognisers:
        warm(paragraphs[0], Culture.Chinese)
    label = f"Recognizers-Text {version('recognizers-text-suite')}, {size / 1e3:.0f} KB"
    return f"{label} (number, number with unit, date and time)", size / 1e6 / seconds(recognise)


def workers(originals: list[Document], megabytes: float) -> Iterator[Line]:
    """A corpus by one and by two processes, from files to raw tables."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for source, text in copies(originals, megabytes):
            (corpus / source.file).write_text(text, encoding="utf-8")
        took, worked = [], []
        for processes in (1, 2):
            start, before = time.perf_counter(), _processor_time()
            ingest_corpus(corpus, Path(folder) / f"raw-{processes}", workers=processes)
            took.append(time.perf_counter() - start)
            worked.append(_processor_time() - before)
    yield f"`qushu ingest`, {megabytes:g} MB of files, 1 process", f"{megabytes / took[0]:.3f} MB/s"
    yield "2 processes : 1 process", f"{took[0] / took[1]:.2f}x"
    # The clock tells of the other work of a machine too.
    yield "the same, by processor time", f"{2 * worked[0] / worked[1]:.2f}x"


def _processor_time() -> float:
    """The seconds that this process, and those that it has started and ended, have run."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def alone(text: str) -> tuple[float, float]:
    """Read one document in a process of its own: seconds, and megabytes of memory it adds."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(text.encode())
        file.flush()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            return process.submit(_alone, Path(file.name)).result()


def _alone(path: Path) -> tuple[float, float]:
    clause_reader()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = seconds(lambda: read_document(Source("large", "large.txt"), path.read_bytes()))
    return took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3


def growth(originals: list[Document], large: float) -> Iterator[Line]:
    """Whether time and memory grow with the length of one document, and no faster."""

    def together(megabytes: float) -> str:
        return "\n\n".join(text for _, text in copies(originals, megabytes))

    small = min(0.5, large / 16)
    first, second = alone(together(small)), alone(together(16 * small))
    yield (
        f"one document of {16 * small:g} MB : one of {small:g} MB",
        f"{second[0] / first[0]:.1f}x time",
    )
    if large:
        took, memory = alone(together(large))
        yield f"one document of {large:g} MB", f"{took:.0f} s, {memory / large:.1f} MB a MB"
    for name, characters in MONOTONOUS.items():
        chance = random.Random(1)
        times = []
        for megabytes in (0.25, 4):
            length = int(megabytes * 1e6 / len(characters[0].encode()))
            times.append(alone("".join(chance.choices(characters, k=length))))
        ratio, (took, memory) = times[1][0] / times[0][0], times[1]
        yield (
            f"4 MB of nothing but {name}",
            f"{took:.1f} s, {ratio:.1f}x that of 0.25 MB, {memory / 4:.1f} MB a MB",
        )


def machine() -> str:
    """The processor, the Python and the number of cores."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = re.search(r"model name\s*: (.+)", cpuinfo.read_text(encoding="utf-8"))
        model = named[1] if named else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the reader.")
    parser.add_argument("--megabytes", type=float, default=5, help="size of the repeated corpus")
    parser.add_argument("--large", type=float, default=100, help="size of one large document")
    wanted = parser.parse_args()
    corpus = SHARED if SHARED.is_dir() else EMBEDDED
    originals = documents(corpus)
    print(f"{'Five sources' if corpus == SHARED else 'Embedded corpus'}; {machine()}\n")
    print("| measured | result |\n| --- | --- |")
    for lines in (
        speeds(originals, wanted.megabytes),
        workers(originals, wanted.megabytes),
        growth(originals, wanted.large),
    ):
        for measured, result in lines:
            print(f"| {measured} | {result} |", flush=True)


if __name__ == "__main__":
    main()
