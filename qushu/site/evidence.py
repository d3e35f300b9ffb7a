"""The page of a document: its text as it stands, each numeral marked, and what was read of it.

A document that is longer than `PART` characters has further pages; `layout.evidence` is the first.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from qushu.query import Warehouse
from qushu.site import layout, segments
from qushu.site.pages import Pages
from qushu.site.readings import SHOWN, Fact, Mention, Reading, named, readings, rules
from qushu.site.reuse import digests
from qushu.texts import text_of

#: Characters of text on one page: about 100 KB of Chinese.
PART = 30_000
#: What a numeral can be, in the order of the legend.
DISPOSITIONS = ("fact", "period", "name", "noise", "unresolved")


@dataclass(frozen=True)
class Run:
    """Characters that lie in the same numeral and the same facts, or in none.

    `name` is the class of what they are, "" for plain text; `target` the anchor of what is said
    about it; `anchors` are the ids of all that begins here.
    """

    start: int
    end: int
    html: Markup
    name: str = ""
    target: str = ""
    anchors: tuple[Markup, ...] = ()


def sizes(pages: Pages) -> dict[str, int]:
    """The documents, all of which have a page, with how many figures each states."""
    return {key: row["n_observations"] for key, row in pages.catalogue.documents.items()}


def fingerprints(pages: Pages, warehouse: Warehouse, document_ids: Sequence[str]) -> dict[str, str]:
    """For each document what differs whenever its pages would."""
    shown = digests(warehouse, "document_id", SHOWN, document_ids)
    return {
        key: pages.fingerprint(shown[key], mentioned)
        for key, mentioned in named(warehouse, document_ids).items()
    }


def each(pages: Pages, warehouse: Warehouse, made_of: Mapping[str, str]) -> None:
    """Write the pages of some documents."""
    described = rules(warehouse)
    for reading in readings(warehouse, list(made_of)):
        document = reading.document
        text = text_of(pages.edition.corpus, document)
        write(pages, reading, text, described, made_of[document["document_id"]])


def write(
    pages: Pages,
    reading: Reading,
    text: str | None,
    described: Mapping[str, str],
    made_of: str | None = None,
) -> None:
    """Write the pages of one document.

    :param text: the whole of it; None where it is not at hand.
    :param described: what each rule says, by its id.
    :param made_of: the fingerprint by which a later release knows the pages again.
    """
    document = reading.document
    first = layout.evidence(document["document_id"])
    spans: list[Mention | Fact] = [*reading.mentions, *reading.facts]
    bounds = segments.parts(text, spans, PART) if text is not None else [(0, sys.maxsize)]
    leaves = [layout.part(first, number) for number in range(1, len(bounds) + 1)]
    counts = Counter(one.disposition for one in reading.mentions)
    for (start, end), path in zip(bounds, leaves, strict=True):
        facts = [one for one in reading.facts if start <= one.span_start < end]
        mentions = [one for one in reading.mentions if start <= one.span_start < end]
        used = {one.reason for one in mentions} | {one.row["rule_id"] for one in facts}
        pages.write(
            path,
            "evidence.html",
            # Without its text a page is not what it would be with it.
            made_of=made_of if text is not None else None,
            document=document,
            runs=runs(text, [*mentions, *facts], start, end) if text is not None else None,
            facts=facts,
            unresolved=[one for one in mentions if one.disposition == "unresolved"],
            rules={rule: described[rule] for rule in sorted(used)},
            counts={name: counts[name] for name in DISPOSITIONS},
            n_disputed=sum(one.is_disputed for one in reading.facts),
            leaves=leaves,
            starts=[begin for begin, _ in bounds],
        )


def runs(text: str, spans: Iterable[Mention | Fact], start: int, end: int) -> list[Run]:
    """Cut characters `start` to `end` of a text into runs.

    :param spans: what was read between the two.
    """
    lines = segments.lines(text)
    return [
        _run(segment, segments.html(lines[segment.start : segment.end]))
        for segment in segments.segments(start, end, spans)
    ]


def _run(segment: segments.Segment[Mention | Fact], html: Markup) -> Run:
    """What is to be written of a segment: a fact says more than the numeral that holds it."""
    facts = [one for one in segment.spans if isinstance(one, Fact)]
    others = [one for one in segment.spans if isinstance(one, Mention)]
    if facts:
        name = "fact disputed" if facts[0].is_disputed else "fact"
    elif others:
        name = others[0].disposition
    else:
        return Run(segment.start, segment.end, html)
    spans: list[Fact | Mention] = [*facts, *others]
    ids = [escape(one.observation_id if isinstance(one, Fact) else one.anchor) for one in spans]
    begun = [id for id, one in zip(ids, spans, strict=True) if one.span_start == segment.start]
    return Run(segment.start, segment.end, html, name, spans[0].card, tuple(begun))
