"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from qushu.output import Format

CorpusOption = Annotated[
    Path,
    typer.Option(
        metavar="DIR",
        help="Folder of texts, with or without a manifest.csv.",
        show_default="corpus",
        envvar="QUSHU_CORPUS",
    ),
]
ReleasesOption = Annotated[
    Path,
    typer.Option(
        metavar="DIR", help="Folder of releases.", envvar="QUSHU_RELEASES", show_default="releases"
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Processes that read texts, and threads that build the warehouse.",
        show_default="one per core",
    ),
]
FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, json or markdown."),
]
LimitOption = Annotated[int, typer.Option(min=1, metavar="N", help="Print at most so many rows.")]
SpreadsheetOption = Annotated[
    bool,
    typer.Option("--spreadsheet-safe", help="Put an apostrophe before what looks like a formula."),
]
