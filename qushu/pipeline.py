"""The whole path: texts -> raw CSV -> warehouse -> documentation -> published release."""

import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ingest.corpus import CorpusError, IngestSummary, ingest_corpus
from qushu import release
from qushu.console import Report, step
from qushu.dbt import Dbt, Node, summary
from qushu.errors import QushuError
from qushu.inputs import fingerprints, identity
from qushu.paths import DOCS, RAW, RELEASE_FILE, ROOT, WAREHOUSE
from qushu.query import reading

_PACKAGES = ("qushu", "dbt-core", "dbt-duckdb", "duckdb")
_MARTS = "select table_name from duckdb_tables() where schema_name = 'marts' order by all"


@dataclass(frozen=True)
class Built:
    """A release that has just been published."""

    path: Path
    summary: IngestSummary
    tests: dict[str, dict[str, int]]
    seconds: float


@dataclass
class _Clock:
    """How long each step took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        start = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - start, 2)


def ingest(corpus: Path, raw: Path, workers: int | None) -> IngestSummary:
    """Read a corpus into raw CSV, showing how far it has come."""
    with step(f"Reading the texts of {corpus.name}/") as report:
        return _ingest(corpus, raw, workers, report)


def build(corpus: Path, releases: Path, workers: int | None = None) -> Built:
    """Build a release of the corpus and publish it.

    Raises BuildError when the data fails a check, QushuError when the corpus cannot be read; the
    release published before stays current either way.
    """
    created = datetime.now(UTC)
    clock = _Clock()
    with release.exclusive(releases), release.workshop(releases) as folder:
        # dbt runs in the project's folder, so it is told absolute paths.
        folder = folder.absolute()
        with clock.time("ingest"):
            read = ingest(corpus, folder / RAW, workers)
        dbt = Dbt(folder, folder / RAW, folder / WAREHOUSE, workers or os.cpu_count() or 1)
        with clock.time("warehouse"), step("Building and testing the warehouse") as report:
            nodes = dbt.build(report)
        with clock.time("docs"), step("Writing the documentation") as report:
            _keep_docs(dbt.document(report), folder)
        inputs = fingerprints(corpus, _files_read(folder))
        name = f"{created:%Y%m%dT%H%M%SZ}-{identity(inputs)}"
        about = _describe(name, created, inputs, folder, read, nodes, clock)
        text = json.dumps(about, ensure_ascii=False, indent=2) + "\n"
        (folder / RELEASE_FILE).write_text(text, encoding="utf-8")
        dbt.discard()
        path = release.publish(folder, releases, name)
    return Built(path, read, about["tests"], sum(clock.seconds.values()))


def _ingest(corpus: Path, raw: Path, workers: int | None, report: Report) -> IngestSummary:
    """Call the reader; its complaints about a corpus become ours."""
    try:
        return ingest_corpus(corpus, raw, workers=workers, progress=report)
    except CorpusError as error:
        raise QushuError(str(error)) from error


def _keep_docs(page: Path, folder: Path) -> None:
    """Move dbt's page into the release, without the names of folders of this machine."""
    docs = folder / DOCS
    docs.mkdir()
    html = page.read_text(encoding="utf-8").replace(f"{folder}/", "").replace(f"{ROOT}", ".")
    (docs / "index.html").write_text(html, encoding="utf-8")


def _files_read(folder: Path) -> list[str]:
    """The corpus files that became documents."""
    with reading(folder / WAREHOUSE) as warehouse:
        return [row[0] for row in warehouse.ask("select file from staging.stg_documents").rows]


def _describe(
    name: str,
    created: datetime,
    inputs: dict[str, dict[str, str]],
    folder: Path,
    read: IngestSummary,
    nodes: list[Node],
    clock: _Clock,
) -> dict[str, Any]:
    """What RELEASE.json says."""
    with reading(folder / WAREHOUSE) as warehouse:
        marts = [row[0] for row in warehouse.ask(_MARTS).rows]
        rows = {mart: warehouse.ask(f"select count(*) from {mart}").rows[0][0] for mart in marts}
    return {
        "release": name,
        "created": created.isoformat(timespec="seconds"),
        "versions": {package: version(package) for package in _PACKAGES}
        | {"python": platform.python_version()},
        "counts": {
            "documents": read.documents,
            "mentions": read.mentions,
            "dispositions": dict(sorted(read.dispositions.items())),
            "facts": read.facts,
            "rows": rows,
        },
        "tests": summary(nodes),
        "warnings": [node.complaint() for node in nodes if node.status == "warn"],
        "seconds": clock.seconds,
        "inputs": inputs,
    }
