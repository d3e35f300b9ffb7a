"""The commands of an analyst: ask in SQL, find a name, show a series, explain a value."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len, set_cell_size

from qushu import explain as explaining
from qushu import names, release, saved, search, series
from qushu.completion import complete_district, complete_indicator, complete_question
from qushu.console import err, out
from qushu.errors import QushuError
from qushu.files import written
from qushu.labels import labels
from qushu.language import _
from qushu.options import FormatOption, LimitOption, ReleasesOption, SpreadsheetOption
from qushu.output import Format, rendered, show, spreadsheet_safe
from qushu.paths import RELEASES, WAREHOUSE, shown
from qushu.query import Answer, reading

# The columns that people are shown, as far as anything stands in them.
_OVERVIEW = ("theme", "indicator", "years", "latest", "figure", "status", "indicator_id")
_SERIES = ("year", "figure", "value", "value_low", "value_high", "unit", "status", "wording",
           "agreement", "series_break", "source", "observation_id")  # fmt: skip


def query(
    sql: Annotated[
        str | None,
        typer.Argument(
            metavar="SQL",
            help="SQL over the marts, or the name of a saved question; `-` reads it from stdin.",
            show_default=False,
            autocompletion=complete_question,
        ),
    ] = None,
    style: FormatOption = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file.", show_default="stdout"
        ),
    ] = None,
    list_questions: Annotated[
        bool, typer.Option("--list", help="List the saved questions.")
    ] = False,
    spreadsheet: SpreadsheetOption = False,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Ask the current release in SQL."""
    if list_questions:
        rows: list[tuple[str, ...]] = [(one.name, one.title) for one in saved.questions()]
        answer = Answer(("name", "question"), rows)
    elif sql is None:
        raise QushuError(_("say what to ask: SQL, or the name of a saved question (--list)"))
    else:
        asked = saved.sql_of(sys.stdin.read() if sql == "-" else sql)
        with reading(release.current(releases) / WAREHOUSE) as warehouse:
            answer = warehouse.ask(asked)
    if spreadsheet:
        answer = spreadsheet_safe(answer)
    if output is None:
        show(answer, style)
        return
    with written(output) as file:
        file.write_text(rendered(answer, style), encoding="utf-8")
    err.print(_("{n} rows in {file}").format(n=len(answer.rows), file=shown(output)), markup=False)


def find(
    typed: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="A name, in Chinese, pinyin or English, or a part."),
    ],
    limit: LimitOption = 10,
    style: FormatOption = Format.TABLE,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Find districts, indicators and texts by name.

    What the texts speak of comes first; what is only spelt alike is listed where nothing has the
    name.
    """
    with reading(release.current(releases) / WAREHOUSE) as warehouse:
        every = [read(warehouse) for read in (names.districts, names.indicators, names.documents)]
        found = search.search([named for kind in every for named in kind], typed)
    if not found and style is Format.TABLE:
        raise QushuError(_("nothing is called {typed}").format(typed=typed))
    columns = ("kind", "id", "name_zh", "name_en", "within", "found_by", "n_observations")
    rows = [
        (
            one.named.kind, one.named.id, one.named.name_zh, one.named.name_en, one.named.within,
            one.name if one.name != one.named.name_zh else "", one.named.n_observations,
        )
        for one in found[:limit]
    ]  # fmt: skip
    show(Answer(columns, rows), style, labels(*columns))
    if len(found) > limit:
        err.print(_("{n} more: --limit").format(n=len(found) - limit), markup=False)


def show_command(
    district: Annotated[
        str,
        typer.Argument(
            metavar="DISTRICT",
            help="A district, by name, pinyin or id.",
            autocompletion=complete_district,
        ),
    ],
    indicator: Annotated[
        str | None,
        typer.Argument(
            metavar="INDICATOR",
            help="An indicator, by name, pinyin or id.",
            show_default="an overview",
            autocompletion=complete_indicator,
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="In the overview, also what the catalogue lacks.")
    ] = False,
    style: FormatOption = Format.TABLE,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Show what is known of a district, or one series.

    A series holds the best known figure of each year and what is aimed at, with its bound, its
    status and its source.
    """
    with reading(release.current(releases) / WAREHOUSE) as warehouse:
        place = series.district(warehouse, district)
        if indicator is None:
            overview = series.overview(warehouse, place)
            _show_overview(overview, series.described(place), style, every)
            return
        measured = series.indicator(warehouse, indicator, place)
        answer, kin = (
            series.series(warehouse, place, measured),
            series.kin(warehouse, place, measured),
        )
    if not answer.rows and not kin:
        raise QushuError(
            _("{place} has no figure of {indicator}; see what it has: qushu show {id}").format(
                place=place.name_zh, indicator=measured.id, id=place.id
            )
        )
    heading = " · ".join(filter(None, (place.name_zh, measured.name_zh, measured.name_en)))
    err.print(heading, style="bold", markup=False)
    if answer.rows or style is not Format.TABLE:
        show(answer, style, labels(*_SERIES))
    else:
        err.print(_("No figure of the quantity itself."))
    if kin:
        err.print("\n  ".join([_("See also:"), *kin]), markup=False)


def explain(
    observation_id: Annotated[
        str, typer.Argument(metavar="OBSERVATION_ID", help="As in fct_observation.")
    ],
    releases: ReleasesOption = RELEASES,
) -> None:
    """Show where a value comes from.

    The sentence with the number marked, the rule that read it, the conversion of its unit; the
    checks it took part in, what it disagrees with, and whether it was chosen for its year.
    """
    with reading(release.current(releases) / WAREHOUSE) as warehouse:
        lines = explaining.explain(warehouse, observation_id)
    width = max(cell_len(label) for label, _said in lines)
    for label, said in lines:
        out.print(f"{set_cell_size(label, width)}  {said}", markup=False)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(query)
    app.command()(find)
    app.command("show")(show_command)
    app.command()(explain)


def _show_overview(overview: Answer, heading: str, style: Format, every: bool) -> None:
    catalogued = overview.columns.index("is_catalogued")
    rows = [row for row in overview.rows if every or row[catalogued]]
    err.print(heading, style="bold", markup=False)
    show(Answer(overview.columns, rows), style, labels(*_OVERVIEW))
    if left := len(overview.rows) - len(rows):
        err.print(_("{n} more that the catalogue lacks: --all").format(n=left), markup=False)
