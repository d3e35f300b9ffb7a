"""Bytes to text.

| bytes                        | read as                                         |
| ---------------------------- | ----------------------------------------------- |
| UTF-8, with a mark or none   | utf-8; the mark stays, so that offsets fit      |
| GB18030, GBK, GB2312         | gb18030                                         |
| UTF-16, UTF-32 with a mark   | by the mark, which is gone                      |
| UTF-16 without a mark        | utf-16-le or utf-16-be, by where the zeros are  |
| images, archives, zero bytes | no text                                         |
| UTF-8 with a broken byte     | no text, with where: it must not pass as another |
"""

import codecs
from pathlib import Path

import pytest

from ingest.decode import NotTextError, decode

TEXT = "2023年，全区有企业2318户。\r\n增长５%。\n"

# (codec that writes the bytes, what stands before them, what reads them)
ENCODINGS = [
    ("utf-8", b"", "utf-8"),
    ("gb18030", b"", "gb18030"),
    ("gbk", b"", "gb18030"),
    ("utf-16", b"", "utf-16"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
    ("utf-16-le", b"", "utf-16-le"),
    ("utf-16-be", b"", "utf-16-be"),
    ("utf-32", b"", "utf-32"),
]

NOT_TEXT = {
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06",
    "zip": b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xff\xfe\xfd",
    "zeros": bytes(64),
    "controls": bytes(range(1, 32)) * 4,
    "half a character": "全区".encode()[:-1] + b"\xff",
}


@pytest.mark.parametrize(("codec", "mark", "expected"), ENCODINGS)
def test_text_comes_back_whole(codec: str, mark: bytes, expected: str) -> None:
    assert decode(mark + TEXT.encode(codec)) == (TEXT, expected)


def test_a_mark_of_utf_8_stays() -> None:
    assert decode(TEXT.encode("utf-8-sig")) == ("\ufeff" + TEXT, "utf-8")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(line_end: str) -> None:
    text = f"全区{line_end}全市{line_end}"
    assert decode(text.encode())[0] == text


def test_no_bytes_are_an_empty_text() -> None:
    assert decode(b"") == ("", "utf-8")


def test_a_stray_control_is_tolerated() -> None:
    text = "全区有企业2318户。" * 20 + "\x07"
    assert decode(text.encode())[0] == text


@pytest.mark.parametrize("data", NOT_TEXT.values(), ids=NOT_TEXT)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(ValueError, match="not text"):
        decode(data)


DAMAGED = {
    "a byte too many": TEXT.encode() + b"\xff",
    "a byte lost": TEXT.encode().replace("企".encode(), "企".encode()[:2]),
    "cut within a character": TEXT.encode()[:-2] + "。".encode()[:1],
    "a lone surrogate": TEXT.encode() + "\ud800".encode("utf-8", "surrogatepass"),
    "two encodings": "全区共有企业五家。".encode() + "全区共有企业六家。".encode("gb18030"),
    "two encodings, the other first": "全市。".encode("gb18030") + TEXT.encode(),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_damaged_utf_8_is_no_other_text(data: bytes) -> None:
    with pytest.raises(NotTextError, match="UTF-8, but not at byte"):
        decode(data)


def test_a_lone_surrogate_of_utf_16_is_no_text() -> None:
    with pytest.raises(NotTextError, match="not text"):
        decode(codecs.BOM_UTF16_LE + "全区".encode("utf-16-le") + b"\x00\xd8")


def test_offsets_are_those_of_python(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode("utf-8-sig"))
    with path.open(encoding="utf-8", newline="") as file:
        assert decode(path.read_bytes())[0] == file.read()
