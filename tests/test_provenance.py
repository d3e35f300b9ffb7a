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
        # A document that is cited dates nothing but what comes after it.
        (
            "外贸月报（2012年第4期，总第9期）\n市商务局编  2012年4月11日\n\n"
            "综保区于2009年批准设立（国函〔2009〕31号），进口增长5%。",
            "2012-04-11",
        ),
        ("2015年，产值80亿元。根据《指导意见》（国发〔2017〕3号）精神，予以扶持。", "2017"),
        # The ways of mastheads, web pages and bulletins.
        (
            "果业兴旺\n\n发布时间：2021-06-08 10:20  来源：日报  浏览：1,204次\n\n去年果园增收5%。",
            "2021-06-08",
        ),
        ("二〇一九年三月十二日\n\n去年产值增长5%。", "2019-03-12"),
        ("工业园简介\n\n（更新日期：2018年6月）\n\n2017年产值80亿元，2017年税收5亿元。", "2018-06"),
        (
            "经济运行简报\n2016年第7期（总第31期）\n\n6月末贷款余额80亿元。2016年5月末为79亿元。",
            "2016-05",
        ),
        ("某某区第十三个五年规划纲要\n\n2015年，产值80亿元，2015年税收5亿元。", "2016"),
        # Who calls one year 今年 means another by its number.
        ("2019年，全区产值80亿元。今年前三季度增长5%，2019年同期增长4%。", "2020"),
        ("2020年9月，园区开园。今年以来，2020年度榜单有5家入围。", "2020-09"),
        # Of years named once each, the latest.
        ("2016年产值60亿元，2019年产值80亿元。", "2019"),
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
        # So does a city named elsewhere in the text, against a word that holds a county's name.
        ("", "新华区的企业多了。沧州市支持新华区。居民搬迁安置已完成。", "新华区", "130902"),
        # A district's text names its zone; the zone's own text names it more.
        (
            "",
            "长寿区很忙。长寿经开区也忙，长寿经开区的企业多了，长寿区更多。长寿区。",
            "长寿区",
            "500115",
        ),
    ],
)
def test_place(stated: str, text: str, name: str, district_id: str) -> None:
    gazetteer = clause_reader().gazetteer
    found, basis = provenance.place(stated, "", text, gazetteer)
    assert (found, gazetteer.district(found).name) == (district_id, name)
    assert basis == ("manifest" if stated else "text")


@pytest.mark.parametrize(
    ("heading", "text", "name"),
    [
        # The name of an old town holds that of a county far away.
        ("丹噶尔的夜晚亮起来", "湟源县的游客多了。湟源县还要更多。", "湟源县"),
        ("渝北的夜晚亮起来", "重庆市的游客多了，重庆市还要更多。", "渝北区"),
        ("渝北的夜晚亮起来", "成都市的游客多了，成都市也学渝北区。成都市。", "渝北区"),
    ],
)
def test_place_of_a_headline(heading: str, text: str, name: str) -> None:
    gazetteer = clause_reader().gazetteer
    found, _ = provenance.place("", heading, text, gazetteer)
    assert gazetteer.district(found).name == name


def test_a_title_stands_at_the_head() -> None:
    text = (
        "北湖区服务业见闻\n\n北湖区的服务业近来很热闹，店铺一家接一家地开。\n\n一、店铺越开越多\n"
    )
    assert provenance.title(blocks(text)) == "北湖区服务业见闻"
