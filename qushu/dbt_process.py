"""The process in which dbt runs: parse, build, test and document, in one go.

usage: python -m qushu.dbt_process [option of dbt ...]

Its exit status is one of `qushu.dbt.Ended`. It ends itself when its stdin does, that is when the
process that started it has died: nothing may go on writing to a folder that the next build takes.
"""

import os
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qushu.dbt import Ended

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunner


def run(options: Sequence[str]) -> Ended:
    """Build and document the project; one parse serves both."""
    # Only now, when this process would already end with its parent: it takes seconds.
    from dbt.cli.main import dbtRunner

    parsed = _invoke(dbtRunner(), "parse", *options)
    if parsed is None:
        return Ended.WITHOUT_BUILD
    dbt = dbtRunner(manifest=parsed)
    if _invoke(dbt, "build", *options) is None:
        return Ended.WITH_FAILURES
    if _invoke(dbt, "docs", "generate", "--static", "--no-compile", *options) is None:
        return Ended.WITHOUT_DOCS
    return Ended.WELL


def _invoke(dbt: "dbtRunner", *arguments: str) -> Any:
    """Run a command of dbt; return its result, or None when it failed."""
    ended = dbt.invoke(list(arguments))
    if ended.exception is not None:
        print(f"Error: {ended.exception}", flush=True)
    return ended.result if ended.success else None


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(Ended.ORPHANED)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.exit(run(sys.argv[1:]))
