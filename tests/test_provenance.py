"""What a document says of itself.

| text | publication |
| --- | --- |
| 〔2022〕7号 | 2022 |
| a date in a line of its own | that date |
| the latest year it looks back on | that year |
| 去年 in a dateline of January | the year after |
"""

import pytest

from ingest import provenance
from ingest.layout import blocks
from ingest.reader import clause_reader


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("关于若干措施的通知\n（云政发〔2022〕7号）\n\n到2025年，建成园区3个。", "2022"),
        (
            "南山区工作报告\n——2021年1月9日在区人民代表大会上\n\n各位代表：去年产值增长5%。",
            "2021-01-09",
        ),
        ("2020年，全区产值增长5%。2019年增长4%。", "2020"),
        ("2020年9月，园区开园。2020年，产值增长5%。", "2020-09"),
        ("1月8日，记者获悉，去年全区产值增长6%。2018年，全区产值80亿元。", "2019-01"),
        # A plan does not date a text.
        ("2020年，全区产值80亿元。力争2025年达到120亿元。", "2020"),
        ("常态化疫情防控之下，园区企业全部复工。", "2020"),
        ("园区企业全部复工。", ""),
    ],
)
def test_publication_is_inferred(text: str, said: str) -> None:
    found = provenance.publication("", blocks(text))
    assert (found.said, found.basis) == (said, "text" if said else "none")


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("2020", "2020-12-31"),
        ("2020-02", "2020-02-29"),
        ("2020-12", "2020-12-31"),
        ("2020-09-12",) * 2,
    ],
)
def test_a_partial_date_ends_on_its_last_day(said: str, last: str) -> None:
    assert str(provenance.last_day(said)) == last


@pytest.mark.parametrize(
    ("stated", "text", "name", "district_id"),
    [
        ("", "渝北区的企业多了。渝北区还要更多。", "渝北区", "500112"),
        # Two cities have a 江北区; the words beside it decide.
        ("重庆市江北区", "", "江北区", "500105"),
        ("宁波市江北区", "", "江北区", "330205"),
        ("江北区", "宁波市江北区的港口吞吐量增长5%。宁波港。", "江北区", "330205"),
    ],
)
def test_place(stated: str, text: str, name: str, district_id: str) -> None:
    gazetteer = clause_reader().gazetteer
    found, basis = provenance.place(stated, "", text, gazetteer)
    assert (found, gazetteer.district(found).name) == (district_id, name)
    assert basis == ("manifest" if stated else "text")


def test_a_title_stands_at_the_head() -> None:
    text = (
        "北湖区服务业见闻\n\n北湖区的服务业近来很热闹，店铺一家接一家地开。\n\n一、店铺越开越多\n"
    )
    assert provenance.title(blocks(text)) == "北湖区服务业见闻"
