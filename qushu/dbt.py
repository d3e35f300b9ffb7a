"""Run dbt over a folder of raw CSV, as a subprocess, and read what it did.

A subprocess, because dbt inside this process would keep the warehouse file locked.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import takewhile
from pathlib import Path

from qushu.console import Report
from qushu.errors import BuildError
from qushu.paths import ROOT

# "12 of 80 PASS not_null_…": the lines by which dbt says that a node has ended.
_ENDED = re.compile(r"\b\d+ of (\d+) (?:OK|PASS|FAIL|WARN|ERROR|SKIP)\b(?! hook)")
_ERROR = re.compile(r"Error\b")
# How Python begins to say where an error arose, which is nothing for the user.
_TRACE = ("Traceback", "During handling", "The above exception", "File ")
_PARSED = "partial_parse.msgpack"
_BAD = frozenset({"fail", "error", "runtime error"})


class Ended(IntEnum):
    """How far dbt came: the exit statuses of `qushu.dbt_process`."""

    WELL = 0
    WITHOUT_BUILD = 2
    WITH_FAILURES = 3
    WITHOUT_DOCS = 4
    ORPHANED = 5


@dataclass(frozen=True)
class Node:
    """One seed, model or test that dbt ran. `kind` is dbt's word: seed, model, test, unit_test.

    `sql` is what dbt asked the warehouse: of a test, for the rows that fail.
    """

    kind: str
    name: str
    status: str
    failures: int | None
    message: str | None
    sql: str | None = None

    @property
    def is_bad(self) -> bool:
        """Whether this node keeps the release from being published."""
        return self.status in _BAD

    def complaint(self) -> str:
        """Say in one line what failed and how."""
        first_line = next(iter((self.message or "").strip().splitlines()), "")
        return f"{self.kind.replace('_', ' ')} {self.name}: {first_line or self.status}"


@dataclass(frozen=True)
class Dbt:
    """A dbt invocation over one build.

    `folder` receives its target and its log; `parsed` is a file of an earlier parse of the same
    project, read if it exists, written when all went well; `lock` is a file descriptor that the
    process keeps open, so that a lock is free only when dbt has ended too.
    """

    folder: Path
    raw: Path
    warehouse: Path
    threads: int
    parsed: Path | None = None
    lock: int | None = None

    @property
    def target(self) -> Path:
        """Where dbt leaves its artefacts."""
        return self.folder / "target"

    @property
    def log(self) -> Path:
        """dbt's own log."""
        return self.folder / "logs" / "dbt.log"

    @property
    def page(self) -> Path:
        """The single page of the documentation site."""
        return self.target / "static_index.html"

    def build(self, report: Report) -> list[Node]:
        """Load the seeds, build the models, run every test, and document it all.

        Raises BuildError if a test fails, or dbt cannot do its work.
        """
        if self.parsed is not None and self.parsed.exists():
            self.target.mkdir(parents=True)
            shutil.copy(self.parsed, self.target / _PARSED)
        status, said = self._run(report)
        nodes = self._results()
        if bad := [node for node in nodes if node.is_bad]:
            skipped = sum(node.status == "skipped" for node in nodes)
            after = f" ({skipped} more not tried)" if skipped else ""
            message = f"{len(bad)} of {len(nodes)} steps of the warehouse failed{after}"
            raise BuildError(message, [node.complaint() for node in bad])
        if status:
            what = "docs" if status == Ended.WITHOUT_DOCS else "build"
            raise BuildError(f"dbt {what} could not run: {_gist(said)}")
        return nodes

    def discard(self) -> None:
        """Remove the artefacts, which no reader of a release needs; keep the parse aside."""
        if self.parsed is not None:
            self.parsed.parent.mkdir(exist_ok=True)
            for other in self.parsed.parent.iterdir():
                other.unlink()
            (self.target / _PARSED).rename(self.parsed)
        shutil.rmtree(self.target)
        shutil.rmtree(self.log.parent)

    def _run(self, report: Report) -> tuple[int, list[str]]:
        """Run dbt; return its exit status and the lines it printed."""
        folders = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
        folders += ["--target-path", str(self.target), "--log-path", str(self.log.parent)]
        environment = os.environ | {
            "QUSHU_RAW": str(self.raw),
            "QUSHU_WAREHOUSE": str(self.warehouse),
            "QUSHU_THREADS": str(self.threads),
            "PYTHONUTF8": "1",
        }
        said: list[str] = []
        done = 0
        with subprocess.Popen(
            [sys.executable, "-m", "qushu.dbt_process", "--no-use-colors", *folders],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=() if self.lock is None else (self.lock,),
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                said.append(line.rstrip())
                if ended := _ENDED.search(line):
                    done += 1
                    report(done, int(ended.group(1)))
        return process.returncode, said

    def _results(self) -> list[Node]:
        """What dbt wrote about its last run; nothing if it never came to run anything."""
        file = self.target / "run_results.json"
        if not file.exists():
            return []
        nodes = map(_node, json.loads(file.read_text("utf-8"))["results"])
        # What prepares an engine is no step of the warehouse, unless it fails.
        return [node for node in nodes if node.kind != "operation" or node.is_bad]


def _node(result: dict[str, str | int | None]) -> Node:
    """Read one entry of run_results.json; a unique_id reads `test.qushu.<name>.<hash>`."""
    kind, _project, name, *_hash = str(result["unique_id"]).split(".")
    failures, message = result["failures"], result["message"]
    return Node(
        kind=kind,
        name=name,
        status=str(result["status"]),
        failures=None if failures is None else int(failures),
        message=None if message is None else str(message),
        sql=None if result.get("compiled_code") is None else str(result["compiled_code"]),
    )


def _gist(said: Sequence[str]) -> str:
    """The first error that dbt printed, or else its last words, in one line."""
    plain = [re.sub(r"^\d\d:\d\d:\d\d\s*", "", line).strip() for line in said]
    plain = [line for line in plain if line]
    start = next((i for i, line in enumerate(plain) if _ERROR.search(line)), max(len(plain) - 3, 0))
    words = takewhile(lambda line: not line.startswith(_TRACE), plain[start : start + 4])
    return " ".join(words) or "it printed nothing"


def summary(nodes: Sequence[Node]) -> dict[str, dict[str, int]]:
    """Count nodes by kind and status, for RELEASE.json."""
    counts: dict[str, Counter[str]] = {}
    for node in nodes:
        counts.setdefault(node.kind, Counter())[node.status] += 1
    return {kind: dict(sorted(count.items())) for kind, count in sorted(counts.items())}
