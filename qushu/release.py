"""Releases: one folder for each build, and a symlink `current` that is switched in one rename.

A reader that opened a release keeps reading it; one that opens `current` sees the old release or
the new one, never half of one.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from qushu.console import warn
from qushu.errors import BuildError, BusyError, QushuError, complaint, is_refusal
from qushu.language import _
from qushu.paths import RAW, RELEASE_FILE, WAREHOUSE, command, shown

CURRENT = "current"
FAILED = ".failed"
_BUILDING = ".building"
_LOCK = ".lock"
_LEAVING = ".leaving-"
# Names the releases that a rollback went back from, until another one is published.
_REJECTED = ".rejected.json"
# Seconds in which what a killed build has started must have ended with it.
_PATIENCE = 30
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Release:
    """A published release. `about` is what its RELEASE.json holds."""

    path: Path
    about: dict[str, Any]
    is_current: bool


@contextmanager
def exclusive(releases: Path) -> Iterator[int]:
    """Hold the lock of a releases folder, so that two builds never collide.

    The lock is the kernel's: it goes when its holder dies, however it dies. Yields its file
    descriptor: a process that inherits it holds the lock too.
    """
    try:
        releases.mkdir(parents=True, exist_ok=True)
        handle = (releases / _LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        kind = QushuError if is_refusal(error) else BuildError
        raise kind(f"cannot write to {shown(releases)}: {complaint(error)}") from error
    with handle:
        if not _lock(handle):
            holder = _holder(handle) or "unknown"
            message = f"another build is at work in {shown(releases)} ({holder}); try again later"
            raise BusyError(message)
        if dead := _holder(handle):
            warn("recovered", f"An earlier build was cut off ({dead}): cleaning up after it")
        me = f"process {os.getpid()} on {socket.gethostname()}"
        with suppress(OSError):  # a full disk, which is found out soon enough
            handle.truncate(0)
            handle.write(f"{me}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
            handle.flush()
        try:
            yield handle.fileno()
        finally:
            handle.truncate(0)


def holder(releases: Path) -> tuple[str, bool] | None:
    """Who holds the lock, or held it when it died, and whether it is alive; None if nobody."""
    try:
        handle = (releases / _LOCK).open(encoding="utf-8")
    except OSError:
        return None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _holder(handle) or "unknown", True
        dead = _holder(handle)
        return (dead, False) if dead else None


@contextmanager
def workshop(releases: Path) -> Iterator[Path]:
    """Give a folder to build in, beside the releases so that publishing is a rename.

    Call it under the lock: whatever an earlier build left behind is dead, and is removed. What a
    failed check leaves is kept as `.failed` until the next build.
    """
    link = releases / CURRENT
    if link.exists() and not link.is_symlink():
        raise QushuError(f"{shown(link)} is not a symlink; move it out of the way")
    clean(releases)
    # Always of the same name: dbt parses anew what it is told to write elsewhere.
    folder = releases / _BUILDING
    folder.mkdir()
    stays = "the previous release stays current" if link.exists() else "nothing was published"
    try:
        yield folder
    except BuildError as error:
        failed = folder.rename(releases / FAILED)
        look = f"{stays}; what was built is in {shown(failed)}/, dbt's log in its logs/dbt.log"
        raise BuildError(str(error), [*error.details, look]) from error
    except OSError as error:
        where = f"{shown(Path(error.filename))}: " if error.filename else ""
        message = f"the build could not be finished: {where}{complaint(error)}"
        raise BuildError(message, [stays]) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clean(releases: Path) -> None:
    """Remove what dead builds have left behind. Call it under the lock."""
    leftovers = [*releases.glob(f"{_BUILDING}*"), *releases.glob(f"{_LEAVING}*")]
    for leftover in [*leftovers, releases / FAILED]:
        shutil.rmtree(leftover, ignore_errors=True)
    for aside in releases.glob(f".{CURRENT}-*"):
        aside.unlink(missing_ok=True)


def publish(folder: Path, releases: Path, name: str) -> Path:
    """Give a finished folder its name and switch `current` to it; return its new path.

    Everything is on the disk before it has a name, so that not even a power cut shows a half.
    """
    # Pages are many: to wait for one after the other takes minutes.
    os.sync()
    for file in [*folder.glob("*"), *(folder / RAW).glob("*"), folder]:
        _sync(file)
    release = releases / name
    folder.rename(release)
    _sync(releases)
    _switch(releases, name)
    (releases / _REJECTED).unlink(missing_ok=True)
    return release


def stamp(releases: Path) -> datetime:
    """The time to name a release by: now, or later where the clock has been put back.

    Names are sorted by it, so it is a second after that of the newest release at least.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    names = [path.name for path in releases.glob("[0-9]*T[0-9]*Z-*")]
    if not names:
        return now
    newest = datetime.strptime(max(names).split("-")[0], _STAMP).replace(tzinfo=UTC)
    return max(now, newest + timedelta(seconds=1))


def named(created: datetime, identity: str) -> str:
    """The name of a release: when it was made, and of what."""
    return f"{created:{_STAMP}}-{identity}"


def prune(releases: Path, keep: int) -> list[str]:
    """Remove the oldest releases, so that `keep` are left, the current one among them always.

    Call it under the lock; returns the names of those that are gone.
    """
    removable = [one.path for one in listing(releases) if not one.is_current]
    surplus = removable[max(keep - 1, 0) :]
    for path in surplus:
        # Out of the listing at once, whatever happens while it is being removed.
        leaving = path.rename(releases / f"{_LEAVING}{path.name}")
        shutil.rmtree(leaving, ignore_errors=True)
    return [path.name for path in surplus]


def roll_back(releases: Path, name: str | None) -> Release:
    """Switch to an earlier release: the named one, or the newest before the current one.

    What `current` pointed at is remembered as rejected: builds of the same inputs will not
    publish it again. Call it under the lock.
    """
    was = current(releases)
    found = listing(releases)
    if name is None:
        found = [one for one in found if one.path.name < was.name]
        if not found:
            raise QushuError(f"no release before {was.name} in {shown(releases)}")
    chosen = find(releases, name) if name else found[0]
    if chosen.is_current:
        raise QushuError(f"{chosen.path.name} is the current release already")
    marks = {*rejected(releases), was.name} - {chosen.path.name}
    aside = releases / f".{CURRENT}-{os.getpid()}"
    aside.write_text(json.dumps(sorted(marks)) + "\n", encoding="utf-8")
    aside.rename(releases / _REJECTED)
    _switch(releases, chosen.path.name)
    return chosen


def rejected(releases: Path) -> list[str]:
    """The names of the releases that a rollback went back from."""
    try:
        found = json.loads((releases / _REJECTED).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [str(name) for name in found]


def listing(releases: Path) -> list[Release]:
    """All published releases, the newest first (a name begins with its time)."""
    current = (releases / CURRENT).resolve()
    found = []
    for file in sorted(releases.glob(f"[0-9]*/{RELEASE_FILE}"), reverse=True):
        try:
            about = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            warn("damaged", f"{shown(file)} cannot be read: that release is left out")
            continue
        found.append(Release(file.parent, about, file.parent.resolve() == current))
    return found


def find(releases: Path, name: str) -> Release:
    """The release of that name, `current`, or the beginning of one name only."""
    found = listing(releases)
    if name == CURRENT:
        matching = [one for one in found if one.is_current]
    else:
        matching = [one for one in found if one.path.name.startswith(name)]
    if len(matching) != 1:
        what = "no release" if not matching else f"{len(matching)} releases"
        raise QushuError(f"{what} {name!r} in {shown(releases)}; see: {command('releases')}")
    return matching[0]


def current(releases: Path) -> Path:
    """The folder that `current` points at, followed once so that a switch does not mix two."""
    release = (releases / CURRENT).resolve()
    if not (release / WAREHOUSE).is_file():
        raise none_in(releases)
    return release


def none_in(releases: Path) -> QushuError:
    """The error of a folder that holds no release."""
    message = _("no release in {folder}; make one with: {command}")
    return QushuError(message.format(folder=shown(releases), command=command("build")))


def contents(folder: Path, known: Mapping[Path, str]) -> dict[str, dict[str, Any]]:
    """Size and SHA-256 of all that a release holds, by path.

    A folder inside a folder is one entry: there may be a page for each of many thousand things,
    and whoever asks for the releases reads what they all hold.

    :param known: the SHA-256 of files whose digest was taken when they were written.
    """
    found = [path for path in folder.glob("*") if path.is_file()]
    found += folder.glob("*/*")
    return {
        path.relative_to(folder).as_posix(): {
            "bytes": sum(file.stat().st_size for file in _inside(path)),
            "sha256": digest(path, known),
        }
        for path in sorted(found)
    }


def damage(release: Release) -> list[str]:
    """What of a release is missing, or not as it was published; sorted."""
    return [
        name
        for name, one in sorted(release.about.get("files", {}).items())
        if not (release.path / name).exists() or digest(release.path / name) != one["sha256"]
    ]


def digest(path: Path, known: Mapping[Path, str] | None = None) -> str:
    """The SHA-256 of a file; of a folder, that of a list of its files with theirs.

    :param known: those of some files.
    """
    if known and path in known:
        return known[path]
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    lines = [f"{digest(one, known)} {one.relative_to(path).as_posix()}\n" for one in _inside(path)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _inside(path: Path) -> list[Path]:
    """The files of a folder, sorted by path; of a file, itself."""
    return [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())


def _switch(releases: Path, name: str) -> None:
    """Point `current` at a release of that name."""
    # A symlink cannot be rewritten in place: a new one is made aside and renamed over the old.
    aside = releases / f".{CURRENT}-{os.getpid()}"
    aside.unlink(missing_ok=True)
    aside.symlink_to(name)
    aside.rename(releases / CURRENT)
    _sync(releases)


def _sync(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lock(handle: TextIO) -> bool:
    """Take the lock; wait a little where its holder is dead, and only its helpers still end."""
    for _attempt in range(_PATIENCE * 10):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _is_dead(_holder(handle)):
                return False
            time.sleep(0.1)
        else:
            return True
    return False


def _is_dead(holder: str) -> bool:
    """Whether the process that a lock file names was one of this machine, and is no more."""
    named = re.match(r"process (\d+) on (.+), since ", holder)
    if named is None or named[2] != socket.gethostname():
        return False
    try:
        os.kill(int(named[1]), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _holder(handle: TextIO) -> str:
    handle.seek(0)
    return handle.read().strip()
