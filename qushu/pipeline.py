"""Build a release and publish it, or find that nothing has changed.

texts -> raw CSV -> warehouse -> documentation -> gate -> published release
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.listing import CorpusError, digests
from qushu import release
from qushu.errors import QushuError
from qushu.inputs import Fingerprints, of_project
from qushu.paths import WAREHOUSE


@dataclass(frozen=True)
class Options:
    """How to build. `full` neither copies from the release before nor stops where it is current."""

    corpus: Path
    releases: Path
    workers: int | None = None
    full: bool = False
    strict: bool = False
    allow_loss: bool = False
    keep: int = 10


@dataclass(frozen=True)
class Published:
    """A release that has just been published. `about` is what its RELEASE.json holds."""

    path: Path
    about: dict[str, Any]
    removed: list[str]


@dataclass(frozen=True)
class Unchanged:
    """Nothing was built: a release of the same inputs is current, or was rolled back from."""

    release: str
    was_rejected: bool


def build(options: Options) -> Published | Unchanged:
    """Build a release of the corpus and publish it, unless there is nothing new.

    Raises BuildError when the data fails a check, QushuError when the corpus cannot be read; the
    release published before stays current either way.
    """
    releases = options.releases
    with release.exclusive(releases) as lock:
        project = of_project()
        if not options.full and (found := _unchanged(options, project)):
            release.clean(releases)
            return found
        # What makes a release takes a second to load: nobody waits for it where nothing changed.
        from qushu.making import make

        with release.workshop(releases) as folder:
            # dbt runs in the project's folder, so it is told absolute paths.
            about = make(folder.absolute(), options, project, lock)
            path = release.publish(folder, releases, about["release"])
        return Published(path, about, release.prune(releases, options.keep))


def _unchanged(options: Options, project: Fingerprints) -> Unchanged | None:
    """The release that these inputs would make again, if it is current or was rejected."""
    by_name = {one.path.name: one for one in release.listing(options.releases)}
    names = [one.path.name for one in by_name.values() if one.is_current]
    known = [
        by_name[name] for name in (*names, *release.rejected(options.releases)) if name in by_name
    ]
    if not known:
        return None
    try:
        inputs = {"corpus": digests(options.corpus), **project}
    except CorpusError as error:
        raise QushuError(str(error)) from error
    for one in known:
        is_whole = one.about.get("files") and (one.path / WAREHOUSE).is_file()
        blocked = options.strict and one.about.get("quarantined")
        if is_whole and not blocked and one.about["inputs"] == inputs:
            return Unchanged(one.path.name, not one.is_current)
    return None
