"""How fast the reader is, beside a general recogniser and a single regular expression.

usage: python benchmarks/reader.py [--megabytes 5] [--large 100]   (or `make bench`)

Prints Markdown. All figures are of one run on one machine; the ratios say more than the figures.
The text is that of `../shared/corpus` where it is at hand, else the embedded corpus, repeated. The
reader keeps nothing from one sentence for the next of the same words, so that repeating is fair.
"""

import argparse
import multiprocessing
import os
import platform
import re
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ingest.corpus import ingest_corpus  # noqa: E402
from ingest.listing import listing  # noqa: E402
from ingest.reader import Source, clause_reader, read_document  # noqa: E402

SHARED = ROOT.parent / "shared" / "corpus"
MEGABYTE = 1_000_000
#: The recogniser reads so little of the text, since it is slow; its speed does not depend on it.
SLICE = 40_000
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?:[%％]|[万亿]?[元人户家个吨])?")
#: Texts of nothing but these are the worst that a text can be.
HARD = {
    "digits": "1",
    "brackets": "（",
    "亿": "亿",
    "numerals": "三百",
    "commas": "1，",
    "quotes": "“1",
}


def texts() -> list[tuple[Source, bytes]]:
    """The texts that are read, with their lines of the manifest."""
    corpus = SHARED if SHARED.exists() else ROOT / "corpus"
    return [(s, (corpus / s.file).read_bytes()) for s in listing(corpus).sources]


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """How long some work takes: of the processor, so that what else the machine does is left out."""
    start = clock()
    work()
    return clock() - start


def read_all(documents: list[tuple[Source, bytes]], times: int = 1) -> None:
    """Read documents, some times over."""
    for _ in range(times):
        for source, data in documents:
            read_document(source, data)


def recognise(text: str) -> None:
    """Numbers, numbers with units and times, by Recognizers-Text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from recognizers_date_time import recognize_datetime
        from recognizers_number import recognize_number
        from recognizers_number_with_unit import recognize_currency, recognize_dimension

        for line in text.splitlines():
            for recognizer in (
                recognize_number,
                recognize_currency,
                recognize_dimension,
                recognize_datetime,
            ):
                recognizer(line, "zh-cn")


def speeds(documents: list[tuple[Source, bytes]], size: int) -> None:
    """The reader, the recogniser and the regular expression on the same text."""
    whole = sum(len(data) for _, data in documents)
    times = max(1, round(size / whole))
    clause_reader()
    read_all(documents)
    ours = whole * times / seconds(lambda: read_all(documents, times)) / MEGABYTE
    text = "\n".join(data.decode() for _, data in documents)
    part = text.encode()[:SLICE].decode(errors="ignore")
    recognise(part[:200])
    theirs = len(part.encode()) / seconds(lambda: recognise(part)) / MEGABYTE
    regex = (
        whole
        * times
        / seconds(lambda: [sum(1 for _ in NUMBER.finditer(text)) for _ in range(times)])
        / MEGABYTE
    )
    print("| on one core | MB/s | qushu is … times as fast |\n| --- | ---: | ---: |")
    print(f"| qushu: every number with its meaning | {ours:.3f} | |")
    print(f"| Recognizers-Text: numbers, units, times | {theirs:.4f} | {ours / theirs:.0f} |")
    print(f"| one regular expression: runs of digits | {regex:.1f} | {ours / regex:.4f} |\n")


def workers(documents: list[tuple[Source, bytes]], size: int) -> None:
    """Two processes against one, on a folder of many documents."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        whole = sum(len(data) for _, data in documents)
        for i in range(max(2, round(size / whole))):
            for source, data in documents:
                (corpus / f"{source.document_id}-{i}.txt").write_bytes(data)
        took = [
            seconds(
                lambda n=n: ingest_corpus(corpus, Path(folder) / f"raw{n}", workers=n),
                time.perf_counter,
            )
            for n in (1, 2)
        ]
    print("| processes | s | times as fast |\n| ---: | ---: | ---: |")
    for n, one in zip((1, 2), took, strict=True):
        print(f"| {n} | {one:.1f} | {took[0] / one:.2f} |")
    print()


def growth(documents: list[tuple[Source, bytes]]) -> None:
    """How time grows with the length of one document, of plain and of hard text."""
    text = "\n".join(data.decode() for _, data in documents)
    print("| one document of | s | 16 times as long: s | times as long a time |")
    print("| --- | ---: | ---: | ---: |")
    samples = {"the texts": text, **{name: word * 30_000 for name, word in HARD.items()}}
    for name, sample in samples.items():
        short, long = (sample * n for n in (1, 16))
        took = [
            seconds(lambda t=t: read_document(Source("x", "x.txt"), t.encode()))
            for t in (short, long)
        ]
        print(f"| {name} | {took[0]:.2f} | {took[1]:.2f} | {took[1] / took[0]:.1f} |", flush=True)
    print()


def _large(sample: str, size: int) -> None:
    data = (sample * (size // len(sample.encode()) + 1)).encode()[:size]
    took = seconds(
        lambda: read_document(Source("x", "x.txt"), data.decode("utf-8", "ignore").encode())
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"One document of {size / MEGABYTE:.0f} MB: {took:.0f} s, peak memory {peak:.0f} MB.")


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=5, help="how much text is read")
    parser.add_argument("--large", type=float, default=0, help="MB of one document, or 0")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    documents = texts()
    size = int(options.megabytes * MEGABYTE)
    speeds(documents, size)
    workers(documents, size)
    growth(documents)
    if options.large:
        sample = "\n".join(data.decode() for _, data in documents)
        # A process of its own, so that its peak of memory is its own.
        process = multiprocessing.get_context("spawn").Process(
            target=_large, args=(sample, int(options.large * MEGABYTE))
        )
        process.start()
        process.join()


if __name__ == "__main__":
    main()
