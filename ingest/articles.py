"""Group the blocks of a document into articles, each with its headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.layout import Block

_BYLINE = re.compile(
    r"^（?本报讯|^[^，。]{0,12}（?(?:首席)?记者[^，。）]{1,20}）|^■|^（?[^，。（]{0,6}讯[ （）]"
    r"|^[□◎○●▲△▍]\s*(?:本报|本刊|首席|见习|特约|全媒体|融媒体)*(?:记者|通讯员)"
    r"|^记者(?:\d{1,2}月\d{1,2}日|昨日|近日|日前)?从[^，。]{2,30}(?:获悉|了解到)"
    r"|^(?:本报|本刊|全媒体|融媒体)(?:首席|见习|特约|全媒体|融媒体)*(?:记者|通讯员)\s[^，。]{2,24}$"
)
#: 某某县:…
_PLACE_HEADLINE = re.compile(r"[\u4e00-\u9fff]{2,5}[:：]\S{4}")
_FIGURE = re.compile(r"\d(?:[万亿千百]*(?:元|[户家个人项吨亩])|%)")
#: The reporters' names at the end of a short article.
_CREDIT = re.compile(
    r"^（(?:通讯员|记者)?\s?[\u4e00-\u9fff\s·]{2,16}）$|。（[\u4e00-\u9fff\s·]{2,12}）$"
)
#: What a byline consists of, to be left out when an article's place is sought.
BYLINE_TEXT = re.compile(
    r"^（?本报讯|（(?:首席|见习|特约)?(?:记者|通讯员|实习生)[^）]*）|[\u4e00-\u9fff]{2,6}(?:日报|晚报|都市报|时报)"
)


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
    if len(starts) > 1:
        starts = sorted({*starts, *_unsigned(blocks, starts)})
    if len(credits) > 1 and len(starts) < 2:
        parts = _cut(blocks, [i + 1 for i in credits])
        return [_article(part) for part in parts if part]
    if not starts or (len(starts) == 1 and starts[0] <= 3):
        return [_article(blocks)]
    bodies = _cut(blocks, starts)
    loose = [_trailing_headings(body) for body in bodies]
    headlines: list[list[Block]] = [[] for _ in bodies]
    for i, group in enumerate(loose):
        if group:
            headlines[_owner(group, bodies, i)] += group
    return [
        _article(body, headline)
        for body, headline in zip(bodies, headlines, strict=True)
        if body or headline
    ]


def _unsigned(blocks: list[Block], starts: list[int]) -> Iterator[int]:
    """Where articles without a byline begin: under a headline such as 某县:…, on a page of several.

    :param starts: where those with one begin; no headline of these is taken.
    """
    for i, (block, following) in enumerate(pairwise(blocks), start=1):
        headed = block.kind == "heading" and _PLACE_HEADLINE.match(block.text)
        if headed and following.kind == "prose" and i > starts[0] and i not in starts:
            yield i


def _cut(blocks: list[Block], bounds: list[int]) -> list[list[Block]]:
    """Cut blocks into parts at some indices."""
    return [blocks[a:b] for a, b in pairwise([0, *bounds, len(blocks)])]


def _trailing_headings(body: list[Block]) -> list[Block]:
    """Take the headings off the end of a body: they may be the headlines of the next article."""
    end = len(body)
    while end and body[end - 1].kind == "heading":
        end -= 1
    if (
        not end
        and body
        and _BYLINE.match(body[0].text)
        and any(_FIGURE.search(b.text) for b in body)
    ):
        # ■ 数说: a box of labelled figures, each in a line of its own.
        return []
    headings = body[end:]
    del body[end:]
    return headings


def _owner(headings: list[Block], bodies: list[list[Block]], before: int) -> int:
    """Whose headlines stand between two bodies: the index of the body that shares more words.

    :param before: the index of the body before them.
    """
    after = before + 1
    if after == len(bodies):
        return before
    if not bodies[before]:
        return after
    own = _shared(headings, bodies[before]) >= _shared(headings, bodies[after])
    return before if own else after


def _article(body: list[Block], headline: list[Block] | None = None) -> Article:
    """An article of a body with its own headings, and headlines from elsewhere."""
    blocks = [*body, *(headline or [])]
    if headline:
        blocks.sort(key=lambda b: b.sources[0])
    return Article(blocks, [b for b in body if b.kind == "heading"] + (headline or []))


def _shared(headings: list[Block], body: list[Block]) -> float:
    """The share of a headline's character pairs that a body contains."""
    title = "".join(h.text for h in headings)
    text = "".join(b.text for b in body)
    pairs = {title[i : i + 2] for i in range(len(title) - 1)}
    return sum(p in text for p in pairs) / max(1, len(pairs))
