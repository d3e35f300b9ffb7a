"""The catalogue of indicators: what the reader names and the warehouse describes.

| seed              | what must hold                                                          |
| ----------------- | ----------------------------------------------------------------------- |
| indicators        | sorted, defined, every theme covered, units and dimensions as in units  |
| indicator_aliases | sorted, each of one existing indicator, specific enough to be looked for |
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from ingest.indicators import Catalogue
from ingest.vocabulary import load

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def indicators() -> list[Row]:
    return read("indicators")


@pytest.fixture(scope="module")
def meaning() -> dict[str, str]:
    """The indicator each alias names."""
    return {row["alias"]: row["indicator_id"] for row in read("indicator_aliases")}


@pytest.mark.parametrize(
    ("name", "key"), [("indicators", "indicator_id"), ("indicator_aliases", "alias")]
)
def test_sorted_by_a_unique_key(name: str, key: str) -> None:
    keys = [row[key] for row in read(name)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", ["indicators", "indicator_aliases"])
def test_written_as_plain_csv(name: str) -> None:
    raw = (SEEDS / f"{name}.csv").read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert all(cell == cell.strip() != "" for row in read(name) for cell in row.values())


def test_catalogue_is_large_enough(indicators: list[Row]) -> None:
    assert len(indicators) >= 300


def test_every_theme_is_covered(indicators: list[Row]) -> None:
    described = yaml.safe_load((SEEDS / "_indicators.yml").read_text(encoding="utf-8"))
    (theme,) = (c for c in described["seeds"][0]["columns"] if c["name"] == "theme")
    (values,) = (
        test["accepted_values"]["arguments"]["values"]
        for test in theme["data_tests"]
        if "accepted_values" in test
    )
    sizes = Counter(row["theme"] for row in indicators)
    assert set(sizes) == set(values)
    assert min(sizes.values()) >= 5, sizes


def test_every_column_is_described_and_typed(indicators: list[Row]) -> None:
    described = yaml.safe_load((SEEDS / "_indicators.yml").read_text(encoding="utf-8"))
    for seed in described["seeds"]:
        header = list(read(seed["name"])[0])
        assert [column["name"] for column in seed["columns"]] == header
        assert list(seed["config"]["column_types"]) == header
        assert all(column["description"] for column in seed["columns"])


def test_ids_are_snake_case(indicators: list[Row]) -> None:
    assert not [
        row["indicator_id"]
        for row in indicators
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", row["indicator_id"])
    ]


def test_vocabularies(indicators: list[Row]) -> None:
    assert {row["aggregation"] for row in indicators} == {"sum", "none"}
    assert {row["temporal"] for row in indicators} == {"stock", "flow", "rate"}
    assert {row["share_may_exceed_100"] for row in indicators} == {"true", "false"}


def test_definitions_are_sentences(indicators: list[Row]) -> None:
    assert not [row for row in indicators if not re.fullmatch(r"[A-Z].{20,}\.", row["definition"])]


def test_units_and_dimensions_are_those_of_the_units(indicators: list[Row]) -> None:
    dimension = {row["unit"]: row["dimension"] for row in read("units")}
    assert not [row for row in indicators if dimension.get(row["unit"]) != row["dimension"]]


def test_rates_are_not_summed(indicators: list[Row]) -> None:
    assert not [r for r in indicators if r["temporal"] == "rate" and r["aggregation"] == "sum"]


def test_every_alias_names_an_indicator(indicators: list[Row], meaning: dict[str, str]) -> None:
    assert set(meaning.values()) == {row["indicator_id"] for row in indicators}


def test_every_name_is_its_own_alias(indicators: list[Row], meaning: dict[str, str]) -> None:
    assert not [row for row in indicators if meaning.get(row["name_zh"]) != row["indicator_id"]]


def test_aliases_are_as_the_reader_sees_a_phrase(meaning: dict[str, str]) -> None:
    """Quotation marks and blanks are removed before an alias is looked for."""
    assert not [alias for alias in meaning if re.search(r"[“”‘’\"\s]", alias)]


def test_aliases_are_specific(meaning: dict[str, str]) -> None:
    too_general = {"企业", "项目", "资金", "活动", "产值", "收入", "支出", "人口", "投资", "贷款"}
    assert not [alias for alias in meaning if len(alias) < 2]
    assert not too_general & meaning.keys()


@pytest.mark.parametrize(
    ("alias", "indicator_id"),
    [
        ("GDP", "gdp"),
        ("地区生产总值", "gdp"),
        ("规上工业增加值", "above_size_industry_value_added"),
        ("社零总额", "retail_sales"),
        ("出口", "exports_total"),
        ("外贸进出口总值", "foreign_trade_total"),
        ("对东盟进出口", "trade_with_asean"),
        ("实际使用外资", "actual_foreign_capital"),
        ("公共财政预算收入", "general_budget_revenue"),
        ("常住人口", "permanent_population"),
        ("农民人均可支配收入", "rural_disposable_income"),
        # What the surveys measured before 2013 is no disposable income.
        ("农民人均纯收入", "rural_net_income"),
        ("R&D经费支出", "rd_expenditure"),
        ("PM2.5浓度", "pm25"),
        # Private control and "neither state nor collective" are two populations.
        ("民营经济增加值", "private_economy_value_added"),
        ("非公经济增加值", "non_public_economy_value_added"),
        ("经营主体", "market_entities"),
        ("专精特新企业", "srdi_enterprises"),
        ("民营企业500强", "private_500_enterprises"),
        # The flow and the stock are two indicators.
        ("新增高新技术企业", "new_high_tech_enterprises"),
        ("高新技术企业", "high_tech_enterprises"),
    ],
)
def test_usual_names(alias: str, indicator_id: str) -> None:
    named = Catalogue(load()).name(alias)
    assert (named.concept_id, named.scope) == (indicator_id, "")


#: Words that look like a catalogued name, and what they name. "" is a name of its own.
LOOK_ALIKES = [
    # Another population.
    ("私营企业", "registered_private_enterprises", ""),
    ("从业人员", "persons_engaged", ""),
    ("高新技术产业增加值", "high_new_tech_value_added", ""),
    ("在岗职工平均工资", "staff_average_wage", ""),
    ("企业职工基本养老保险参保人数", "enterprise_pension_insured", ""),
    ("中国制造业民营企业500强", "private_manufacturing_500", ""),
    # Another thing.
    ("院士专家工作站", "academician_workstations", ""),
    ("潜在独角兽企业", "potential_unicorns", ""),
    ("雏鹰企业", "eaglet_enterprises", ""),
    ("落地项目", "landed_projects", ""),
    ("在建项目", "projects_under_construction", ""),
    ("体育彩票销售额", "sports_lottery_sales", ""),
    ("科技成果", "registered_results", ""),
    ("产业基金", "industry_funds", ""),
    ("住餐业零售额", "hotel_catering_retail_sales", ""),
    ("建成区绿地率", "green_space_rate", ""),
    ("污水处理能力", "sewage_capacity", ""),
    ("化学需氧量减排量", "cod_reduction", ""),
    ("政府债务限额", "government_debt_limit", ""),
    # Too general to be looked for.
    ("成交面积", "", ""),
    ("国家标准", "", ""),
    ("平均工资", "", ""),
    # A flow, not the stock.
    ("新增5G基站", "new_five_g_stations", ""),
    ("新建高标准农田", "new_high_standard_farmland", ""),
    ("新增贷款", "new_loans", ""),
    # A narrower population, common enough to be its own concept.
    ("农村居民人均住房面积", "rural_housing_area_per_capita", ""),
    ("智能手机产量", "smartphone_output", ""),
    ("3A级景区", "attractions_3a", ""),
    ("城市公园", "urban_parks", ""),
    ("每万人口高价值发明专利拥有量", "high_value_patents_per_10000", ""),
    # A narrower population that stays scope: the level of recognition, the size, the ownership.
    ("国家级绿色工厂", "green_factories", "国家级"),
    ("市级产业集群", "clusters", "市级"),
    ("规模以上汽车产业产值", "automobile_industry_output", "规模以上"),
    ("私营企业出口", "exports_total", "私营企业"),
    ("大型民营企业", "private_enterprises", "大型"),
]


@pytest.mark.parametrize(("phrase", "indicator_id", "scope"), LOOK_ALIKES)
def test_look_alikes(phrase: str, indicator_id: str, scope: str) -> None:
    named = Catalogue(load()).name(phrase)
    assert (named.concept_id, named.scope) == (indicator_id, scope)


def test_size_is_part_of_the_concept(indicators: list[Row], meaning: dict[str, str]) -> None:
    """An alias that names a size belongs to a concept of that size; elsewhere it is scope."""
    words = "规模以上|规上|限额以上|限上|规模工业"
    sized = {
        row["indicator_id"]
        for row in indicators
        if re.search(words, row["name_zh"]) or "bove designated size" in row["definition"]
    }
    assert not [a for a, concept in meaning.items() if re.search(words, a) and concept not in sized]


def test_what_is_new_is_no_stock(indicators: list[Row], meaning: dict[str, str]) -> None:
    """新增 and 净增 name a flow; before a stock they are scope."""
    stocks = {row["indicator_id"] for row in indicators if row["temporal"] == "stock"}
    new = {a: concept for a, concept in meaning.items() if a[:2] in {"新增", "净增"}}
    assert not [a for a, concept in new.items() if concept in stocks]


def test_no_word_is_doubled(indicators: list[Row], meaning: dict[str, str]) -> None:
    """人口人口覆盖率 is a slip."""
    names = {row["name_zh"] for row in indicators}
    assert not [a for a in meaning if re.search(r"([\u4e00-\u9fff]{2,})\1", a) and a not in names]
