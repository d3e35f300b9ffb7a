"""Bound what is read as one, so that any text is read in time that grows with its length alone.

No page prints a number of more than forty digits, or a paragraph of more than some thousand
characters. A file may hold both: digits only, or a book in one line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from ingest.layout import Block

#: More digits in a row than a number has; nobody reads them, and the ledger keeps them unread.
_DIGITS = 40
_ENDLESS = re.compile(
    rf"\d{{{_DIGITS + 1},}}|[零〇一二两三四五六七八九十百千万亿]{{{_DIGITS + 1},}}"
)
_BLOT = "□"
#: The longest paragraph, and the longest sentence, in characters.
_PARAGRAPH, _SENTENCE = 6000, 2000
#: Where a text is cut, the better place first; failing all, between any two characters.
_JOINTS = (
    re.compile(r"[。！？][”’」』）]*"),
    re.compile(r"[；;]"),
    re.compile(r"[，、,\s](?!\d{3})"),
)


def bounded(blocks: list[Block]) -> list[Block]:
    """Blocks without endless numerals, none longer than a paragraph may be."""
    return [part for block in blocks for part in _parts(block)]


def sentence_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans into which a sentence, which has no end within its span, is cut."""
    yield from _cut(text, start, end, _SENTENCE)


def _parts(block: Block) -> Iterator[Block]:
    if len(block.text) > _DIGITS and _ENDLESS.search(block.text):
        block = replace(block, text=_ENDLESS.sub(lambda m: _BLOT * len(m.group()), block.text))
    if len(block.text) <= _PARAGRAPH:
        yield block
        return
    for start, end in _cut(block.text, 0, len(block.text), _PARAGRAPH):
        first, stop = bisect_left(block.starts, start + 1), bisect_left(block.starts, end)
        yield Block(
            "noise" if block.kind == "noise" else "prose",
            block.text[start:end],
            [0, *(s - start for s in block.starts[first:stop])],
            [block.source(start), *block.sources[first:stop]],
            block.paragraph,
        )


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut a span into parts of at most some length."""
    while end - start > longest:
        at = _joint(text, start + longest // 2, start + longest)
        yield start, at
        start = at
    yield start, end


def _joint(text: str, first: int, last: int) -> int:
    """The best place to cut a text between two offsets."""
    for joint in _JOINTS:
        found = [m.end() for m in joint.finditer(text, first, last)]
        if found:
            return found[-1]
    return next((i for i in range(last, first, -1) if not text[i - 1 : i + 1].isdigit()), last)
