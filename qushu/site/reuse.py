"""Pages that go on: what would be written as it was is taken from the release before.

Of a page of one thing it is recorded what it is made of: a digest of the code, of the rows that it
shows, and of what it calls other things by. Such a page names no release. Rows are digested where
they are, so that only those of other pages have to be fetched: each by DuckDB's hash of 64 bits,
which takes a third of the time of spelling the row out. Another DuckDB may hash otherwise, and
then every page is written anew.
"""

import csv
import hashlib
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from qushu.query import Warehouse
from qushu.site.catalogue import Catalogue

#: The record of its pages, in the folder of documentation.
RECORD = "pages.csv"
_DIGESTS = """
select {key}, md5(string_agg(said::varchar, ' ' order by said))
from (select {key}, hash(shown) as said from ({sql}) as shown)
group by {key}
"""
# What other pages say of a thing: not how much there is of it.
_OF_AN_INDICATOR = ("name_zh", "name_en", "scope", "base", "base_id", "concept_id", "measure")
_OF_A_DISTRICT = ("name_zh", "name_en", "parent_district_id", "has_page", "is_unique")
_OF_A_DOCUMENT = ("title", "publisher", "published_on")


class Page(NamedTuple):
    """A page as the record has it.

    :param page: its file, relative to the folder of documentation.
    :param made_of: the fingerprint of a page that may go on; "" of one that is written each time.
    :param sha256: of its file.
    """

    page: str
    made_of: str
    sha256: str


def keep(docs: Path, pages: Iterable[Page]) -> None:
    """Write the record."""
    with (docs / RECORD).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Page._fields)
        writer.writerows(sorted(pages))


def recorded(docs: Path) -> list[Page]:
    """The record of a folder of documentation; nothing where there is none that can be read."""
    try:
        with (docs / RECORD).open(encoding="utf-8", newline="") as file:
            return [Page(**row) for row in csv.DictReader(file)]
    except (OSError, TypeError, UnicodeError, csv.Error):
        return []


@dataclass(frozen=True)
class Before:
    """The pages of the documentation before that may go on, by their fingerprint."""

    docs: Path
    pages: dict[str, list[Page]]

    @classmethod
    def of(cls, docs: Path | None) -> "Before":
        """Read the record of that documentation; None where there is none."""
        pages: defaultdict[str, list[Page]] = defaultdict(list)
        for page in recorded(docs) if docs else ():
            if page.made_of:
                pages[page.made_of].append(page)
        return cls(docs or Path(), dict(pages))

    def go_on(self, docs: Path, made_of: str) -> list[Page]:
        """Take all pages of a thing into other documentation; none where one of them is lost."""
        taken: list[Page] = []
        for page in self.pages.get(made_of, ()):
            copy = docs / page.page
            copy.parent.mkdir(parents=True, exist_ok=True)
            try:
                _link(self.docs / page.page, copy)
            except FileNotFoundError:
                # Whoever writes them anew must not write into those of the release before.
                for other in taken:
                    (docs / other.page).unlink()
                return []
            taken.append(page)
        return taken


def _link(file: Path, copy: Path) -> None:
    """Let a file go on elsewhere: no page is ever written twice, so both may be one."""
    try:
        os.link(file, copy)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(file, copy)


@dataclass(frozen=True)
class Mentioned:
    """What a page names, by ids: all that it looks up in the catalogue."""

    indicators: Iterable[str] = ()
    districts: Iterable[str | None] = ()
    documents: Iterable[str] = ()


def digests(
    warehouse: Warehouse, key: str, queries: Iterable[str], wanted: Sequence[str]
) -> dict[str, list[str]]:
    """For each key the digests of its rows in some queries, whatever their order.

    :param key: the column that all queries have.
    :param queries: SQL whose one parameter is the list of keys.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for number, sql in enumerate(queries):
        for of, digest in warehouse.ask(_DIGESTS.format(key=key, sql=sql), [list(wanted)]).rows:
            found[of].append(f"{number} {digest}")
    return found


def fingerprint(catalogue: Catalogue, made_by: str, shown: Any, mentioned: Mentioned) -> str:
    """What differs whenever a page would, and from the page of any other thing.

    :param made_by: differs whenever the code or a vocabulary does.
    :param shown: the digests of its rows, or rows; whatever they are, `repr` says all.
    """
    said = (made_by, shown, *_names(catalogue, mentioned))
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _names(catalogue: Catalogue, mentioned: Mentioned) -> Iterator[list[tuple[Any, ...]]]:
    """What things are called by, indicators in the order that the catalogue gives them."""
    yield [
        _said(catalogue.indicators[key], key, _OF_AN_INDICATOR)
        for key in sorted(set(mentioned.indicators), key=catalogue.order)
    ]
    districts = {key for key in mentioned.districts if key is not None}
    parents = {catalogue.districts[key]["parent_district_id"] for key in districts} - {None}
    yield [
        _said(catalogue.districts[key], key, _OF_A_DISTRICT) for key in sorted(districts | parents)
    ]
    yield [
        _said(catalogue.documents[key], key, _OF_A_DOCUMENT)
        for key in sorted(set(mentioned.documents))
    ]


def _said(row: dict[str, Any], key: str, columns: tuple[str, ...]) -> tuple[Any, ...]:
    return key, *(row[column] for column in columns)
