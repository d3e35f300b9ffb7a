"""Whatever bytes a file holds: no crash, no hang, and a complete ledger or a plain reason.

`make test` tries a few hundred inputs; `make endurance` tries 20,000.

| inputs                  | are                                                             |
| ----------------------- | --------------------------------------------------------------- |
| noise                   | random bytes                                                    |
| damaged documents       | generated texts with bytes flipped, lost, doubled or moved      |
| documents with oddities | generated texts with odd characters strewn in, in any encoding  |
| soup                    | digits, units and marks in any order                            |
"""

import signal
from collections import Counter
from collections.abc import Iterator
from random import Random

import generator
import pytest
from test_reader_properties import SOUP

from ingest.corpus import _read
from ingest.listing import Source
from ingest.store import Rendered

FEW, MANY = 300, 20_000
#: A hang, rather than a slow machine: the slowest of these inputs takes a few hundredths of it.
SECONDS = 60
ODD = (
    "\0\x01\x07\x1b\x7f\x85\xa0\xad\u200b\u200e\u202e\u2028\u2029\ue000\ufeff\ufffd\ufffe\uffff"
    "\U0001f680\U000f0000\U0010ffff①⑴Ⅷ㈠㊀½٣५๓𝟗〇零两卅\t\r\f\v"
)
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def inputs(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """That many inputs, each with its kind; the same for the same seed."""
    random = Random(seed)
    for number in range(count):
        kind = ("noise", "damaged", "odd", "soup")[number % 4]
        yield kind, MAKERS[kind](random)


def noise(random: Random) -> bytes:
    return random.randbytes(random.randrange(400))


def damaged(random: Random) -> bytes:
    data = bytearray(generator.document(random, 1).text.encode(random.choice(ENCODINGS)))
    for _ in range(random.randint(1, 8)):
        at, length = random.randrange(len(data)), random.randint(1, 9)
        piece = data[at : at + length]
        change = random.randrange(4)
        if change == 0:
            data[at : at + length] = random.randbytes(length)
        elif change == 1:
            data[at : at + length] = b""
        elif change == 2:
            data[at:at] = piece
        else:
            to = random.randrange(len(data))
            data[to:to] = piece
        data = data or bytearray(b"1")
    return bytes(data)


def odd(random: Random) -> bytes:
    text = list(generator.document(random, 1).text)
    for _ in range(random.randint(1, 20)):
        text.insert(random.randrange(len(text)), random.choice(ODD))
    return "".join(text).encode(random.choice(ENCODINGS))


def soup(random: Random) -> bytes:
    return "".join(random.choices(SOUP, k=random.randrange(200))).encode()


MAKERS = {"noise": noise, "damaged": damaged, "odd": odd, "soup": soup}


def hang(*_: object) -> None:
    raise AssertionError("the reader hangs")


@pytest.mark.parametrize(
    ("seed", "count"), [(1, FEW), pytest.param(2, MANY, marks=pytest.mark.endurance)]
)
def test_any_bytes(seed: int, count: int, figures: Counter[str]) -> None:
    signal.signal(signal.SIGALRM, hang)
    for kind, data in inputs(seed, count):
        signal.alarm(SECONDS)
        found = _read(Source("x", "x.txt"), data)
        signal.alarm(0)
        if isinstance(found, Rendered):
            figures[f"{kind}: read"] += 1
        else:
            # Neither a fault of the reader nor a hole in its ledger: both are told otherwise.
            assert found.startswith(("not text in", "UTF-8, but not")), (found, data)
            figures[f"{kind}: no text"] += 1
    assert {kind.split(":")[0] for kind in figures} == MAKERS.keys()
    assert figures["soup: read"] == count // 4
