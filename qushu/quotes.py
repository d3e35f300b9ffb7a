"""A sentence with one of its numbers marked."""

import re

_BREAK = re.compile(r"\s*[\r\n]\s*")
# Where a sentence ends: after its last mark, or before an empty line.
_END = re.compile(r"(?<=[。！？!?])|\n[^\S\n]*\n")
# How far from a number the ends of its sentence are looked for; more than is shown, for blanks.
_FAR = 200
#: Characters shown on either side of a number where a sentence is cut.
AROUND = 30


def marked(quote: str, surface: str, offset: int | None) -> str:
    """The sentence on one line, with the number between ⟦ and ⟧.

    :param offset: where the number begins in the quote; None, or a place where it does not stand,
        puts it after the sentence.
    """
    before, number, after = _parts(quote, surface, offset)
    return f"{on_one_line(before)}⟦{on_one_line(number)}⟧{on_one_line(after)}"


def clipped(quote: str | None, surface: str, offset: int | None) -> str:
    """The same, cut to what stands around the number; nothing where there is no sentence."""
    if quote is None:
        return ""
    before, number, after = (on_one_line(part) for part in _parts(quote, surface, offset))
    if len(before) > AROUND:
        before = f"…{before[-AROUND:]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND]}…"
    return f"{before}⟦{number}⟧{after}"


def around(text: str, start: int, end: int) -> str:
    """The same of a whole text, of whose characters `start` to `end` are the number."""
    before = _END.split(text[max(start - _FAR, 0) : start])[-1]
    after = _END.split(text[end : end + _FAR], maxsplit=1)[0]
    return clipped(before.lstrip() + text[start:end] + after, text[start:end], len(before.lstrip()))


def _parts(quote: str, surface: str, offset: int | None) -> tuple[str, str, str]:
    if offset is None or offset < 0 or quote[offset : offset + len(surface)] != surface:
        return f"{quote} ", surface, ""
    return quote[:offset], surface, quote[offset + len(surface) :]


def on_one_line(text: str) -> str:
    """Lines joined without a blank, as Chinese is."""
    return _BREAK.sub("", text)
