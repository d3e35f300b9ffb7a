"""The site of a release: static pages, Chinese and English, over one warehouse.

Each kind of page is a module. `overview` writes the pages that there are once. Where each of many
things has a page, `sizes` lists them with their numbers of figures, `fingerprints` says what
differs whenever the page of one would, and `each` writes those of some, by their fingerprints.
"""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

from qushu.query import Warehouse, reading
from qushu.site import (
    checks,
    coverage,
    dictionary,
    districts,
    documents,
    evidence,
    front,
    history,
    indicators,
    search,
    targets,
)
from qushu.site.catalogue import Catalogue
from qushu.site.pages import Changed, Edition, Pages
from qushu.site.reuse import Page, keep

__all__ = ["Changed", "Edition", "write"]

KINDS: tuple[ModuleType, ...] = (
    front,
    districts,
    indicators,
    documents,
    evidence,
    coverage,
    checks,
    targets,
    dictionary,
    history,
    search,
)
_ASSETS = Path(__file__).parent / "assets"
# How much is written at a time, by one process: as many figures, a page itself counted as ten.
_PIECE = 40_000
_PAGE = 10
# Of fewer figures, pages are written sooner than other processes have started.
_FEW = 6_000


@dataclass(frozen=True)
class _Work:
    """A piece of it: some pages of one kind.

    :param made_of: the fingerprints of the things by their keys; None for the overview.
    """

    kind: int
    made_of: Mapping[str, str] | None = None


def write(
    docs: Path, warehouse: Path, edition: Edition, workers: int | None = None
) -> dict[Path, str]:
    """Write the site into the folder of documentation of a release.

    :param workers: how many processes; None for one per core.
    :return: the SHA-256 of each page, by its file.
    """
    assets = docs / "assets"
    assets.mkdir(parents=True)
    for file in _ASSETS.iterdir():
        (assets / file.name).write_bytes(file.read_bytes())
    with _opened(docs, warehouse, edition) as site:
        if site.n_figures <= _FEW:
            done = [site.do(piece) for piece in site.plan()]
        else:
            # Started anew, not forked: DuckDB and the charts' renderer have threads of their own.
            with ProcessPoolExecutor(
                workers or os.cpu_count(),
                get_context("spawn"),
                initializer=_start,
                initargs=(docs, warehouse, edition),
            ) as pool:
                # They write what is planned while the rest is being planned.
                done = list(pool.map(_do, site.plan()))
        done.append(site.done())
    pages = [page for piece in done for page in piece]
    keep(docs, pages)
    return {docs / page.page: page.sha256 for page in pages}


class _Site:
    """A site being written over an open warehouse."""

    def __init__(self, pages: Pages, warehouse: Warehouse) -> None:
        self.pages = pages
        self._warehouse = warehouse

    @property
    def n_figures(self) -> int:
        """How many figures there are to write about."""
        return sum(row["n_observations"] for row in self.pages.catalogue.documents.values())

    def plan(self) -> Iterator[_Work]:
        """Let go on what may; give the rest that there is to write."""
        for number, kind in enumerate(KINDS):
            if hasattr(kind, "overview"):
                yield _Work(number)
            if hasattr(kind, "each"):
                sizes = kind.sizes(self.pages)
                made_of = kind.fingerprints(self.pages, self._warehouse, list(sizes))
                unlike = self.pages.unlike(made_of)
                for keys in _pieces({key: sizes[key] for key in unlike}):
                    yield _Work(number, {key: made_of[key] for key in keys})

    def do(self, work: _Work) -> list[Page]:
        """Write what a piece of work names; return what is to be recorded of it."""
        kind = KINDS[work.kind]
        if work.made_of is None:
            kind.overview(self.pages, self._warehouse)
        else:
            kind.each(self.pages, self._warehouse, work.made_of)
        return self.done()

    def done(self) -> list[Page]:
        """What has been done since this was asked."""
        done = list(self.pages.done)
        self.pages.done.clear()
        return done


@contextmanager
def _opened(docs: Path, warehouse: Path, edition: Edition) -> Iterator[_Site]:
    with reading(warehouse) as opened:
        yield _Site(Pages(docs, edition, Catalogue.of(opened)), opened)


def _pieces(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Cut things into pieces of about the same size, as much as memory should hold of them."""
    piece: list[str] = []
    size = 0
    for key, n_figures in sizes.items():
        if size and size + n_figures > _PIECE:
            yield piece
            piece, size = [], 0
        piece.append(key)
        size += _PAGE + n_figures
    if piece:
        yield piece


# In a process of the pool: what it writes, open until the process ends.
_open = ExitStack()
_site: _Site


def _start(docs: Path, warehouse: Path, edition: Edition) -> None:
    """Open the warehouse once in each process."""
    global _site
    _site = _open.enter_context(_opened(docs, warehouse, edition))


def _do(work: _Work) -> list[Page]:
    return _site.do(work)
