"""Who answers for the numbered measures of a policy paper.

| text                                                     | states                             |
| -------------------------------------------------------- | ---------------------------------- |
| 1．标题。……（牵头单位：甲、乙；责任单位：丙）            | leads 甲, 乙; responsible 丙       |
| （一）标题 above 1．                                     | the section of the measure         |
| （责任单位：甲；责任单位：乙）                           | leads 甲, inferred; responsible 乙 |
| a measure that names no unit                             | nothing                            |
"""

import json
from pathlib import Path
from typing import Any

import pytest
from generator import chinese
from reading import ROOT

from ingest.decode import decode
from ingest.layout import blocks
from ingest.responsibilities import measures

SHARED = ROOT.parent / "shared"
#: (text, gold of its measures)
PAPERS = [
    (ROOT / "corpus" / "policy-paper.txt", ROOT / "corpus/gold/policy-paper_measures.jsonl"),
    (SHARED / "corpus" / "004_7333534eac1a0129.txt", SHARED / "gold" / "004_measures.jsonl"),
]

# (text, (number, role, unit) of what it states)
EXAMPLES = [
    (
        "1．做强企业。支持企业做强做大，支持更多企业升规入统。（牵头单位：区甲局、区乙委；责任单位：区丙局）",
        [(1, "lead", "区甲局"), (1, "lead", "区乙委"), (1, "responsible", "区丙局")],
    ),
    (
        "12.优化服务。推行一网通办，让企业少跑路多办事。（责任单位：区丁局，区戊局）",
        [(12, "responsible", "区丁局"), (12, "responsible", "区戊局")],
    ),
    ("3．加强宣传。营造良好氛围，讲好企业家故事，弘扬企业家精神。", []),
    ("全区企业35家。（责任单位：区甲局）", []),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_units_of_a_measure(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert [(m.number, m.role, m.department) for m in measures(blocks(text))] == expected


def test_of_two_lists_under_one_word_the_first_leads() -> None:
    text = "4．缓解难题。推动银企对接，做好纾困工作。（责任单位：区甲办；责任单位：区乙委、区丙局）"
    assert [(m.role, m.role_basis, m.department) for m in measures(blocks(text))] == [
        ("lead", "inferred", "区甲办"),
        ("responsible", "explicit", "区乙委"),
        ("responsible", "explicit", "区丙局"),
    ]


def test_a_section_is_the_heading_above() -> None:
    text = (
        "（一）让创新更有后劲\n\n1．做强企业。支持企业做强做大。（责任单位：区甲局）\n\n"
        "（二）让服务更有温度\n\n2．优化服务。推行一网通办。（责任单位：区乙局）\n"
    )
    assert [(m.number, m.section, m.title) for m in measures(blocks(text))] == [
        (1, "（一）让创新更有后劲", "做强企业"),
        (2, "（二）让服务更有温度", "优化服务"),
    ]


@pytest.mark.parametrize(("paper", "gold"), PAPERS, ids=lambda path: path.stem)
def test_measures_of_a_paper_equal_its_gold(paper: Path, gold: Path) -> None:
    if not (paper.exists() and gold.exists()):
        pytest.skip(f"{paper.name} is not at hand")
    found: dict[int, dict[str, Any]] = {}
    for unit in measures(blocks(decode(paper.read_bytes())[0])):
        measure = {"number": unit.number, "section": unit.section, "title": unit.title}
        row = found.setdefault(unit.start, measure | {"lead": [], "responsible": []})
        row[unit.role].append(unit.department)
    expected = [
        line
        for line in map(json.loads, gold.read_text(encoding="utf-8").splitlines())
        if line["kind"] != "headline" and line["lead_units"] + line["responsible_units"]
    ]
    assert len(found) == len(expected)
    for row, line in zip(found.values(), expected, strict=True):
        # Measures that are numbered （一） are counted.
        assert row["number"] == line["number"] or line["number"] == f"（{chinese(row['number'])}）"
        assert (row["section"], row["title"]) == (line["section"], line["title"])
        assert row["lead"] == line["lead_units"]
        assert row["responsible"] == line["responsible_units"]
