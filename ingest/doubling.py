"""Text of which a PDF has printed most words twice (for bold), as in 新新年年."""

from __future__ import annotations

import re

_TWIN = re.compile(r"(\D)(?=\1)")
_REPEATED = re.compile(r"(.{2,12}?)\1")


def doubled(text: str) -> bool:
    """Whether most words of a text stand in it twice over."""
    if len(text) < 8:
        return False
    # What is printed twice has stood there before: a cheap bound spares most texts the search.
    again = len(text) - len(set(text))
    if 2 * again < 0.4 * len(text):
        return False
    twins = len(_TWIN.findall(text))
    if twins + again < 0.4 * len(text):
        return False
    repeated = sum(len(words) for words in _REPEATED.findall(text))
    return twins + repeated >= 0.4 * len(text)
