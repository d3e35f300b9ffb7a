"""Whether the ledger of a text is complete: every run of digits lies in exactly one mention."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.rows import MentionRow

_DIGITS = re.compile(r"\d+")


class LedgerError(ValueError):
    """A number of the text is not accounted for, or twice: a fault of the reader."""


def check(text: str, mentions: Sequence[MentionRow]) -> None:
    """Check the mentions of a text against the text.

    :param text: the decoded file.
    :param mentions: its mentions, by where they begin.
    :raises LedgerError: at the first number that no single mention holds whole, and at the first
        mention that overlaps another or quotes what does not stand there.
    """
    end = 0
    for mention in mentions:
        if mention.span_start < end:
            raise LedgerError(f"two mentions overlap at character {mention.span_start}")
        end = mention.span_end
        if text[mention.span_start : end] != mention.surface:
            raise LedgerError(f"misquoted at character {mention.span_start}")
    waiting = iter(mentions)
    mention_or_end = next(waiting, None)
    for run in _DIGITS.finditer(text):
        while mention_or_end is not None and mention_or_end.span_end <= run.start():
            mention_or_end = next(waiting, None)
        if (
            mention_or_end is None
            or mention_or_end.span_start > run.start()
            or mention_or_end.span_end < run.end()
        ):
            raise LedgerError(f"the number at character {run.start()} is in no single mention")
