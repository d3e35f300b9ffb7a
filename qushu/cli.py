"""The command `qushu`: what it offers, and how it ends.

Exit status: 0 done; 1 the data failed a check; 2 wrong usage or unreadable input.
"""

import os
import sys
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from qushu import explain as explaining
from qushu import pipeline, release, review
from qushu import score as scoring
from qushu.console import complain, err, out
from qushu.errors import BuildError, QushuError
from qushu.output import Format, show, to_json
from qushu.paths import CORPUS, GOLD, RELEASES, WAREHOUSE, command, shown
from qushu.query import Answer, reading

app = typer.Typer(
    help="Chinese texts about districts, read into a warehouse that an analyst can trust.",
    epilog="Exit status: 0 done; 1 the data failed a check (the previous release stays published); "
    "2 wrong usage or unreadable input.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

CorpusOption = Annotated[
    Path,
    typer.Option(
        metavar="DIR",
        help="Folder of texts, with or without a manifest.csv.",
        show_default="corpus",
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


@app.command()
def build(
    corpus: CorpusOption = CORPUS,
    releases: ReleasesOption = RELEASES,
    workers: WorkersOption = None,
) -> None:
    """Build, test and publish a release.

    Prints where the release is, what it holds and what to try next. When a check fails, the
    release published before stays current.
    """
    built = pipeline.build(corpus, releases, workers)
    counts = built.summary.dispositions
    accounted = built.summary.mentions - counts.get("unresolved", 0)
    share = f" ({accounted / built.summary.mentions:.1%})" if built.summary.mentions else ""
    by_disposition = ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))
    in_releases = "" if releases == RELEASES else f" --releases {shown(releases)}"
    sql = "select * from fct_indicator_year limit 10"
    question = command("query") + f'{in_releases} "{sql}"'
    lines = [
        f"Published   {shown(built.path)} in {built.seconds:.0f} s",
        f"Documents   {built.summary.documents}",
        f"Numerals    {built.summary.mentions}: {by_disposition}",
        f"Accounted   {accounted} of {built.summary.mentions}{share}",
        f"Facts       {built.summary.facts}",
        f"Checks      {_tests(built.tests)}",
        "",
        f"Try         {question}",
        f"Read        {shown(built.path / 'docs/index.html')}",
    ]
    out.print("\n".join(lines), markup=False)


@app.command()
def ingest(
    raw: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write the raw CSV to.")],
    corpus: CorpusOption = CORPUS,
    workers: WorkersOption = None,
) -> None:
    """Only read a corpus into raw CSV."""
    read = pipeline.ingest(corpus, raw, workers)
    out.print(
        f"{read.documents} documents, {read.mentions} numerals, {read.facts} facts "
        f"in {shown(raw)}", markup=False,
    )  # fmt: skip


@app.command()
def query(
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="SQL over the marts; `-` reads it from stdin.")
    ],
    style: FormatOption = Format.TABLE,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Ask the current release in SQL."""
    text = sys.stdin.read() if sql == "-" else sql
    with reading(release.current(releases) / WAREHOUSE) as warehouse:
        show(warehouse.ask(text), style)


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


@app.command("releases")
def releases_command(
    style: FormatOption = Format.TABLE, releases: ReleasesOption = RELEASES
) -> None:
    """List the published releases."""
    found = release.listing(releases)
    if not found:
        raise QushuError(f"no release in {shown(releases)}; make one with: {command('build')}")
    columns = ("release", "current", "documents", "mentions", "facts", "checks")
    rows = [
        (
            one.path.name,
            "*" if one.is_current else "",
            *(one.about["counts"][name] for name in ("documents", "mentions", "facts")),
            _tests(one.about["tests"]),
        )
        for one in found
    ]
    show(Answer(columns, rows), style)


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


def _tests(tests: dict[str, dict[str, int]]) -> str:
    """How many tests passed, and what the rest did."""
    totals: dict[str, int] = {}
    for kind in ("test", "unit_test"):
        for status, number in tests.get(kind, {}).items():
            totals[status] = totals.get(status, 0) + number
    return ", ".join(f"{number} {status}" for status, number in sorted(totals.items())) or "none"


def main() -> NoReturn:
    """Run the command line; every end that a user can cause is one line and a status."""
    try:
        app(prog_name="qushu", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(0)
    except BuildError as error:
        complain(str(error))
        for detail in error.details:
            err.print(f"  {detail}", markup=False)
        sys.exit(error.exit_status)
    except QushuError as error:
        complain(str(error))
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
        complain(f"{where}{error.strerror or error}")
        is_usage = isinstance(error, PermissionError | NotADirectoryError | FileExistsError)
        sys.exit(2 if is_usage else 1)
