"""The commands by which a release leaves: exported to a file, or read in a browser."""

import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qushu import release, saved
from qushu.completion import complete_question, complete_table
from qushu.console import err, out
from qushu.errors import QushuError
from qushu.export import content, flat, sdmx
from qushu.language import _
from qushu.options import ReleasesOption, SpreadsheetOption
from qushu.paths import DOCS, RELEASES, WAREHOUSE, shown
from qushu.query import Warehouse, reading


class ExportFormat(StrEnum):
    """The ways in which marts leave."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    SDMX_CSV = "sdmx-csv"


def export(
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", help="A file, or for several tables a folder.")
    ],
    style: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="csv, parquet, xlsx or sdmx-csv.",
            show_default="by the name of the file",
        ),
    ] = None,
    wanted: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            "-t",
            metavar="TABLE",
            help="A table of the marts; may be said again.",
            show_default="all",
            autocompletion=complete_table,
        ),
    ] = None,
    sql: Annotated[
        str | None,
        typer.Option(
            metavar="SQL",
            help="The answer to a query or a saved question, instead of tables.",
            show_default=False,
            autocompletion=complete_question,
        ),
    ] = None,
    spreadsheet: SpreadsheetOption = False,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Export the marts as CSV, Parquet, Excel or SDMX-CSV.

    Several tables become a folder of files, or the sheets of one workbook. SDMX-CSV holds the best
    known figure of each year. docs/export.md says what each format cannot carry.
    """
    style = style or _by_name(target)
    if sql is not None and wanted:
        raise QushuError(_("say --table or --sql, not both"))
    current = release.current(releases)
    folder = target if target.is_dir() or not target.suffix else target.parent
    with reading(current / WAREHOUSE, folder) as warehouse:
        if style is ExportFormat.SDMX_CSV:
            if sql is not None or wanted:
                raise QushuError(_("sdmx-csv always holds the figures of fct_indicator_year"))
            written = {target: sdmx.write(warehouse, target)}
        else:
            tables = (
                content.tables(warehouse, wanted or [])
                if sql is None
                else [content.answer(warehouse, saved.sql_of(sql))]
            )
            written = _write(warehouse, tables, target, style, current.name, spreadsheet)
    for file, rows in written.items():
        out.print(_("{n} rows in {file}").format(n=rows, file=shown(file)), markup=False)


def docs(
    is_open: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Say where the pages of the current release are."""
    # By the link, so that the address stays good when the next release is published.
    release.current(releases)
    page = releases / release.CURRENT / DOCS / "index.html"
    if is_open and not webbrowser.open(page.absolute().as_uri()):
        err.print(_("There is no browser here; open this file in one:"), markup=False)
    out.print(shown(page), markup=False)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(export)
    app.command()(docs)


def _by_name(target: Path) -> ExportFormat:
    """The format that a file's name says."""
    suffix = target.suffix.removeprefix(".").lower()
    if suffix in set(ExportFormat):
        return ExportFormat(suffix)
    raise QushuError(
        _("say in which --format: {target} does not end in .csv, .parquet or .xlsx").format(
            target=shown(target)
        )
    )


def _write(
    warehouse: Warehouse,
    tables: list[content.Table],
    target: Path,
    style: ExportFormat,
    name: str,
    is_safe: bool,
) -> dict[Path, int]:
    """Write the tables to one file, or to a folder; return the rows of each file."""
    if style is ExportFormat.XLSX:
        from qushu.export import workbook  # takes its time, which no other command should wait for

        about = [
            _("qushu, release {name}").format(name=name),
            _("Each value leads by its observation_id to the sentence that states it."),
            _("Where bound is not eq, the text limits the value: approx about, gt more than, ge at "
              "least, lt less than, le at most; a range has value_low and value_high."),
        ]  # fmt: skip
        return {target: workbook.write(warehouse, tables, target, about)}
    files = _files(tables, target, style)
    written = {}
    for table, file in files:
        if style is ExportFormat.CSV:
            written[file] = flat.write_csv(warehouse, table, file, is_safe)
        else:
            written[file] = flat.write_parquet(warehouse, table, file, name)
    if len(files) > 1 and style is ExportFormat.CSV:
        flat.write_dictionary(tables, target / flat.DICTIONARY)
    return written


def _files(
    tables: list[content.Table], target: Path, style: ExportFormat
) -> list[tuple[content.Table, Path]]:
    """Which table goes where; a folder is made for several."""
    if len(tables) == 1 and not target.is_dir():
        return [(tables[0], target)]
    if target.suffix == f".{style}" or target.is_file():
        raise QushuError(
            _("{n} tables need a folder, and {target} is a file; choose one with --table").format(
                n=len(tables), target=shown(target)
            )
        )
    target.mkdir(parents=True, exist_ok=True)
    return [(table, target / f"{table.name}.{style}") for table in tables]
