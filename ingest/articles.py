"""Group the blocks of a document into articles, and find what each is about and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.layout import Block

_BYLINE = re.compile(r"^（?本报讯|^[^，。]{0,12}（?(?:首席)?记者[^，。）]{1,20}）|^■|^（?[^，。（]{0,6}讯[ （）]")
#: The reporters' names at the end of a short article.
_CREDIT = re.compile(r"^（(?:通讯员|记者)?\s?[\u4e00-\u9fff\s·]{2,16}）$|。（[\u4e00-\u9fff\s·]{2,12}）$")
#: What a byline consists of, to be left out when an article's place is sought.
BYLINE_TEXT = re.compile(r"^（?本报讯|（(?:首席|见习|特约)?(?:记者|通讯员|实习生)[^）]*）|[\u4e00-\u9fff]{2,6}(?:日报|晚报|都市报|时报)")


@dataclass(slots=True)
class Article:
    """Blocks that belong together; ``headings`` are its headlines, wherever they stand."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The clean text of all its blocks."""
        return "\n".join(b.text for b in self.blocks)


def articles(blocks: list[Block]) -> list[Article]:
    """Split a document at its bylines, and give each headline to the article it shares words with.

    A page printed in columns may have its headlines before or after the bodies; extraction from
    PDF keeps neither order. A document without bylines is one article.
    """
    credits = [i for i, b in enumerate(blocks) if _CREDIT.search(b.text)]
    starts = [i for i, b in enumerate(blocks) if b.kind != "row" and _BYLINE.match(b.text)]
    if len(credits) > 1 and len(starts) < 2:
        bounds = [0, *(i + 1 for i in credits), len(blocks)]
        parts = [blocks[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]
        return [_article(part) for part in parts if part]
    if not starts or len(starts) == 1 and starts[0] <= 3:
        return [_article(blocks)]
    result: list[Article] = []
    bodies: list[list[Block]] = []
    loose: list[list[Block]] = []
    position = 0
    for start in starts:
        body = blocks[position:start]
        tail: list[Block] = []
        while body and body[-1].kind == "heading":
            tail.insert(0, body.pop())
        bodies.append(body)
        loose.append(tail)
        position = start
    body = blocks[position:]
    tail = []
    while body and body[-1].kind == "heading":
        tail.insert(0, body.pop())
    bodies.append(body)
    loose.append(tail)
    headlines: list[list[Block]] = [[] for _ in bodies]
    for i, group in enumerate(loose):
        if not group:
            continue
        after = i + 1 if i + 1 < len(bodies) else None
        if not bodies[i]:
            target = after if after is not None else i
        elif after is None or _shared(group, bodies[i]) >= _shared(group, bodies[after]):
            target = i
        else:
            target = after
        headlines[target] += group
    for body, headline in zip(bodies, headlines, strict=True):
        if body or headline:
            article = _article(body)
            article.blocks = sorted(
                [*article.blocks, *headline], key=lambda b: b.sources[0]
            )
            article.headings += headline
            result.append(article)
    return result


def _article(blocks: list[Block]) -> Article:
    return Article(list(blocks), [b for b in blocks if b.kind == "heading"])


def _shared(headings: list[Block], body: list[Block]) -> float:
    """The share of a headline's character pairs that a body contains."""
    title = "".join(h.text for h in headings)
    text = "".join(b.text for b in body)
    pairs = {title[i : i + 2] for i in range(len(title) - 1)}
    return sum(p in text for p in pairs) / max(1, len(pairs))
