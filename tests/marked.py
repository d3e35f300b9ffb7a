"""Reads the pages of a document as a browser does, and holds them against the text itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element

import html5lib

from ingest.decode import decode
from qushu.language import Language
from qushu.query import Warehouse
from qushu.site import layout
from qushu.site.readings import Reading, readings
from qushu.site.segments import shown


@dataclass(frozen=True)
class Mark:
    """Marked characters: where the page says they stand, what it shows, where it leads."""

    start: int
    end: int
    text: str
    name: str
    target: str


class Marked:
    """All pages of one document in one language."""

    def __init__(self, docs: Path, document_id: str, language: Language) -> None:
        self.text = ""
        self.marks: list[Mark] = []
        self.places: dict[str, int] = {}
        self.ids: list[str] = []
        self.links: set[str] = set()
        for file in pages_of(docs, document_id, language):
            self._read(html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False))

    def _read(self, page: Element) -> None:
        self.ids += [one.attrib["id"] for one in page.iter() if "id" in one.attrib]
        self.links |= {one.attrib["href"] for one in page.iter("a")}
        for element in page.iter("div"):
            if element.get("class") != "text marked":
                continue
            self.text += "".join(element.itertext())
            self.marks += [_mark(one) for one in element.iter("a")]
            for one in element.iter():
                if "id" in one.attrib:
                    first = next(one.iter("a"))
                    self.places[one.attrib["id"]] = int(first.attrib["data-start"])

    def between(self, start: int, end: int) -> str:
        """What is marked between two offsets."""
        return "".join(one.text for one in self.marks if start <= one.start and one.end <= end)


def pages_of(docs: Path, document_id: str, language: Language) -> Iterator[Path]:
    """The pages of a document, in their order."""
    number = 1
    while (file := docs / _part(document_id, number, language)).is_file():
        yield file
        number += 1


def check(docs: Path, warehouse: Warehouse, corpus: Path, language: Language) -> int:
    """Hold all pages of a site against the texts of its corpus; return how many facts there are."""
    rows = warehouse.ask("select document_id, file from dim_document order by all").rows
    files = dict(rows)
    facts = 0
    for reading in readings(warehouse, list(files)):
        document_id = reading.document["document_id"]
        text = decode((corpus / files[document_id]).read_bytes())[0]
        check_reading(Marked(docs, document_id, language), reading, text)
        facts += len(reading.facts)
    return facts


def check_reading(page: Marked, reading: Reading, text: str) -> None:
    """The page holds the text, and marks each numeral and each fact where it stands."""
    assert page.text == shown(text)
    for mark in page.marks:
        assert mark.text == shown(text)[mark.start : mark.end]
    for fact in reading.facts:
        start, end = fact.span_start, fact.span_end
        assert page.between(start, end) == shown(text)[start:end], fact.observation_id
        assert page.places[fact.observation_id] == start
        assert page.ids.count(fact.card) == 1
        assert f"#{quote(fact.observation_id)}" in page.links
        names = [one.name for one in page.marks if start <= one.start and one.end <= end]
        assert names and all(name.startswith("fact") for name in names)
    for mention in reading.mentions:
        start, end = mention.span_start, mention.span_end
        assert page.between(start, end) == shown(text)[start:end]
        assert page.places[mention.anchor] == start
        if mention.disposition != "fact":
            mark = next(one for one in page.marks if one.start == start)
            assert mark.name == mention.disposition
            assert mark.target == f"#{mention.card}"
    covered = {
        i for s in (*reading.mentions, *reading.facts) for i in range(s.span_start, s.span_end)
    }
    assert covered == {i for mark in page.marks for i in range(mark.start, mark.end)}


def _part(document_id: str, number: int, language: Language) -> str:
    return layout.translated(layout.part(layout.evidence(document_id), number), language)


def _mark(element: Element) -> Mark:
    return Mark(
        int(element.attrib["data-start"]),
        int(element.attrib["data-end"]),
        "".join(element.itertext()),
        element.attrib["class"],
        element.attrib["href"],
    )
