"""One run of the build as a schedule sees it: it is recorded, and told to whoever should know."""

import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qushu.errors import BusyError, QushuError, complaint
from qushu.notify import notify
from qushu.pipeline import Options, Published, Unchanged, build

_RECORD = ".last-run.json"


@dataclass(frozen=True)
class Run:
    """How a run has ended: `outcome` is published, unchanged or failed."""

    outcome: str
    ended: str
    host: str
    message: str
    details: tuple[str, ...] = ()
    release: str | None = None


def run(options: Options, notified: str | None) -> Published | Unchanged:
    """Build, record how it ended, and notify of failures and of data that has changed.

    :param notified: a command or an address, see `qushu.notify`.
    :raises QushuError: as :func:`qushu.pipeline.build`.
    """
    try:
        built = build(options)
    except BusyError:
        raise
    except (QushuError, OSError) as error:
        message = complaint(error) if isinstance(error, OSError) else str(error)
        ended = _ended("failed", message, details=tuple(getattr(error, "details", ())))
        _record(options.releases, ended)
        if notified:
            notify(notified, _news(options, ended))
        raise
    if isinstance(built, Unchanged):
        _record(options.releases, _ended("unchanged", "nothing has changed", built.release))
        return built
    about = built.about
    ended = _ended("published", _in_words(about["changes"]), about["release"])
    _record(options.releases, ended)
    changes = about["changes"]
    has_changed = changes is None or any(changes[kind] for kind in ("added", "removed", "changed"))
    if notified and has_changed:
        more = {name: about[name] for name in ("previous", "changes", "quarantined")}
        notify(notified, _news(options, ended) | more)
    return built


def last(releases: Path) -> Run | None:
    """How the last run ended; None where none is recorded."""
    try:
        return Run(**json.loads((releases / _RECORD).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _ended(
    outcome: str, message: str, release: str | None = None, details: tuple[str, ...] = ()
) -> Run:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Run(outcome, now, socket.gethostname(), message, details, release)


def _record(releases: Path, ended: Run) -> None:
    """Write the record aside and rename it; on a full disk there is none."""
    aside = releases / f"{_RECORD}-{os.getpid()}"
    with suppress(OSError):
        aside.write_text(json.dumps(asdict(ended), ensure_ascii=False) + "\n", encoding="utf-8")
        aside.rename(releases / _RECORD)
        return
    with suppress(OSError):
        aside.unlink(missing_ok=True)


def _news(options: Options, ended: Run) -> dict[str, Any]:
    """What a notification says of any run."""
    return {
        "event": ended.outcome,
        "message": ended.message,
        "details": list(ended.details),
        "release": ended.release,
        "host": ended.host,
        "releases": str(options.releases.absolute()),
    }


def _in_words(changes: dict[str, int] | None) -> str:
    if changes is None:
        return "the first release"
    return ", ".join(f"{changes[kind]} facts {kind}" for kind in ("added", "removed", "changed"))
