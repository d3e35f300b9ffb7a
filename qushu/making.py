"""Make a release in a folder: read, build and test the warehouse, write the site, check it all."""

import json
import os
import platform
import time
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from ingest.corpus import IngestSummary, ingest_corpus
from ingest.listing import CorpusError
from qushu import changes, dbt_page, gate, release, site, warned
from qushu.console import Report, step, warn
from qushu.dbt import Dbt, Node, summary
from qushu.errors import BuildError, QushuError
from qushu.inputs import Fingerprints, identity
from qushu.paths import DOCS, RAW, RELEASE_FILE, WAREHOUSE
from qushu.pipeline import Options
from qushu.query import first_paragraph, reading

_PACKAGES = ("qushu", "dbt-core", "dbt-duckdb", "duckdb")
_CACHE = ".cache"


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


def ingest(
    corpus: Path, raw: Path, workers: int | None = None, previous: Path | None = None
) -> IngestSummary:
    """Read a corpus into raw CSV, showing how far it has come."""
    with step("ingest", f"Reading the texts of {corpus.name}/") as report:
        return _ingest(corpus, raw, workers, report, previous)


def make(folder: Path, options: Options, project: Fingerprints, lock: int) -> dict[str, Any]:
    """Do all that comes before publishing; return what RELEASE.json says.

    Raises BuildError when the data fails a check, QushuError when the corpus cannot be read.

    :param folder: an empty folder, by its absolute path, which becomes the release.
    :param lock: the handle that dbt inherits, so that the lock is held as long as it runs.
    """
    created = release.stamp(options.releases)
    clock = _Clock()
    before = _before(options.releases)
    with clock.time("ingest"):
        copied_from = before / RAW if before and not options.full else None
        read = ingest(options.corpus, folder / RAW, options.workers, copied_from)
    if options.strict and read.quarantined:
        message = f"{len(read.quarantined)} documents cannot be read, and the build is strict"
        raise BuildError(message, [f"{one.file}: {one.reason}" for one in read.quarantined])
    inputs = {"corpus": read.digests, **project}
    parsed = options.releases.absolute() / _CACHE / f"parsed-{identity(project)}.msgpack"
    dbt = Dbt(
        folder,
        folder / RAW,
        folder / WAREHOUSE,
        options.workers or os.cpu_count() or 1,
        None if options.full else parsed,
        lock,
    )
    with clock.time("warehouse"), step("warehouse", "Building and testing the warehouse") as report:
        nodes = dbt.build(report)
    name = release.named(created, identity(inputs))
    with clock.time("compare"), step("compare", "Comparing it with the release before"):
        changed, losses = _compare(folder, before)
    with clock.time("site"), step("site", "Writing the site"):
        _keep_dbt_docs(dbt.page, folder)
        edition = site.Edition(
            name,
            created,
            changed,
            read.quarantined,
            options.corpus,
            before / DOCS if before and not options.full else None,
            identity(project),
        )
        digests_of_pages = _write_site(folder, edition, options.workers)
    with clock.time("gate"), step("gate", "Checking it"):
        checks = _check(folder, losses, options)
    dbt.discard()
    about = {
        "release": name,
        "previous": before.name if before else None,
        "created": created.isoformat(timespec="seconds"),
        "versions": {package: version(package) for package in _PACKAGES}
        | {"python": platform.python_version()},
        "counts": _counts(read, folder),
        "changes": changed.totals if changed else None,
        "quarantined": [asdict(one) for one in read.quarantined],
        "tests": summary(nodes),
        "gate": {one.name: one.verdict for one in checks},
        "warned": _warned(nodes, folder),
        "seconds": clock.seconds,
        "inputs": inputs,
        "files": release.contents(folder, digests_of_pages),
    }
    text = json.dumps(about, ensure_ascii=False, indent=2) + "\n"
    (folder / RELEASE_FILE).write_text(text, encoding="utf-8")
    return about


def _compare(
    folder: Path, before: Path | None
) -> tuple[site.Changed | None, changes.Losses | None]:
    """Write down what has changed since the release before, as a table; return it for the site."""
    try:
        if before is None:
            changes.keep_none(folder)
            return None, None
        with changes.comparing(before, folder, may_write=True) as compared:
            compared.keep()
            return site.Changed.of(before.name, compared), compared.losses()
    except duckdb.Error as error:
        message = f"the release could not be compared: {first_paragraph(error)}"
        raise BuildError(message) from error


def _check(folder: Path, losses: changes.Losses | None, options: Options) -> list[gate.Check]:
    """Pass the gate."""
    try:
        return gate.check(folder, losses, allow_loss=options.allow_loss)
    except duckdb.Error as error:
        raise BuildError(f"the release could not be checked: {first_paragraph(error)}") from error


def _before(releases: Path) -> Path | None:
    """The folder of the current release, if there is one that can be compared with."""
    if not (releases / release.CURRENT).exists():
        return None
    try:
        folder = release.current(releases).absolute()
        with reading(folder / WAREHOUSE):
            return folder
    except QushuError as error:
        warn("damaged", f"The release before cannot be compared with: {error}")
        return None


def _ingest(
    corpus: Path, raw: Path, workers: int | None, report: Report, previous: Path | None
) -> IngestSummary:
    """Call the reader; its complaints about a corpus become ours."""
    try:
        return ingest_corpus(corpus, raw, workers=workers, progress=report, previous=previous)
    except CorpusError as error:
        raise QushuError(str(error)) from error
    except BrokenProcessPool as error:
        message = "a process that reads texts was killed (is there enough memory?)"
        raise BuildError(message) from error


def _write_site(folder: Path, edition: site.Edition, workers: int | None) -> dict[Path, str]:
    """Write the site, and return the digests of its pages; dbt's page stands in it already."""
    try:
        return site.write(folder / DOCS, folder / WAREHOUSE, edition, workers)
    except BrokenProcessPool as error:
        message = "a process that writes pages was killed (is there enough memory?)"
        raise BuildError(message) from error


def _keep_dbt_docs(page: Path, folder: Path) -> None:
    """Move dbt's page into the release."""
    docs = folder / DOCS / "dbt"
    docs.mkdir(parents=True)
    html = dbt_page.kept(page.read_text(encoding="utf-8"), folder)
    (docs / "index.html").write_text(html, encoding="utf-8")


def _warned(nodes: Sequence[Node], folder: Path) -> list[dict[str, Any]]:
    with reading(folder / WAREHOUSE) as warehouse:
        return warned.found(nodes, warehouse)


def _counts(read: IngestSummary, folder: Path) -> dict[str, Any]:
    """How much there is of what."""
    marts = gate.marts(folder)
    with reading(folder / WAREHOUSE) as warehouse:
        rows = {mart: warehouse.ask(f"select count(*) from {mart}").rows[0][0] for mart in marts}
    return {
        "documents": read.documents,
        "documents_read": read.read,
        "quarantined": len(read.quarantined),
        "mentions": read.mentions,
        "dispositions": dict(sorted(read.dispositions.items())),
        "facts": read.facts,
        "rows": rows,
    }
