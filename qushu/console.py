"""Speaking to whoever called: people read lines and progress bars, machines read JSON lines.

Results go to stdout, everything else to stderr.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pythonjsonlogger.json import JsonFormatter
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)

Report = Callable[[int, int], None]

_log = logging.getLogger("qushu")
_log.addHandler(logging.NullHandler())
_log.propagate = False


def log_as_json() -> None:
    """From now on write one JSON object per line to stderr, and nothing for people.

    Each has `time`, `level`, `event` and `message`, and whatever else belongs to its event.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(
        JsonFormatter(
            ["levelname", "message"],
            rename_fields={"levelname": "level", "timestamp": "time"},
            timestamp=True,
            json_ensure_ascii=False,
        )
    )
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)


def is_json() -> bool:
    """Whether a machine is listening."""
    return _log.isEnabledFor(logging.INFO)


def tell(event: str, message: str, **more: Any) -> None:
    """Say that something has happened: `message` to people, all of it to machines."""
    _log.info(message, extra={"event": event, **more})
    if not is_json():
        out.print(message, markup=False)


def warn(event: str, message: str, **more: Any) -> None:
    """Say that something is not as it should be, on stderr."""
    _log.warning(message, extra={"event": event, **more})
    if not is_json():
        err.print(message, markup=False)


def complain(message: str, details: tuple[str, ...] = (), event: str = "failed") -> None:
    """Say on stderr what has failed: one line, whatever line breaks it came with, and details."""
    message = " ".join(message.split())
    _log.error(message, extra={"event": event, "details": list(details)})
    if not is_json():
        err.print(f"qushu: {message}", markup=False)
        for detail in details:
            err.print(f"  {detail}", markup=False)


@contextmanager
def step(name: str, label: str) -> Iterator[Report]:
    """Show a step of the build: a bar on a terminal, one line anywhere else.

    Yields a function that takes how much is done, and of how much.
    """
    start = time.monotonic()
    if is_json() or not err.is_terminal:
        tell("started", label, step=name)
        yield lambda _done, _total: None
        seconds = round(time.monotonic() - start, 2)
        _log.info(f"{label}: done", extra={"event": "finished", "step": name, "seconds": seconds})
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err) as progress:
        task = progress.add_task(escape(label), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
