"""The commands of a data steward: what nobody understood or catalogued, and how well it is read."""

from pathlib import Path
from typing import Annotated

import typer

from qushu import accept as accepting
from qushu import release, review
from qushu import score as scoring
from qushu.completion import complete_concept
from qushu.console import err, out
from qushu.errors import QushuError
from qushu.labels import labels
from qushu.language import _
from qushu.options import CorpusOption, FormatOption, LimitOption, ReleasesOption
from qushu.output import Format, show, to_json
from qushu.paths import CORPUS, GOLD, RELEASES, SEEDS, WAREHOUSE, command, shown
from qushu.query import Answer, reading

# What people are shown of a queue; machines get where to look and what was measured, too.
_SHOWN = ("reason", "surface", "mentions", "indicator_name", "unit", "observations", "documents",
          "suggestions", "sentence")  # fmt: skip

_review = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@_review.callback()
def list_queues(
    context: typer.Context,
    limit: LimitOption = 20,
    corpus: CorpusOption = CORPUS,
    style: FormatOption = Format.TABLE,
    releases: ReleasesOption = RELEASES,
) -> None:
    """List what awaits a data steward.

    Numerals that nobody could place, and phrases that the catalogue of indicators lacks, the most
    frequent first, each with a sentence and the nearest entries of the catalogue.
    """
    if context.invoked_subcommand is not None:
        return
    with reading(release.current(releases) / WAREHOUSE) as warehouse:
        unresolved = review.unresolved(warehouse, limit, corpus)
        uncatalogued = review.uncatalogued(warehouse, limit)
    _show_queue(_("Unresolved numerals"), unresolved, style)
    if any(row["sentence"] is None for row in unresolved.records()):
        err.print(
            _("A text without its sentence has changed or gone since; --corpus says where it is."),
            markup=False,
        )
    _show_queue(_("Uncatalogued indicators"), uncatalogued, style)
    if uncatalogued.rows and style is Format.TABLE:
        err.print(
            _("To catalogue one: {command}").format(
                command=command("review accept PHRASE INDICATOR_ID")
            ),
            markup=False,
        )


@_review.command()
def accept(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="What texts call the indicator.")],
    indicator_id: Annotated[
        str,
        typer.Argument(
            metavar="INDICATOR_ID",
            help="What it is, as in seeds/indicators.csv.",
            autocompletion=complete_concept,
        ),
    ],
    seeds: Annotated[
        Path,
        typer.Option(metavar="DIR", help="Folder of vocabularies.", show_default="seeds"),
    ] = SEEDS,
) -> None:
    """Write a phrase into the catalogue as another name of an indicator."""
    file = accepting.accept(seeds, phrase, indicator_id)
    said = _("{phrase} is {indicator} from now on, in {file}").format(
        phrase=phrase, indicator=indicator_id, file=shown(file)
    )
    out.print(said, markup=False)
    err.print(_("Read the texts anew with: {command}").format(command=command("build")))


def score(
    gold: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder of gold files.", show_default="corpus/gold")
    ] = GOLD,
    warehouse: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Warehouse to score.", show_default="that of the current release"
        ),
    ] = None,
    errors: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Print so many facts that are not right, as JSON."),
    ] = 0,
    brief: Annotated[
        bool, typer.Option("--brief", help="Only all documents together, a figure a line.")
    ] = False,
    style: FormatOption = Format.TABLE,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Score a warehouse against a gold standard.

    Prints, for each document and field, how much of what was found is right.
    """
    if not gold.is_dir():
        raise QushuError(_("no such folder: {folder}").format(folder=shown(gold)))
    with reading(warehouse or release.current(releases) / WAREHOUSE) as opened:
        scores = scoring.score(opened, gold)
    show(scores.overall() if brief else scores.table(), style)
    for mismatch in scores.mismatches[:errors]:
        out.print(to_json(mismatch.as_json()), markup=False)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(_review, name="review")
    app.command()(score)


def _show_queue(title: str, rows: Answer, style: Format) -> None:
    """The rows of a queue; the title goes beside them, so that the rows alone can be piped on."""
    heading = _("{title}:").format(title=title)
    err.print(heading if rows.rows else f"{heading} {_('none')}", style="bold", markup=False)
    if rows.rows:
        show(rows, style, labels(*_SHOWN))
