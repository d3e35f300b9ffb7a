"""The commands for engines other than this machine's DuckDB: docs/targets.md."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ingest import spark
from ingest.corpus import IngestSummary
from ingest.listing import CorpusError
from qushu import pipeline, postgres
from qushu.console import err, out, step
from qushu.errors import QushuError
from qushu.paths import CORPUS, shown


class Engine(StrEnum):
    """Who reads the texts."""

    LOCAL = "local"
    SPARK = "spark"


class RawFormat(StrEnum):
    """How raw tables are written."""

    CSV = "csv"
    PARQUET = "parquet"


def ingest(
    raw: Annotated[str, typer.Option(metavar="DIR", help="Folder to write the raw tables to.")],
    corpus: Annotated[
        str,
        typer.Option(
            metavar="DIR",
            help="Folder of texts, with or without a manifest.csv; on Spark, an address too.",
            envvar="QUSHU_CORPUS",
            show_default="corpus",
        ),
    ] = str(CORPUS),
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Processes that read texts.", show_default="one per core"
        ),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(metavar="ENGINE", help="local, or spark: in parallel on a cluster."),
    ] = Engine.LOCAL,
    style: Annotated[
        RawFormat, typer.Option("--format", metavar="FORMAT", help="csv; parquet, on Spark only.")
    ] = RawFormat.CSV,
) -> None:
    """Only read a corpus into raw tables."""
    if engine is Engine.LOCAL and style is not RawFormat.CSV:
        raise QushuError(f"--format {style} needs --engine spark")
    if engine is Engine.LOCAL:
        read = pipeline.ingest(Path(corpus), Path(raw), workers)
    else:
        with step("ingest", f"Reading the texts of {_shown(corpus)} on Spark"):
            read = _on_spark(lambda: spark.ingest_corpus(corpus, raw, style))
    counts = f"{read.documents} documents, {read.mentions} numerals, {read.facts} facts"
    out.print(f"{counts} in {_shown(raw)}", markup=False)
    for one in read.quarantined:
        err.print(f"set aside: {one.file}: {one.reason}", markup=False)


def load(
    raw: Annotated[Path, typer.Option(metavar="DIR", help="Folder of raw CSV.")],
) -> None:
    """Copy raw CSV into PostgreSQL, where dbt builds the models.

    The server is that of PGHOST, PGUSER, PGPASSWORD and PGDATABASE.
    """
    counts = postgres.load(raw)
    said = ", ".join(f"{count} {name}" for name, count in counts.items())
    out.print(f"{said} in the schema {postgres.SCHEMA}", markup=False)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(ingest)
    app.command()(load)


def _on_spark(read: Callable[[], IngestSummary]) -> IngestSummary:
    """Call the reader; its complaints become ours."""
    try:
        return read()
    except (CorpusError, spark.SparkError) as error:
        raise QushuError(str(error)) from error


def _shown(place: str) -> str:
    """A folder as a user would type it; an address as it is."""
    return place if "://" in place else shown(Path(place))
