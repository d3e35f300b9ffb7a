"""Parts of the site: how figures are written, where pages lie, and the names of themes.

| figure                                   | Chinese        | English                  |
| ---------------------------------------- | -------------- | ------------------------ |
| 12593000000 元 ± 500000                  | 125.93亿元     | 12.593 billion yuan      |
| 370000 户 ± 5000, more than              | 超过37万户     | more than 370,000        |
| 3 % ± 0.05, growth                       | +3.0%          | +3.0%                    |
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

import qushu
from qushu import words
from qushu.language import Language
from qushu.site import charts, figures, layout
from qushu.site.catalogue import Catalogue

PACKAGE = Path(qushu.__file__).parent
SEEDS = PACKAGE.parent / "seeds"


# --- figures --------------------------------------------------------------------------------------


def row(value: str | None, unit: str | None, precision: str | None = None, **more: object) -> dict:
    def decimal(text: object) -> Decimal | None:
        return None if text is None else Decimal(str(text))

    return {
        "value": decimal(value),
        "value_low": decimal(more.get("low")),
        "value_high": decimal(more.get("high")),
        "unit": unit,
        "precision": decimal(precision),
        "bound": more.get("bound", "eq"),
        "measure": more.get("measure", "level"),
    }


@pytest.mark.parametrize(
    ("figure", "unit_en", "zh", "en"),
    [
        (row("12593000000", "元", "500000"), "yuan", "125.93亿元", "12.593 billion yuan"),
        (row("370000", "户", "5000", bound="gt"), "", "超过37万户", "more than 370,000"),
        (row("46680", "户", "0.5"), "", "46,680户", "46,680"),
        (row("3", "%", "0.05", measure="growth"), "percent", "+3.0%", "+3.0%"),
        (row("-3.1", "%", "0.05", measure="growth"), "percent", "−3.1%", "−3.1%"),
        (row("0", "%", "0.05", measure="growth"), "percent", "0.0%", "0.0%"),
        (row("-0.00", "%"), "percent", "0%", "0%"),
        (row("-0.004", "%", "0.05", measure="growth"), "percent", "0.0%", "0.0%"),
        (row("1", "公里", "0.5"), "kilometre", "1公里", "1 kilometre"),
        (row("12", "公里", "0.5"), "kilometre", "12公里", "12 kilometres"),
        (row("5", "元/人", "0.5"), "yuan per person", "5元/人", "5 yuan per person"),
        (row("2", "人/户", "0.5"), "person per household", "2人/户", "2 persons per household"),
        (row("2.1", "个百分点", "0.05", measure="gap_pp"), "x", "+2.1个百分点", "+2.1 pp"),
        (row("3", "位", "0.5", measure="rank"), "rank", "第3位", "No. 3"),
        (row(None, "家", low="2", high="3", bound="range"), "", "2–3家", "2–3"),
        (row("90", "%", "0.5", bound="ge"), "percent", "不低于90%", "at least 90%"),
        (row("0.7", None), None, "0.7", "0.7"),
        (row("2000000000000", "元", "50000000000"), "yuan", "2.0万亿元", "2.0 trillion yuan"),
    ],
)
def test_figures_are_written_as_they_were_said(
    figure: dict, unit_en: str | None, zh: str, en: str
) -> None:
    assert figures.figure(figure, Language.ZH, unit_en) == zh
    assert figures.figure(figure, Language.EN, unit_en) == en


def test_a_chart_holds_its_points_and_nothing_that_runs() -> None:
    points = [
        {"year": year, "value": Decimal(value)}
        for year, value in ((2019, 3 * 10**8), (2021, 10**9))
    ]
    chart = charts.lines({"a": points, "b": points})
    assert chart.years == (2019, 2021) and chart.factor == 10**8
    assert chart.svg.startswith("<svg ") and "viewBox" in chart.svg
    assert "2019" in chart.svg and "2021" in chart.svg
    assert "<script" not in chart.svg and "aria-" not in chart.svg
    style = (PACKAGE / "site" / "assets" / "site.css").read_text(encoding="utf-8")
    used = set(re.findall(r'stroke="(#00000\d)"', chart.svg))
    assert used == {"#000001", "#000002"}
    assert all(f'[stroke="{colour}"]' in style for colour in used)


# --- where pages lie ------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["500120", "gdp.growth.yoy~0a1b2c3d", "report-2020"])
def test_a_plain_key_is_its_own_file_name(key: str) -> None:
    assert layout.file_name(key) == key


@pytest.mark.parametrize(
    "key",
    ["日报", "A", "a b", "../x", "a/b", ".", "", "a" * 300, "a?b#c", "a%2e", "CON", "é", "\n"],
)
def test_any_other_key_has_a_safe_file_name_of_its_own(key: str) -> None:
    name = layout.file_name(key)
    assert re.fullmatch(r"[a-z0-9][a-z0-9._~-]*", name) and len(name) < 100
    assert name != layout.file_name(key + "x") and name != layout.file_name(key.swapcase() + "y")


@pytest.mark.parametrize(
    ("path", "root"),
    [("index.html", ""), ("district/x.html", "../"), ("en/district/x.html", "../../")],
)
def test_the_way_up_is_relative(path: str, root: str) -> None:
    assert layout.root(path) == root


def test_an_anchor_is_quoted() -> None:
    assert layout.evidence("a", "a@1-2 #") == "evidence/a.html#a%401-2%20%23"


# --- words --------------------------------------------------------------------------------------


def test_each_theme_of_the_catalogue_has_a_name() -> None:
    with (SEEDS / "indicators.csv").open(encoding="utf-8") as file:
        themes = {line["theme"] for line in csv.DictReader(file)}
    assert themes | {"other"} == set(words.THEMES)


# --- the order of indicators ----------------------------------------------------------------------


def ordered(**weights: int) -> list[str]:
    """The keys of some concepts in the order of a list, by how many observations each has."""
    rows = {key: {"concept_id": None, "measure": "level"} for key in weights}
    return sorted(weights, key=Catalogue({}, rows, {}, {}, weights).order)


def test_what_is_written_of_most_comes_first() -> None:
    assert ordered(a=3, b=90, c=20) == ["b", "c", "a"]


def test_one_more_figure_turns_no_list_round() -> None:
    assert ordered(a=40, b=40) == ordered(a=40, b=41) == ["a", "b"]
