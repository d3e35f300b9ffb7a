"""Cut a text into runs that the same spans cover, and write its characters as HTML.

Offsets are Unicode code points. No character is added, lost or moved: what a browser shows as the
text of an element is the text itself, but for `VISIBLE`.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from markupsafe import Markup, escape


class Span(Protocol):
    """Characters of a text, half-open."""

    @property
    def span_start(self) -> int:
        """The first character."""

    @property
    def span_end(self) -> int:
        """One after the last."""


S = TypeVar("S", bound=Span)


class Segment(NamedTuple, Generic[S]):
    """Characters `start` to `end`, all covered by the same spans, the shortest of them first."""

    start: int
    end: int
    spans: tuple[S, ...]


# Characters that HTML forbids or drops, with what stands for each of them: one for one, so that
# offsets stay. Tabs and line ends are kept.
_KEPT = "\t\n\r"
_C0 = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in _KEPT}
_C1 = dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}")
VISIBLE = _C0 | {0x7F: "\N{SYMBOL FOR DELETE}"} | _C1

# What turns the direction of the text after it; each is shown, and kept to itself.
_DIRECTIONS = {
    0x061C: "ALM", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF",
    0x202D: "LRO", 0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
_UNSEEN = re.compile(f"[{re.escape(''.join(map(chr, [*VISIBLE, *_DIRECTIONS])))}]")
_LONE_RETURN = re.compile(r"\r(?!\n)")


def lines(text: str) -> str:
    """The text with a line feed for each carriage return that stands alone."""
    return _LONE_RETURN.sub("\n", text)


def shown(text: str) -> str:
    """What the page holds of a text, character for character.

    Control characters become their pictures (NUL is ␀), and those that have none U+FFFD.
    """
    return lines(text).translate(VISIBLE)


def segments(start: int, end: int, spans: Iterable[S]) -> Iterator[Segment[S]]:
    """Cut characters `start` to `end` at both ends of every span.

    :param spans: in any order; they may be equal, nested, or cross each other.
    :returns: segments that follow each other without a gap; what no span covers is one, too.
    :raises ValueError: a span that is empty, or does not lie within `start` and `end`.
    """
    waiting = sorted(spans, key=lambda span: span.span_start, reverse=True)
    for span in waiting:
        if not start <= span.span_start < span.span_end <= end:
            raise ValueError(f"span {span.span_start}-{span.span_end} is not in {start}-{end}")
    cuts = sorted({start, end, *(cut for s in waiting for cut in (s.span_start, s.span_end))})
    covering: list[S] = []
    for here, there in itertools.pairwise(cuts):
        covering = [span for span in covering if span.span_end > here]
        while waiting and waiting[-1].span_start == here:
            covering.append(waiting.pop())
        covering.sort(key=lambda span: span.span_end - span.span_start)
        yield Segment(here, there, tuple(covering))


def parts(text: str, spans: Iterable[Span], size: int) -> list[tuple[int, int]]:
    """Cut a long text into parts of about `size` characters: at line ends, and through no span.

    :returns: one part at least, in their order; a part is longer than `size` only by a span.
    """
    cuts = [0]
    covered = sorted((span.span_start, span.span_end) for span in spans)
    following = 0
    while len(text) - cuts[-1] > size:
        cut = text.rfind("\n", cuts[-1] + size // 2, cuts[-1] + size) + 1 or cuts[-1] + size
        while following < len(covered) and covered[following][1] <= cut:
            following += 1
        for span_start, span_end in covered[following:]:
            if span_start >= cut:
                break
            cut = max(cut, span_end)
        if cut >= len(text):
            break
        cuts.append(cut)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def html(text: str) -> Markup:
    """Characters of a text that has passed `lines`, as HTML."""
    # As it stands, a parser would make one character of CR LF.
    escaped = str(escape(text)).replace("\r", "&#13;")
    return Markup(_UNSEEN.sub(_isolated, escaped))


def legible(value: Any) -> Any:
    """What a template is about to write: plain text without characters that cannot be seen.

    A name of one stands for each, so that no title or name of a source turns what follows it.
    """
    if type(value) is str and _UNSEEN.search(value):
        return _UNSEEN.sub(lambda match: f"⟨{_name(match[0])}⟩", value)
    return value


def _isolated(match: re.Match[str]) -> str:
    """A character that cannot be seen, kept to itself, with its name for the style sheet."""
    said = unicodedata.name(match[0], "control character").lower()
    return (
        f'<bdi class="unseen" data-name="{_name(match[0])}" title="{said}">'
        f"{match[0].translate(VISIBLE)}</bdi>"
    )


def _name(character: str) -> str:
    return _DIRECTIONS.get(ord(character), f"U+{ord(character):04X}")
