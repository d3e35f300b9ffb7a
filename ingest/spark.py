"""Read a corpus on Apache Spark: a folder of this machine, or a path of a store that it can reach.

Each document is read by itself, as everywhere; Spark only spreads the documents. The raw tables are
folders of parts, in no order. Whoever runs the parts needs this package and its `seeds/`.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from ingest.corpus import QUARANTINE, IngestSummary, read_or_reason
from ingest.listing import (
    MANIFEST,
    CorpusError,
    DocumentError,
    Listing,
    Quarantined,
    Source,
    check_size,
    listed,
)
from ingest.reader import Reading
from ingest.rows import TABLES, Row, header

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Documents whose rows make up one part of a table, so that parts are neither many nor large.
_PER_PART = 20_000
_SOURCE = tuple(Source.__dataclass_fields__)
_SET_ASIDE = ("document_id", "file", "reason")
_CSV = {"header": "true", "escape": '"', "emptyValue": "", "lineSep": "\n"} | {
    f"ignore{side}WhiteSpace": "false" for side in ("Leading", "Trailing")
}


class SparkError(RuntimeError):
    """Spark is not installed, does not start, or breaks off; the message is one clear line."""


def ingest_corpus(corpus: str, raw: str, style: str = "csv") -> IngestSummary:
    """Read every document of a corpus and write the raw tables.

    :param corpus: the folder of texts: a path or an address (``s3a://…``, ``hdfs://…``).
    :param raw: the folder for the raw tables, each a folder of its own; they are overwritten.
    :param style: ``csv`` or ``parquet``; every column is text, an empty one null.
    :raises CorpusError: for what the owner of the corpus can mend, and no document is to blame.
    :raises SparkError: where there is no PySpark or no Java, or Spark cannot reach what it is told.
    """
    with _session() as spark:
        listing = _listing(spark, corpus)
        readings = _readings(spark, corpus, listing.sources).cache()
        aside = readings.where("reason is not null").select(*_SET_ASIDE).collect()
        quarantined = [*listing.quarantined, *(Quarantined(*one) for one in aside)]
        quarantined.sort(key=astuple)
        if len(aside) == len(listing.sources):
            first = quarantined[0]
            raise CorpusError(f"{corpus}: no text can be read ({first.file}: {first.reason})")
        parts = max(spark.sparkContext.defaultParallelism, len(listing.sources) // _PER_PART)
        for name in TABLES:
            table = Path(name).stem
            rows = readings.selectExpr(f"inline({table})").coalesce(parts)
            _write(rows, f"{raw}/{table}.{style}", style)
        reasons = spark.createDataFrame(map(astuple, quarantined), _schema(_SET_ASIDE))
        _write(reasons.coalesce(1), f"{raw}/{Path(QUARANTINE).stem}.{style}", style)
        kinds = readings.selectExpr("inline(mentions)").groupBy("disposition").count().collect()
        dispositions = dict(sorted(map(tuple, kinds)))
        facts = readings.selectExpr("sum(size(facts))").collect()[0][0]
        n_read = len(listing.sources) - len(aside)
        return IngestSummary(
            n_read,
            n_read,
            sum(dispositions.values()),
            facts,
            dispositions,
            tuple(quarantined),
        )


def _listing(spark: SparkSession, corpus: str) -> Listing:
    """The documents of a corpus, as they are listed for local reading."""
    root = _root(spark, corpus)
    files = _files(spark, root)
    # The rows leave out empty files, which the list of files has; its names are URLs.
    start = f"{urlsplit(root).path}/"
    sizes = {unquote(urlsplit(url).path).removeprefix(start): 0 for url in files.inputFiles()}
    for path, length in files.select("path", "length").collect():
        sizes[path.removeprefix(f"{root}/")] = length

    def check(source: Source) -> None:
        if source.file not in sizes:
            raise DocumentError(f"no file {source.file!r}")
        check_size(sizes[source.file])

    manifest = None
    if MANIFEST in sizes:
        told = files.where(files.path == f"{root}/{MANIFEST}").select("content").collect()
        manifest = bytes(told[0][0]) if told else b""
    names = sorted(name for name in sizes if name.endswith(".txt") and "/" not in name)
    return listed(corpus, manifest, names, check)


def _root(spark: SparkSession, corpus: str) -> str:
    """The corpus as Spark writes it before the names of its files."""
    java = spark._jvm
    assert java is not None
    path = java.org.apache.hadoop.fs.Path(corpus)
    system = path.getFileSystem(spark._jsc.hadoopConfiguration())
    if not system.exists(path):
        raise CorpusError(f"{corpus}: no such folder")
    return str(system.makeQualified(path).toString())


def _files(spark: SparkSession, root: str) -> DataFrame:
    return spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(root)


def _readings(spark: SparkSession, corpus: str, sources: list[Source]) -> DataFrame:
    """A row for each document: an array of rows for each table, or why it has none."""
    root = _root(spark, corpus)
    told = spark.createDataFrame(
        [(f"{root}/{source.file}", *astuple(source)) for source in sources],
        _schema(("path", *_SOURCE)),
    )
    # A file may be several documents, or none; one without a row is empty.
    documents = told.join(_files(spark, root).select("path", "content"), "path", "left")
    arrays = (
        f"{Path(name).stem} array<struct<{_schema(header(row))}>>" for name, row in TABLES.items()
    )
    schema = ", ".join((*(f"{name} string" for name in _SET_ASIDE), *arrays))
    rows = documents.select("content", *_SOURCE).rdd.mapPartitions(_read)
    return spark.createDataFrame(rows, schema, verifySchema=False)


def _read(documents: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Read documents, wherever Spark wants them read."""
    for content, *said in documents:
        source = Source(*said)
        reading = read_or_reason(source, bytes(content or b""))
        if isinstance(reading, Reading):
            tables = ([reading.document], reading.mentions, reading.facts, reading.measures)
            yield (None, None, None, *(list(map(_cells, rows)) for rows in tables))
        else:
            yield (source.document_id, source.file, reading, *([] for _ in TABLES))


def _cells(row: Row) -> tuple[str | None, ...]:
    return tuple(None if cell == "" else str(cell) for cell in row)


def _schema(columns: Iterable[str]) -> str:
    """Columns of text."""
    return ", ".join(f"{column} string" for column in columns)


def _write(rows: DataFrame, path: str, style: str) -> None:
    options = _CSV if style == "csv" else {}
    rows.write.mode("overwrite").options(**options).format(style).save(path)


@contextmanager
def _session() -> Iterator[SparkSession]:
    """Spark, as `spark-defaults.conf` has it, or else on all cores of this machine."""
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkError("Spark needs more packages: uv sync --group spark") from error
    home = os.environ.get("JAVA_HOME")
    if shutil.which(Path(home) / "bin/java" if home else "java") is None:
        raise SparkError("Spark needs Java 17 (Debian: openjdk-17-jre-headless)")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("qushu ingest")
    spark = None
    try:
        spark = builder.config("spark.ui.enabled", "false").getOrCreate()
        # What fails is said once, by whoever called.
        spark.sparkContext.setLogLevel("OFF")
        yield spark
    except (PySparkException, Py4JError) as error:
        raise SparkError(f"Spark: {_gist(str(error))}") from error
    finally:
        if spark is not None:
            spark.stop()


def _gist(said: str) -> str:
    """What Java complains of, without where it arose."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    return (causes[-1].removeprefix("Caused by: ") if causes else lines[0])[:300]
