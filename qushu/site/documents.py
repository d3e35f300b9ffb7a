"""The list of documents, by district and date."""

from qushu.query import Warehouse
from qushu.site.catalogue import Row
from qushu.site.pages import Pages

PATH = "documents.html"
_ON_A_LIST = 400


def overview(pages: Pages, warehouse: Warehouse) -> None:
    """Write the list."""
    rows = sorted(pages.catalogue.documents.values(), key=_order)
    pages.write_list(PATH, "documents.html", rows, _ON_A_LIST)


def _order(row: Row) -> tuple[bool, str, str, str]:
    """By district, the newest last, and those that belong to none at the end."""
    district = row["district_id"]
    return (district is None, district or "", row["published_on"] or "", row["document_id"])
