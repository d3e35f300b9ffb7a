"""What is too long to be read as one.

| text                         | is read as                                   |
| ---------------------------- | -------------------------------------------- |
| forty-one digits             | one numeral that stays unread                |
| a book in one line           | parts that end where a sentence does         |
| a sentence of a whole page   | parts that end where a clause does           |
"""

from itertools import pairwise
from random import Random

import generator
import pytest
from reading import facts, read

from ingest.layout import blocks
from ingest.limits import bounded, sentence_parts
from ingest.tokens import sentences


@pytest.mark.parametrize("digits", ["1234567890" * 5, "９０１２３４５６７８" * 5, "7" * 41])
def test_endless_digits_are_one_unread_numeral(digits: str) -> None:
    mentions = read(f"全区出口{digits}元，进口5亿元。").mentions
    assert [(m.surface, m.disposition) for m in mentions] == [
        (digits, "unresolved"),
        ("5亿元", "fact"),
    ]


def test_endless_chinese_numerals_are_none() -> None:
    assert facts(read(f"全区共有{'一百二十' * 11}家企业。")) == []


def test_a_book_in_one_line_states_what_it_does_in_many() -> None:
    documents = [generator.document(Random(n), paragraphs=9) for n in range(12)]
    sentences = "".join(line for d in documents for line in d.text.split("\n") if "。" in line)
    assert len(sentences) > 12_000
    in_one, in_many = (read(t, place="") for t in (sentences, sentences.replace("。", "。\n")))
    spans = [(f.number, f.unit, f.indicator_name) for f in in_one.facts]
    lines = [(f.number, f.unit, f.indicator_name) for f in in_many.facts]
    same = sum(a == b for a, b in zip(spans, lines, strict=True))
    assert same > 0.97 * len(lines)


def test_parts_of_a_block_hold_all_of_it() -> None:
    text = "".join(f"第{n}家企业出口{n}.5亿元，" + "。" * (n % 7 == 0) for n in range(900))
    whole = blocks(text)
    parts = bounded(whole)
    assert len(whole) == 1 < len(parts)
    assert "".join(p.text for p in parts) == whole[0].text
    for part in parts:
        start, end = part.span(0, len(part.text))
        assert text[start:end] == part.text
    assert all(part.text.endswith("。") for part in parts[:-1])


@pytest.mark.parametrize("text", ["增长5.5%，" * 900, "增长12345.678" * 500, "好" * 5000])
def test_parts_of_a_sentence_split_no_number(text: str) -> None:
    parts = list(sentences(text))
    assert parts == list(sentence_parts(text, 0, len(text)))
    assert len(parts) > 1
    assert [a[1] for a in parts[:-1]] == [b[0] for b in parts[1:]]
    assert not any(text[a[1] - 1 : b[0] + 1].isdigit() for a, b in pairwise(parts))


@pytest.mark.parametrize("mark", "（《“[亿一1，、。－ ")
def test_a_text_of_one_character_is_read(mark: str) -> None:
    text = mark * 20_000
    mentions = read(text).mentions
    assert [m.surface for m in mentions] == ([text] if mark == "1" else [])
