"""The page of what has changed since the release before."""

from qushu.query import Warehouse
from qushu.site.pages import MOST_CHANGES, Pages

PATH = "changes.html"


def overview(pages: Pages, warehouse: Warehouse | None = None) -> None:
    """Write it; the edition holds all that it says."""
    pages.write(PATH, "history.html", most=MOST_CHANGES)
