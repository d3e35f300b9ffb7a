"""Speaking to the user: results on stdout, complaints and progress bars on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)

Report = Callable[[int, int], None]


def complain(message: str) -> None:
    """Print one line on stderr, whatever line breaks the message came with."""
    err.print("qushu: " + " ".join(message.split()), markup=False)


@contextmanager
def step(label: str) -> Iterator[Report]:
    """Show a step of the build: a bar on a terminal, one line anywhere else.

    Yields a function that takes how much is done, and of how much.
    """
    if not err.is_terminal:
        out.print(label, markup=False)
        yield lambda _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err) as progress:
        task = progress.add_task(escape(label), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
