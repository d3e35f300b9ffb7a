"""A sentence with its number marked."""

import pytest

from qushu.quotes import AROUND, around, clipped, marked

# (sentence, number, where it begins, marked)
MARKED = [
    ("全区有企业25家。", "25家", 5, "全区有企业⟦25家⟧。"),
    ("全区出口2\n5亿元。", "2\n5亿元", 4, "全区出口⟦25亿元⟧。"),
    ("全区\n出口5亿元。\n", "5亿元", 5, "全区出口⟦5亿元⟧。"),
    ("GDP was 5 billion.", "5", 8, "GDP was ⟦5⟧ billion."),
    ("全区有企业25家。", "26家", 5, "全区有企业25家。 ⟦26家⟧"),
    ("全区有企业25家。", "25家", None, "全区有企业25家。 ⟦25家⟧"),
]


@pytest.mark.parametrize(("quote", "surface", "offset", "expected"), MARKED)
def test_marked(quote: str, surface: str, offset: int | None, expected: str) -> None:
    assert marked(quote, surface, offset) == expected


def test_clipped_on_both_sides() -> None:
    quote = "前" * 100 + "25家" + "后" * 100
    assert clipped(quote, "25家", 100) == f"…{'前' * AROUND}⟦25家⟧{'后' * AROUND}…"
    assert clipped("有25家。", "25家", 1) == "有⟦25家⟧。"
    assert clipped(None, "25家", None) == ""


# (text, number, what stands around it)
SURROUNDED = [
    ("甲区有企业25家。乙区有7Y。丙区没有。", "7Y", "乙区有⟦7Y⟧。"),
    ("标题7Y\n\n正文。", "7Y", "标题⟦7Y⟧"),
    ("标题\n \n  正文有\n7Y", "7Y", "正文有⟦7Y⟧"),
    ("7Y", "7Y", "⟦7Y⟧"),
    ("甲" * 500 + "7Y" + "乙" * 500, "7Y", f"…{'甲' * AROUND}⟦7Y⟧{'乙' * AROUND}…"),
]


@pytest.mark.parametrize(("text", "surface", "expected"), SURROUNDED)
def test_around_a_number_stands_its_sentence(text: str, surface: str, expected: str) -> None:
    start = text.index(surface)
    assert around(text, start, start + len(surface)) == expected
