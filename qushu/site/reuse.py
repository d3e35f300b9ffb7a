"""Pages that go on: what would be written as it was is taken from the release before.

A page of one thing says in its head what it is made of: a digest of the code, of the rows that it
shows, and of what it calls other things by. Such a page names no release. Rows are digested where
they are, so that only those of other pages have to be fetched.
"""

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path
from typing import Any

from qushu.language import Language
from qushu.query import Warehouse
from qushu.site import layout
from qushu.site.catalogue import Catalogue

_DIGESTS = """
select {key}, md5(string_agg(said, chr(10) order by said))
from (select {key}, shown::varchar as said from ({sql}) as shown)
group by {key}
"""
# Within so many characters a page says what it is made of.
_HEAD = 4000
# What other pages say of a thing: not how much there is of it.
_OF_AN_INDICATOR = ("name_zh", "name_en", "scope", "base", "base_id", "concept_id", "measure")
_OF_A_DISTRICT = ("name_zh", "name_en", "parent_district_id", "has_page", "is_unique")
_OF_A_DOCUMENT = ("title", "publisher", "published_on")


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
    """What differs whenever a page would.

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


def go_on(before: Path | None, docs: Path, path: str, made_of: str) -> bool:
    """Take a page, in each language and with its further parts, from the documentation before.

    :param before: the folder of that documentation; None where there is none.
    :param path: of the first part, relative to the folder of a language.
    :param made_of: the fingerprint that the page must bear.
    :return: whether there was such a page.
    """
    if before is None:
        return False
    first, *others = (before / layout.translated(path, language) for language in Language)
    try:
        with first.open(encoding="utf-8") as file:
            is_same = made_of in file.read(_HEAD) and all(one.is_file() for one in others)
    except OSError:
        return False
    if is_same:
        for part in takewhile(lambda part: (before / part).is_file(), _parts(path)):
            (docs / part).parent.mkdir(parents=True, exist_ok=True)
            _link(before / part, docs / part)
    return is_same


def _parts(path: str) -> Iterator[str]:
    """Where the parts of a page would lie, in each language."""
    for number in count(1):
        for language in Language:
            yield layout.translated(layout.part(path, number), language)


def _link(file: Path, copy: Path) -> None:
    """Let a file go on elsewhere: no page is ever written twice, so both may be one."""
    try:
        copy.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, copy)
