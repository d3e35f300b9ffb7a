"""Read one document: from its text to rows. A pure function of the text and its manifest line."""

from __future__ import annotations

import atexit
import functools
import gc
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import provenance, setting, towns
from ingest.articles import Article, articles
from ingest.assemble import Assembler
from ingest.clauses import ClauseReader
from ingest.decode import decode
from ingest.layout import Block, blocks
from ingest.lexicon import Lexicon
from ingest.limits import bounded
from ingest.listing import Source
from ingest.responsibilities import measures
from ingest.rows import DocumentRow, FactRow, MeasureRow, MentionRow
from ingest.scene import Fact, Other, Scene
from ingest.tables import Grid
from ingest.vocabulary import load

#: Doubled text says its numbers twice over; its dates are not told apart.
_DOUBLED_NUMERAL = re.compile(r"\d[\d年月日]*")


@dataclass(slots=True)
class Reading:
    """What one document yields."""

    document: DocumentRow
    mentions: list[MentionRow]
    facts: list[FactRow]
    measures: list[MeasureRow]


@functools.cache
def clause_reader() -> ClauseReader:
    """The reader of this process, with its vocabularies."""
    reader = ClauseReader(Lexicon.of(load()))
    # They stay as long as the process: the garbage collector need not go through them again.
    gc.freeze()
    # But at the end it must, or DuckDB complains of what it takes for leaks.
    atexit.register(gc.unfreeze)
    return reader


def read_document(source: Source, data: bytes) -> Reading:
    """Read a document.

    :param source: what the manifest says of it.
    :param data: the bytes of the file.
    :returns: its rows; every run of digits of the text lies in exactly one mention.
    :raises ingest.decode.NotTextError: when the bytes are no text.
    """
    text, encoding = decode(data)
    reader = clause_reader()
    parts = bounded(blocks(text))
    title = source.title or provenance.title(parts)
    place_id, place_basis = provenance.place(source.place, title, text, reader.gazetteer)
    publication = provenance.publication(source.published_on, parts)
    lexicon = reader.lexicon
    assembler = Assembler(source.document_id, text, lexicon.vocabulary)
    regulatory = setting.is_regulatory(title, parts, lexicon)
    groups = articles(parts)
    many = len(groups) > 1
    if many and place_basis == "text":
        place_id = setting.common_place(groups, place_id, lexicon)
        place_basis = "text" if place_id else "none"
    town = towns.stated(source.place, reader.gazetteer)
    if town is None and not many:
        town = towns.of_text(title, text, reader.gazetteer)
    shorts = reader.gazetteer.short_names(text, place_id) if many else {}
    frame = setting.Frame(
        title, source.place, place_id, town, publication, regulatory, many, shorts
    )
    for article in groups:
        scene = setting.scene(article, frame, lexicon)
        for found, block in _read_article(article, scene, reader):
            assembler.add(found, block)
    assembler.settle()
    if town is not None:
        # No seed knows it, and the district that it lies in is another place.
        place, place_id = source.place or town.name, ""
        place_basis = "manifest" if source.place else "text"
    else:
        place = reader.gazetteer.district(place_id).name if place_id else source.place
    return Reading(
        DocumentRow(
            source.document_id,
            source.file,
            title,
            source.publisher,
            publication.said,
            publication.basis,
            place,
            place_basis,
            place_id,
            encoding,
            hashlib.sha256(data).hexdigest(),
            len(text),
        ),
        assembler.mentions(),
        assembler.facts(),
        [
            MeasureRow(source.document_id, f"{source.document_id}@{m.start}-{m.end}", *m.row())
            for m in measures(parts)
        ],
    )


def _read_article(
    article: Article, scene: Scene, reader: ClauseReader
) -> Iterator[tuple[list[Fact | Other], Block]]:
    """Read the blocks of an article in their order: each goes on from the scene that it finds."""
    grid = Grid(reader.lexicon)
    for block in article.blocks:
        if block.kind == "noise":
            numerals = _DOUBLED_NUMERAL.finditer(block.text)
            yield [Other(m.start(), m.end(), "noise", "noise.doubled") for m in numerals], block
        elif block.kind == "row":
            yield grid.read(block, scene), block
        else:
            heading = block.kind == "heading"
            yield reader.read(block.text, block.paragraph, scene, heading), block
            grid.caption(block.text)
