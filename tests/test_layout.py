"""The layout of a page undone: what belongs together stands on one logical line.

| on the page                                | becomes                                  |
| ------------------------------------------ | ---------------------------------------- |
| lines broken at the width of a column      | one block of prose                       |
| a number or a unit broken over two lines   | whole again                              |
| a short line without a full stop           | a heading                                |
| columns by blanks, tabs or bars            | rows, with their cells                   |
| words that a PDF has printed twice         | noise                                    |
| full-width digits, colons and per cents    | half-width ones, at the same offsets     |
"""

import pytest

from ingest.layout import blocks

COLUMN = """全区民营经济平稳增长，市场主体
活力不断增强，去年新增企业2318
户，总数达到1.26万户，占全区企
业总数的92.3%，比上年提高0.8个
百分点。
"""
TABLES = {
    "blanks": "指标  数值  增长\n出口总值  35.2  12.5\n进口总值  12.6  8.3\n",
    "tabs": "指标\t数值\t增长\n出口总值\t35.2\t12.5\n进口总值\t12.6\t8.3\n",
    "bars": "指标 | 数值 | 增长\n出口总值 | 35.2 | 12.5\n进口总值 | 12.6 | 8.3\n",
}

# (text, the clean text of its blocks)
CLEANED = [
    ("全区有企业２３１８户。", ["全区有企业2318户。"]),
    ("增长１２．５％。", ["增长12.5%。"]),
    ("全区有企业 2318 户。", ["全区有企业2318户。"]),
    ("结构比为2∶38∶60。", ["结构比为2:38:60。"]),
    ("全区出口35亿元。\n\n全区进口12亿元。\n", ["全区出口35亿元。", "全区进口12亿元。"]),
    ("全区出口35亿元。\r\n全区进口12亿元。\r\n", ["全区出口35亿元。", "全区进口12亿元。"]),
    ("\n \n\t\n", []),
    ("", []),
]

# (lines, what must stand unbroken in a block)
REJOINED = [
    ("去年全区新增各类市场主体2318\n户，总数达到1.26万户。\n", "2318户"),
    ("去年全区实现外贸出口总值1.1亿\n元，同比增长8%。\n", "1.1亿元"),
    ("去年全区实现外贸出口总值125.\n93亿元，同比增长8%。\n", "125.93亿元"),
    ("出口、进口总值分别为742.38亿元和761.4\n3万元，分别下降16.4%和9.8%。\n", "761.43万元"),
    ("去年全区实现外贸出口总值，同比增\n长8%。\n", "同比增长8%"),
    ("今年全区认真落实《关于促进民营经济\n高质量发展的意见》。\n", "《关于促进民营经济高质量"),
    ("去年全区实现外贸出口总值（含保税\n物流）35亿元。\n", "（含保税物流）"),
]

KINDS = [
    ("二〇二三年工作情况", "heading"),
    ("全区有企业2318户。", "prose"),
    ("新新年年贺贺词词新新年年贺贺词词", "noise"),
]


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_clean_text(text: str, expected: list[str]) -> None:
    assert [b.text for b in blocks(text)] == expected


@pytest.mark.parametrize(("text", "whole"), REJOINED)
def test_what_a_line_end_broke_is_whole(text: str, whole: str) -> None:
    assert any(whole in b.text for b in blocks(text)), [b.text for b in blocks(text)]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    assert [b.kind for b in blocks(text)] == [kind]


def test_a_column_is_one_block() -> None:
    (block,) = blocks(COLUMN)
    assert block.text == COLUMN.replace("\n", "")


@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_double_spaced_column_is_one_block(blank: str) -> None:
    lines = (COLUMN * 3).replace("\n", f"\n{blank}")
    assert "".join(b.text for b in blocks(lines)) == COLUMN.replace("\n", "") * 3
    assert all(b.text.endswith("。") for b in blocks(lines))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_rows_and_cells(table: str) -> None:
    rows = blocks(table)
    assert [b.kind for b in rows] == ["row"] * 3
    cells = [[b.text[s:e] for s, e in b.cells] for b in rows]
    assert cells == [
        ["指标", "数值", "增长"],
        ["出口总值", "35.2", "12.5"],
        ["进口总值", "12.6", "8.3"],
    ]


@pytest.mark.parametrize("text", [COLUMN, *TABLES.values(), *(t for t, _ in CLEANED + REJOINED)])
def test_offsets_lead_back_to_the_file(text: str) -> None:
    for block in blocks(text):
        for offset, character in enumerate(block.text):
            source = text[block.source(offset)]
            assert source == character or not character.isascii() or not source.isascii() or (
                character == " " and source.isspace()
            )  # fmt: skip
        start, end = block.span(0, len(block.text))
        assert start <= end <= len(text)


@pytest.mark.parametrize("text", [COLUMN, *TABLES.values(), *(t for t, _ in CLEANED + REJOINED)])
def test_no_visible_character_is_lost(text: str) -> None:
    held = sorted(b.source(i) for b in blocks(text) for i in range(len(b.text)))
    visible = [i for i, c in enumerate(text) if not c.isspace() and c not in "|"]
    assert set(visible) <= set(held)
    assert len(held) == len(set(held))


HEADED = "一、综合\n\n全区实现出口总值35亿元，同比增长5%；实现进口总值12亿元，同比下降3%。\n"


def test_headings_stand_alone() -> None:
    text = f"{HEADED}全区实现税收35亿元，同比增长5%；社会消费品零售总额12亿元。\n" * 3
    assert [b.text for b in blocks(text) if b.kind == "heading"] == ["一、综合"] * 3


@pytest.mark.parametrize("text", [HEADED, HEADED.replace("\n\n", "\n")])
def test_a_heading_above_a_single_line(text: str) -> None:
    assert blocks(text)[0].text == "一、综合"


def test_a_number_broken_where_many_digits_stand() -> None:
    lines = [
        "为742.38亿元和761.4",
        "3万元，分别下降16.4%和下",
        "降9.8%，城镇最低生活保障对象、",
        "常住总人口、驻企服务人次平稳。",
    ]
    assert any("761.43万元" in b.text for b in blocks("\n".join(lines)))
