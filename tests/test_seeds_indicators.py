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
        ("农民人均纯收入", "rural_disposable_income"),
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
