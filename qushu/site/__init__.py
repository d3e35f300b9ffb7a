"""The site of a release: static pages, Chinese and English, over one warehouse.

Each kind of page is a module with `keys`, what it has pages for, and `write`, which writes those
of some of them; `docs/site.md` says what each kind shows and why.
"""

from pathlib import Path

from qushu.query import reading
from qushu.site import front, history
from qushu.site.catalogue import Catalogue
from qushu.site.pages import Changed, Edition, Pages

__all__ = ["Changed", "Edition", "write"]

KINDS = (front, history)
_ASSETS = Path(__file__).parent / "assets"


def write(docs: Path, warehouse: Path, edition: Edition) -> None:
    """Write the site into the folder of documentation of a release."""
    assets = docs / "assets"
    assets.mkdir(parents=True)
    for file in _ASSETS.iterdir():
        (assets / file.name).write_bytes(file.read_bytes())
    with reading(warehouse) as opened:
        pages = Pages(docs, edition, Catalogue.of(opened))
        for kind in KINDS:
            kind.write(pages, opened)
