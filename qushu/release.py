"""Releases: one folder for each build, and a symlink `current` that is switched in one rename.

A reader that opened a release keeps reading it; one that opens `current` sees the old release or
the new one, never half of one.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qushu.errors import BuildError, QushuError
from qushu.paths import RELEASE_FILE, WAREHOUSE, command, shown

CURRENT = "current"
FAILED = ".failed"
_BUILDING = ".building-"


@dataclass(frozen=True)
class Release:
    """A published release. `about` is what its RELEASE.json holds."""

    path: Path
    about: dict[str, Any]
    is_current: bool


@contextmanager
def exclusive(releases: Path) -> Iterator[None]:
    """Hold the lock of a releases folder, so that two builds never collide.

    The lock is the kernel's: it goes when its holder dies, however it dies.
    """
    try:
        releases.mkdir(parents=True, exist_ok=True)
        handle = (releases / ".lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise QushuError(f"cannot write to {shown(releases)}: {error.strerror}") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            message = f"another build is at work in {shown(releases)} ({holder}); try again later"
            raise BuildError(message) from None
        handle.truncate(0)
        handle.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
        handle.flush()
        yield


@contextmanager
def workshop(releases: Path) -> Iterator[Path]:
    """Give a folder to build in, beside the releases so that publishing is a rename.

    Call it under the lock: whatever an earlier build left behind is dead, and is removed. What a
    failed check leaves is kept as `.failed` until the next build.
    """
    link = releases / CURRENT
    if link.exists() and not link.is_symlink():
        raise QushuError(f"{shown(link)} is not a symlink; move it out of the way")
    for leftover in [*releases.glob(f"{_BUILDING}*"), releases / FAILED]:
        shutil.rmtree(leftover, ignore_errors=True)
    folder = releases / f"{_BUILDING}{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    except BuildError as error:
        failed = folder.rename(releases / FAILED)
        stays = "the previous release stays current; " if link.exists() else ""
        look = f"{stays}what was built is in {shown(failed)}/, dbt's log in its logs/dbt.log"
        raise BuildError(str(error), [*error.details, look]) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, releases: Path, name: str) -> Path:
    """Give a finished folder its name and switch `current` to it; return its new path."""
    release = releases / name
    folder.rename(release)
    # A symlink cannot be rewritten in place: a new one is made aside and renamed over the old.
    aside = releases / f".{CURRENT}-{os.getpid()}"
    aside.unlink(missing_ok=True)
    aside.symlink_to(name)
    aside.rename(releases / CURRENT)
    return release


def listing(releases: Path) -> list[Release]:
    """All published releases, the newest first (a name begins with its time)."""
    current = (releases / CURRENT).resolve()
    return [
        Release(file.parent, json.loads(file.read_text("utf-8")), file.parent.resolve() == current)
        for file in sorted(releases.glob(f"[0-9]*/{RELEASE_FILE}"), reverse=True)
    ]


def current(releases: Path) -> Path:
    """The folder that `current` points at, followed once so that a switch does not mix two."""
    release = (releases / CURRENT).resolve()
    if not (release / WAREHOUSE).is_file():
        message = f"no release in {shown(releases)}; make one with: {command('build')}"
        raise QushuError(message)
    return release
