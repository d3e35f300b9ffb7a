"""Statements that part, come in vintages, cross a change of district, and aim at something.

`tests/vintages` holds seven short texts about one district; every figure in them is invented.

| what                          | stated                                 | must come out          |
| ----------------------------- | -------------------------------------- | ---------------------- |
| GDP of 2019                   | a flash, a preliminary, a final figure | revised; the final one |
| foreign trade of 2019         | 60.34亿, and 约60亿 in a newspaper     | within rounding        |
| high-tech enterprises of 2019 | 120 (statistics), 135 (news), one day  | conflict; statistics   |
| retail sales of 2019          | twice the same                         | same                   |
| population from 2012 to 2017  | as a county, then as a district        | one series, upgraded   |
| four targets for 2025         | binding or striven, figures for 2022   | distance, path, track  |
"""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from mutations import Laboratory

VINTAGES = Path(__file__).parent / "vintages"


@pytest.fixture(scope="module")
def read(laboratory: Laboratory) -> Laboratory:
    """The laboratory with the warehouse of these texts."""
    laboratory.read(VINTAGES)
    return laboratory


@pytest.mark.parametrize(
    ("indicator", "value", "agreement", "chosen_by", "n_observations"),
    [
        ("gdp", "50580000000", "revised", "revision", 3),
        ("foreign_trade_total", "6034000000", "within_rounding", "bound", 2),
        ("high_tech_enterprises", "120", "conflict", "publisher", 2),
        ("retail_sales", "18860000000", "same", "publisher", 2),
    ],
)
def test_one_figure_is_chosen_and_says_why(
    read: Laboratory,
    indicator: str,
    value: str,
    agreement: str,
    chosen_by: str,
    n_observations: int,
) -> None:
    assert read.ask(f"""
        select value, agreement, chosen_by, n_observations
        from marts.fct_indicator_year
        where indicator_id = '{indicator}' and year = 2019
    """) == [(Decimal(value), agreement, chosen_by, n_observations)]


def test_each_pair_that_parts_is_classed(read: Laboratory) -> None:
    assert read.ask("""
        select indicator_id, relation, chosen_by, count(*)
        from marts.fct_disagreement group by all order by all
    """) == [
        ("foreign_trade_total", "within_rounding", "bound", 1),
        ("gdp", "revised", "revision", 3),
        ("gdp.growth.yoy", "revised", "revision", 1),
        ("high_tech_enterprises", "conflict", "publisher", 1),
    ]


def test_nothing_that_was_stated_is_dropped(read: Laboratory) -> None:
    [(stated, competing)] = read.ask("""
        select
            (select count(*) from marts.fct_observation where status = 'actual'),
            (select count(*) from marts.fct_indicator_vintage)
    """)
    assert stated == competing


@pytest.mark.parametrize(
    ("day", "value", "agreement"),
    [
        ("2020-01-19", None, None),
        ("2020-01-20", "51200000000", "single"),
        ("2020-03-19", "51200000000", "single"),
        ("2020-03-20", "51030000000", "revised"),
        ("2020-12-14", "51030000000", "revised"),
        ("2020-12-15", "50580000000", "revised"),
    ],
)
def test_what_was_known_on_a_day(
    read: Laboratory, day: str, value: str | None, agreement: str | None
) -> None:
    found = read.ask(f"""
        select value, agreement from marts.as_of('{day}')
        where indicator_id = 'gdp' and year = 2019
    """)
    assert found == ([(Decimal(value), agreement)] if value else [])


def test_a_series_goes_on_across_an_upgrade(read: Laboratory) -> None:
    assert read.ask("""
        select year, district_id, district_code, series_break
        from marts.fct_indicator_year
        where series_district_id = '500120' and indicator_id = 'permanent_population'
        order by year
    """) == [
        (2012, "500227-2014", "500227", None),
        (2013, "500227-2014", "500227", None),
        (2016, "500120", "500120", "upgraded"),
        (2017, "500120", "500120", None),
    ]
    assert read.ask("select year, series_break from reports.qc_series_breaks") == [
        (2016, "upgraded")
    ]


def test_targets_know_how_far_they_are(read: Laboratory) -> None:
    assert read.ask("""
        select
            indicator_id, wording, cast(deadline as varchar), distance,
            round(needed_yearly_growth, 1), base_year, on_track
        from marts.fct_target order by indicator_id
    """) == [
        # No figure from before the plan: nothing to draw a path from.
        ("forest_coverage", "binding", "2025-12-31", Decimal("1.5"), None, None, None),
        ("gdp", "striven", "2025-12-31", 14980000000, Decimal("7.2"), 2019, True),
        ("high_tech_enterprises", "striven", "2025-12-31", 50, Decimal("10.1"), 2019, False),
        ("market_entities", "binding", "2025-12-31", 9000, Decimal("3.6"), None, None),
    ]


def test_which_department_leads_which_target(read: Laboratory) -> None:
    assert read.ask("""
        select name_zh, indicator_id, distance
        from marts.fct_target
        inner join marts.bridge_target_department using (observation_id)
        inner join marts.dim_department using (department_id)
        where role = 'lead'
    """) == [("区市场监管局", "market_entities", 9000)]


# --- as_of in the published file ----------------------------------------------------------------


def test_the_end_of_time_knows_what_the_release_shows(release: Path) -> None:
    with duckdb.connect(str(release / "warehouse.duckdb"), read_only=True) as connection:
        connection.execute("use marts")
        columns = "district_id, indicator_id, year, value, observation_id, agreement"
        shown = f"select {columns} from fct_indicator_year"
        known = f"select {columns} from as_of(date '9999-12-31')"
        assert connection.execute(f"{shown} except {known}").fetchall() == []
        assert connection.execute(f"{known} except {shown}").fetchall() == []


def test_it_is_asked_from_another_folder(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with duckdb.connect(str(release / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute("select * from marts.as_of('2020-01-31')").fetchall()
    assert rows
