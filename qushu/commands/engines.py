"""The commands that read texts, and take them to engines other than DuckDB: docs/targets.md."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qushu.console import err, out, step
from qushu.errors import QushuError
from qushu.language import _
from qushu.paths import CORPUS, shown

if TYPE_CHECKING:
    from ingest.corpus import IngestSummary


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
    from qushu import making

    if engine is Engine.LOCAL and style is not RawFormat.CSV:
        raise QushuError(f"--format {style} needs --engine spark")
    if engine is Engine.LOCAL:
        read = making.ingest(Path(corpus), Path(raw), workers)
    else:
        label = _("Reading the texts of {corpus} on Spark").format(corpus=_shown(corpus))
        with step("ingest", label):
            read = _on_spark(corpus, raw, style)
    said = _("{documents} documents, {mentions} numerals, {facts} facts in {folder}").format(
        documents=read.documents, mentions=read.mentions, facts=read.facts, folder=_shown(raw)
    )
    out.print(said, markup=False)
    for one in read.quarantined:
        said = _("set aside: {file}: {reason}").format(file=one.file, reason=one.reason)
        err.print(said, markup=False)


def load(
    raw: Annotated[Path, typer.Option(metavar="DIR", help="Folder of raw CSV.")],
) -> None:
    """Copy raw CSV into PostgreSQL, where dbt builds the models.

    The server is that of PGHOST, PGUSER, PGPASSWORD and PGDATABASE.
    """
    from qushu import postgres

    counts = postgres.load(raw)
    rows = ", ".join(f"{count} {name}" for name, count in counts.items())
    said = _("{rows} in the schema {schema}").format(rows=rows, schema=postgres.SCHEMA)
    out.print(said, markup=False)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(ingest)
    app.command()(load)


def _on_spark(corpus: str, raw: str, style: RawFormat) -> "IngestSummary":
    """Read on Spark; the reader's complaints become ours."""
    from ingest import spark
    from ingest.listing import CorpusError

    try:
        return spark.ingest_corpus(corpus, raw, style)
    except (CorpusError, spark.SparkError) as error:
        raise QushuError(str(error)) from error


def _shown(place: str) -> str:
    """A folder as a user would type it; an address as it is."""
    return place if "://" in place else shown(Path(place))
