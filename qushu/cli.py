"""The command `qushu`: what it offers, and how it ends.

Exit status: 0 done; 1 the data failed a check; 2 wrong usage or unreadable input.
"""

import os
import sys
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from qushu import engines, operate, release, review
from qushu import explain as explaining
from qushu import score as scoring
from qushu.console import complain, err, out
from qushu.errors import QushuError, complaint, is_refusal
from qushu.options import FormatOption, LimitOption, ReleasesOption
from qushu.output import Format, show, spreadsheet_safe, to_json
from qushu.paths import GOLD, RELEASES, WAREHOUSE, shown
from qushu.query import reading

app = typer.Typer(
    help="Chinese texts about districts, read into a warehouse that an analyst can trust.",
    epilog="Exit status: 0 done; 1 the data failed a check (the previous release stays published); "
    "2 wrong usage or unreadable input.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

operate.register(app)
engines.register(app)


@app.command()
def query(
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="SQL over the marts; `-` reads it from stdin.")
    ],
    style: FormatOption = Format.TABLE,
    spreadsheet: Annotated[
        bool,
        typer.Option(
            "--spreadsheet-safe", help="Put an apostrophe before what looks like a formula."
        ),
    ] = False,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Ask the current release in SQL."""
    text = sys.stdin.read() if sql == "-" else sql
    with reading(release.current(releases) / WAREHOUSE) as warehouse:
        answer = warehouse.ask(text)
    show(spreadsheet_safe(answer) if spreadsheet else answer, style)


@app.command()
def explain(
    observation_id: Annotated[
        str, typer.Argument(metavar="OBSERVATION_ID", help="As in fct_observation.")
    ],
    releases: ReleasesOption = RELEASES,
) -> None:
    """Show where a value comes from.

    The sentence with the number marked, the rule that read it, and the conversion of its unit.
    """
    with reading(release.current(releases) / WAREHOUSE) as warehouse:
        lines = explaining.explain(warehouse, observation_id)
    width = max(len(label) for label, _ in lines)
    for label, said in lines:
        out.print(f"{label.ljust(width)}  {said}", markup=False)


@app.command("review")
def review_command(
    limit: LimitOption = 20,
    style: FormatOption = Format.TABLE,
    releases: ReleasesOption = RELEASES,
) -> None:
    """List what awaits a data steward.

    Numerals that nobody could place, and phrases that the catalogue of indicators lacks, the most
    frequent first.
    """
    with reading(release.current(releases) / WAREHOUSE) as warehouse:
        queues = {
            "Unresolved numerals": review.unresolved(warehouse, limit),
            "Uncatalogued indicators": review.uncatalogued(warehouse, limit),
        }
    for title, rows in queues.items():
        # The titles go beside the rows, so that the rows alone can be piped on.
        err.print(f"{title}: {'none' if not rows.rows else ''}".rstrip(), style="bold")
        if rows.rows:
            show(rows, style)


@app.command("score")
def score_command(
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
    style: FormatOption = Format.TABLE,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Score a warehouse against a gold standard.

    Prints, for each document and field, how much of what was found is right.
    """
    if not gold.is_dir():
        raise QushuError(f"no such folder: {shown(gold)}")
    with reading(warehouse or release.current(releases) / WAREHOUSE) as opened:
        scores = scoring.score(opened, gold)
    show(scores.table(), style)
    for mismatch in scores.mismatches[:errors]:
        out.print(to_json(mismatch.as_json()), markup=False)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Print the version or, without a command, what there is."""
    if version:
        out.print(f"qushu {package_version('qushu')}")
    elif context.invoked_subcommand is None:
        out.print(context.get_help(), markup=False)


def main() -> NoReturn:
    """Run the command line; every end that a user can cause is one line and a status."""
    try:
        app(prog_name="qushu", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(0)
    except QushuError as error:
        complain(str(error), error.details)
        sys.exit(error.exit_status)
    except typer.TyperException as error:
        complain(f"{error.format_message()} (see qushu --help)")
        sys.exit(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        complain("interrupted")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe has gone (`qushu query … | head`): nothing to say, nothing to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f"{shown(Path(error.filename))}: " if error.filename else ""
        complain(f"{where}{complaint(error)}")
        sys.exit(2 if is_refusal(error) else 1)
