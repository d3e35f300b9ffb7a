"""The commands by which releases are made, watched, compared and taken back.

What reads texts and builds is imported when it is called: no question has to wait for it.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.cells import set_cell_size

from qushu import changes, release
from qushu.console import err, is_json, log_as_json, out, tell, warn
from qushu.language import _
from qushu.options import CorpusOption, FormatOption, ReleasesOption, WorkersOption
from qushu.output import Format, show, to_json
from qushu.paths import CORPUS, RELEASES, command, shown
from qushu.query import Answer

if TYPE_CHECKING:
    from qushu.pipeline import Published, Unchanged


# How wide the labels are before what `build` and `status` say.
_LABEL = 12


class LogFormat(StrEnum):
    """For whom the build says what it does."""

    TEXT = "text"
    JSON = "json"


def build(
    corpus: CorpusOption = CORPUS,
    releases: ReleasesOption = RELEASES,
    workers: WorkersOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="Read every text again, and publish in any case.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail if a single document cannot be read.")
    ] = False,
    allow_loss: Annotated[
        bool,
        typer.Option("--allow-loss", help="Publish even if a tenth of the facts is gone."),
    ] = False,
    keep: Annotated[int, typer.Option(min=1, metavar="N", help="Keep so many releases.")] = 10,
    log_format: Annotated[
        LogFormat,
        typer.Option(metavar="FORMAT", help="text, or json: one object per line, on stderr."),
    ] = LogFormat.TEXT,
    notify: Annotated[
        str | None,
        typer.Option(
            metavar="TARGET",
            help="Command or http(s) address that is told of failures and of changed data.",
            envvar="QUSHU_NOTIFY",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Build, test and publish a release.

    Reads what has changed since the release before; publishes nothing if that is nothing. Prints
    where the release is, what it holds and what to try next. When a check fails, the release
    published before stays current.
    """
    from qushu import runs
    from qushu.pipeline import Options, Unchanged

    if log_format is LogFormat.JSON:
        log_as_json()
    options = Options(corpus, releases, workers, full, strict, allow_loss, keep)
    built = runs.run(options, notify)
    if isinstance(built, Unchanged):
        _tell_unchanged(built, releases)
    else:
        _tell_published(built, releases)


def status(style: FormatOption = Format.TABLE, releases: ReleasesOption = RELEASES) -> None:
    """Say what is published, what is set aside, how a build ended."""
    from qushu import runs

    newest = [one for one in release.listing(releases) if one.is_current]
    about = newest[0].about if newest else {}
    last, holder = runs.last(releases), release.holder(releases)
    found: dict[str, Any] = {
        "release": about.get("release"),
        "created": about.get("created"),
        "counts": {name: about["counts"][name] for name in ("documents", "mentions", "facts")}
        if about
        else None,
        "last_run": vars(last) if last else None,
        "building": holder[0] if holder and holder[1] else None,
        "cut_off": holder[0] if holder and not holder[1] else None,
        "warned": about.get("warned", []),
        "quarantined": about.get("quarantined", []),
    }
    if style is Format.JSON:
        out.print(to_json(found, indent=2), markup=False)
        return
    for line in _status_lines(found, releases):
        # The rows alone go to stdout, so that they can be piped on.
        (out if style is Format.TABLE else err).print(line, markup=False)
    if rows := [tuple(one.values()) for one in found["quarantined"]]:
        show(Answer(("document_id", "file", "reason"), rows), style)


def diff(
    older: Annotated[str, typer.Argument(metavar="OLDER", help="A release, or how it begins.")],
    newer: Annotated[str, typer.Argument(metavar="NEWER", help="Another one.")] = release.CURRENT,
    facts: Annotated[
        bool,
        typer.Option("--facts", help="Each fact, instead of counts by document and indicator."),
    ] = False,
    style: FormatOption = Format.TABLE,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Show which facts differ between two releases."""
    folders = [release.find(releases, name).path for name in (older, newer)]
    with changes.comparing(*folders) as compared:
        totals = compared.totals()
        answer = compared.facts() if facts else compared.by("document_id", "indicator_id")
    said = ", ".join(f"{number} {kind}" for kind, number in totals.items())
    warn("compared", f"{folders[0].name} -> {folders[1].name}: {said}", **totals)
    if answer.rows or style is not Format.TABLE:
        show(answer, style)


def rollback(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="RELEASE", help="A release, or how it begins.", show_default="the one before"
        ),
    ] = None,
    releases: ReleasesOption = RELEASES,
) -> None:
    """Make an earlier release current again.

    Builds of the same inputs as the one that is left will not publish it again, unless with
    --full.
    """
    with release.exclusive(releases):
        chosen = release.roll_back(releases, name)
    tell("rolled back", _line(_("Current"), shown(chosen.path)))


def list_releases(style: FormatOption = Format.TABLE, releases: ReleasesOption = RELEASES) -> None:
    """List the published releases."""
    found = release.listing(releases)
    if not found:
        raise release.none_in(releases)
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


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(build)
    app.command()(status)
    app.command("releases")(list_releases)
    app.command()(diff)
    app.command()(rollback)


def _tell_unchanged(built: "Unchanged", releases: Path) -> None:
    if built.was_rejected:
        message = _(
            "Nothing published: the same inputs made {release}, which was rolled back "
            "(change them, or say --full)"
        ).format(release=built.release)
    else:
        message = _("Nothing has changed since {release}: nothing published").format(
            release=shown(releases / built.release)
        )
    tell("unchanged", message, release=built.release)


def _tell_published(built: "Published", releases: Path) -> None:
    about, counts = built.about, built.about["counts"]
    mentions = counts["mentions"]
    accounted = mentions - counts["dispositions"].get("unresolved", 0)
    share = f" ({accounted / mentions:.1%})" if mentions else ""
    by_disposition = ", ".join(f"{n} {name}" for name, n in counts["dispositions"].items())
    in_releases = "" if releases == RELEASES else f" --releases {shown(releases)}"
    sql = "select * from fct_indicator_year limit 10"
    published = _("{release} in {seconds} s").format(
        release=shown(built.path), seconds=f"{sum(about['seconds'].values()):.0f}"
    )
    documents = _("{n}, of which {read} were read anew").format(
        n=counts["documents"], read=counts["documents_read"]
    )
    lines = [
        _line(_("Published"), published),
        _line(_("Documents"), documents),
        _line(_("Numerals"), f"{mentions}: {by_disposition}"),
        _line(_("Accounted"), _("{n} of {all}").format(n=accounted, all=mentions) + share),
        _line(_("Facts"), f"{counts['facts']}{_changes(about['changes'])}"),
        _line(_("Checks"), _tests(about["tests"])),
        "",
        _line(_("Try"), f'{command("query")}{in_releases} "{sql}"'),
        _line(_("Read"), shown(built.path / "docs/index.html")),
    ]
    tell("published", lines[0], **_machine_readable(about))
    if not is_json():
        out.print("\n".join(lines[1:]), markup=False)
    if aside := about["quarantined"]:
        message = _("{n} documents that cannot be read; see: {command}").format(
            n=len(aside), command=f"{command('status')}{in_releases}"
        )
        warn("quarantined", _line(_("Set aside"), message), quarantined=aside)


def _line(label: str, said: str) -> str:
    """A label, padded by what Chinese characters take up, and what it stands for."""
    return f"{set_cell_size(label, _LABEL)}{said}"


def _machine_readable(about: dict[str, Any]) -> dict[str, Any]:
    """What a log needs of RELEASE.json."""
    names = ("release", "previous", "counts", "changes", "tests", "seconds")
    return {name: about[name] for name in names}


def _changes(changed: dict[str, int] | None) -> str:
    if changed is None:
        return ""
    said = _("{added} added, {removed} removed, {changed} changed").format(**changed)
    return f" ({said})"


def _status_lines(found: dict[str, Any], releases: Path) -> Sequence[str]:
    """What `qushu status` says to people, above the documents that are set aside."""
    if found["release"]:
        counts = found["counts"]
        current = _("{release}, of {time}").format(
            release=shown(releases / found["release"]), time=found["created"]
        )
        holds = _("{documents} documents, {facts} facts").format(**counts)
        lines = [_line(_("Current"), current), _line(_("Holds"), holds)]
    else:
        none = _("none in {folder}; make one with: {command}").format(
            folder=shown(releases), command=command("build")
        )
        lines = [_line(_("Current"), none)]
    lines += _warnings(found["warned"])
    if last := found["last_run"]:
        ended = _("{outcome} at {time}: {message}").format(
            outcome=last["outcome"], time=last["ended"], message=last["message"]
        )
        lines.append(_line(_("Last build"), ended))
        lines += [_line("", detail) for detail in last["details"]]
    if found["building"]:
        lines.append(_line(_("Building"), found["building"]))
    if found["cut_off"]:
        cut_off = _("{holder}; the next build cleans up").format(holder=found["cut_off"])
        lines.append(_line(_("Cut off"), cut_off))
    aside = _("{n} documents").format(n=len(found["quarantined"]))
    lines.append(_line(_("Set aside"), aside))
    return lines


def _warnings(warned: list[dict[str, Any]]) -> list[str]:
    """The tests that only warn, how much they found, and where to read on."""
    if not warned:
        return []
    said = _("{n} tests of the data; tests/generic/README.md says what each means")
    lines = [_line(_("Warnings"), said.format(n=len(warned)))]
    for one in warned:
        name = one["test"].replace("_", " ")
        but = _("{test}, but for {n}: {first}").format(test=name, n=one["rows"], first=one["first"])
        lines.append(_line("", f"{but} …" if one["rows"] > 1 else but))
    return lines


def _tests(tests: dict[str, dict[str, int]]) -> str:
    """How many tests passed, and what the rest did."""
    totals: dict[str, int] = {}
    for kind in ("test", "unit_test"):
        for status, number in tests.get(kind, {}).items():
            totals[status] = totals.get(status, 0) + number
    said = ", ".join(f"{number} {status}" for status, number in sorted(totals.items()))
    return said or _("none")
