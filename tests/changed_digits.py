"""Copies of the corpora's texts in which one digit of one figure is another one."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from reading import ROOT, seed

from ingest.listing import Source, listing
from ingest.reader import Reading, read_document
from ingest.rows import FactRow, header

CORPORA = [ROOT / "corpus", ROOT.parent / "shared" / "corpus"]
N_DIGITS = 50


@dataclass(frozen=True)
class Mutation:
    """A copy of a text in which one digit of one figure is another one."""

    original: str
    copy: str
    #: Where the figure begins in the text, and its printed numbers.
    at: int
    before: Decimal
    after: Decimal


def plain(reading: Reading) -> list[tuple[Any, ...]]:
    """What was read, but for the digits of the figures."""
    left_alone = ("surface", "quote", "number", "observation_id", "document_id")
    fields = [name for name in header(FactRow) if name not in left_alone]
    return [tuple(getattr(f, name) for name in fields) for f in reading.facts]


def mutations() -> Iterator[tuple[Mutation | None, Reading]]:
    """The texts of the corpora as they are, and N_DIGITS copies with a changed digit."""
    draw = random.Random(4)
    texts: list[tuple[Source, str, Reading]] = []
    for number, corpus in enumerate(path for path in CORPORA if path.exists()):
        for source in listing(corpus).sources:
            data = (corpus / source.file).read_bytes()
            source = replace(source, document_id=f"corpus{number}-{source.document_id}")
            reading = read_document(source, data)
            texts.append((source, data.decode(), reading))
            yield None, reading
    figures = [
        (source, text, reading, fact)
        for source, text, reading in texts
        for fact in reading.facts
        if fact.number and fact.district_id and re.search(r"\d", fact.surface)
    ]
    # Half of them are of concepts that the seeds relate to others, so that many verdicts turn.
    related = {row["indicator_id"] for row in seed("identity_parts.csv")}
    related |= {row["concept_id"] for row in seed("concept_wholes.csv")}
    dense = [
        f for f in figures if f[3].concept_id in related and f[3].measure in ("level", "share")
    ]
    made = 0
    while made < N_DIGITS:
        source, text, reading, fact = draw.choice(dense if made % 2 else figures)
        places = [m.start() for m in re.finditer(r"\d", fact.surface)]
        at = fact.span_start + draw.choice(places)
        digit = draw.choice("123456789".replace(text[at], ""))
        copy = replace(source, document_id=f"copy{made}")
        read = read_document(copy, (text[:at] + digit + text[at + 1 :]).encode())
        changed = [
            (old, new)
            for old, new in zip(reading.facts, read.facts, strict=False)
            if old.number != new.number
        ]
        # A digit may change what a text says, not only how much of it: draw another one.
        if plain(read) != plain(reading) or len(changed) != 1:
            continue
        made += 1
        old, new = changed[0]
        yield (
            Mutation(
                source.document_id,
                copy.document_id,
                old.span_start,
                Decimal(old.number),
                Decimal(new.number),
            ),
            read,
        )
