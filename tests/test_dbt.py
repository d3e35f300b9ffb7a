"""The dbt project on a small raw folder made by hand (`tests/fixtures/raw_sample`).

Three invented texts state every kind of measure. One build checks what comes out; one run of the
data tests over a copy with planted faults checks that each test catches what it is for.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

ROOT = Path(__file__).parents[1]
RAW_SAMPLE = Path(__file__).parent / "fixtures" / "raw_sample"

# (what is done to the warehouse, the test that must notice)
FAULTS = [
    (
        "update marts.fct_observation set value = value * 100000000"
        " where observation_id = 'a-review@22-29'",
        "each_scale_is_applied_once",
    ),
    (
        "update marts.fct_observation set number = number * 100000000"
        " where observation_id = 'a-review@22-29'",
        "numbers_are_the_digits_of_their_surface",
    ),
    (
        "update marts.fct_observation set dimension = 'count'"
        " where observation_id = 'a-review@77-83'",
        "levels_carry_the_dimension_of_their_concept",
    ),
    (
        "update marts.fct_observation set dimension = 'money_cny' where measure = 'rank'",
        "derived_measures_carry_their_own_dimension",
    ),
    (
        "update marts.fct_observation set value = 130 where measure = 'share'",
        "shares_lie_within_0_and_100",
    ),
    (
        "update marts.fct_observation set value = 96000.5 where observation_id = 'c-plan@135-140'",
        "catalogued_counts_are_whole",
    ),
    (
        "update marts.fct_observation set value_low = 2.5 where bound = 'range'",
        "uncatalogued_counts_are_whole",
    ),
    (
        "update marts.fct_observation set district_id = '500000'"
        " where subject_type = 'organisation'",
        "organisations_are_not_filed_under_a_district",
    ),
    (
        "update marts.fct_observation set district_id = '999999'"
        " where observation_id = 'c-plan@145-150'",
        "observations_have_a_district_that_exists",
    ),
    (
        "update marts.fct_observation set unit = '石' where measure = 'threshold'",
        "observations_have_a_unit_that_exists",
    ),
    (
        "update marts.fct_observation set value = 1 where bound = 'range'",
        "ranges_have_two_ends_and_others_one_value",
    ),
    (
        "update marts.fct_observation set year = 1919 where observation_id = 'a-review@122-128'",
        "years_are_the_year_of_the_period_end",
    ),
    (
        "update marts.fct_indicator_year set observation_id = 'c-plan@15-19'"
        " where indicator_id = 'market_entities'",
        "no_target_stands_among_the_actuals",
    ),
    (
        "update marts.fct_disagreement set chosen_observation_id = other_observation_id"
        " where chosen_observation_id = observation_id",
        "yearly_choice_agrees_with_every_disagreement",
    ),
    (
        "update marts.fct_disagreement set relation = 'conflict'"
        " where observation_id = 'a-review@22-29'",
        "headlines_equal_their_body",
    ),
    (
        "update marts.fct_mention set span_end = span_end + 20 where disposition = 'name'",
        "mentions_do_not_overlap",
    ),
    (
        "update marts.fct_mention set disposition = 'noise'"
        " where observation_id = 'a-review@32-36'",
        "each_observation_stands_in_a_mention",
    ),
    (
        "delete from marts.fct_observation where observation_id = 'c-plan@57-61'",
        "every_fact_is_published",
    ),
    (
        "update marts.fct_observation set unit_printed = '人'"
        " where observation_id = 'a-review@22-29'",
        "units_are_those_of_their_surface",
    ),
    (
        "update marts.fct_observation set subject_name = '渝中区'"
        " where observation_id = 'c-plan@15-19'",
        "observations_are_filed_under_the_district_they_name",
    ),
    (
        "update marts.fct_observation set status = 'actual' where observation_id = 'c-plan@31-38'",
        "no_actual_begins_after_its_text_was_published",
    ),
    (
        "insert into seeds.corrections values ('a-review@22-29', 'flag', null, '1元', 'r', 'p',"
        " 'active')",
        "corrections_mend_what_still_stands_there",
    ),
    (
        "update marts.fct_identity_check set verdict = 'violated' where verdict = 'holds'",
        "verdicts_follow_from_residual_and_tolerance",
    ),
    (
        "update marts.fct_identity_check set missing = null where verdict = 'incomplete'",
        "incomplete_checks_say_what_is_missing",
    ),
    (
        "update marts.fct_identity_summary set n_checks = n_checks + 1",
        "every_identity_check_is_counted_once",
    ),
    (
        "update marts.dim_document set n_numerals = n_numerals + 1",
        "every_numeral_is_counted_in_its_text",
    ),
    (
        "update marts.dim_document set n_facts = n_facts + 1",
        "every_numeral_of_a_fact_is_counted_in_its_text",
    ),
    (
        "update marts.dim_document set n_unresolved = n_unresolved + 1",
        "every_unresolved_numeral_is_counted_in_its_text",
    ),
    (
        "update marts.fct_implied_level set value = value * 10000",
        "implied_levels_lie_within_their_interval",
    ),
    (
        "update marts.fct_implied_level set verdict = 'holds' where stated_observation_id is null",
        "implied_levels_are_judged_where_one_is_stated",
    ),
    # Rules that nothing could ever match.
    (
        "update staging.stg_identity_parts set role = 'part' where role = 'left'"
        " and identity_id = 'gdp_is_the_three_industries'",
        "every_identity_has_two_sides",
    ),
    (
        "update staging.stg_identity_parts set indicator_id = 'permanent_population'"
        " where indicator_id = 'imports_total'",
        "every_identity_has_two_sides",
    ),
    (
        "update staging.stg_identity_parts set indicator_id = 'nameless'"
        " where indicator_id = 'forestry_output_value'",
        "every_identity_can_be_named",
    ),
    (
        "update staging.stg_concept_wholes set whole_id = 'permanent_population'"
        " where whole_id = 'gdp'",
        "parts_are_measured_as_their_wholes",
    ),
    (
        "update marts.dim_unit set factor_to_base = 0 where unit = '元'",
        "each_unit_converts_to_its_base_unit",
    ),
]


def run_dbt(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run dbt in a process of its own, with everything that it writes inside `folder`."""
    environment = os.environ | {
        "QUSHU_RAW": str(RAW_SAMPLE),
        "QUSHU_WAREHOUSE": str(folder / "warehouse.duckdb"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def failing_tests(folder: Path) -> set[str]:
    """Names of the tests that failed or warned in the last run."""
    results = json.loads((folder / "target" / "run_results.json").read_text(encoding="utf-8"))
    return {
        result["unique_id"].split(".")[2]
        for result in results["results"]
        if result["status"] in ("fail", "warn", "error")
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the warehouse built from the sample; every test passed without a warning."""
    folder = tmp_path_factory.mktemp("sample")
    done = run_dbt(folder, "build")
    assert done.returncode == 0, done.stdout
    assert not failing_tests(folder)
    return folder


@pytest.fixture(scope="module")
def warehouse(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A sound copy of the warehouse: faults are planted in the original, at whose path dbt need
    not parse the project again."""
    (built / "sound").mkdir()
    copy = shutil.copy(built / "warehouse.duckdb", built / "sound")
    with duckdb.connect(str(copy), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def caught(built: Path, warehouse: duckdb.DuckDBPyConnection) -> set[str]:
    """The tests that fail once every fault of FAULTS is planted."""
    with duckdb.connect(str(built / "warehouse.duckdb")) as connection:
        for fault, _ in FAULTS:
            connection.execute(fault)
    done = run_dbt(built, "test", "--exclude", "test_type:unit")
    assert done.returncode == 1, done.stdout
    return failing_tests(built)


def one_row(warehouse: duckdb.DuckDBPyConnection, query: str) -> Any:
    rows = warehouse.execute(query).fetchall()
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("observation_id", "value", "unit", "precision"),
    [
        ("a-review@22-29", "10030000000", "元", "5000000"),  # 100.3亿元
        ("a-review@32-36", "5.5", "%", "0.05"),  # 增长5.5%
        ("a-review@72-74", "2", "位", None),  # 居第2位: exact
        ("c-plan@15-19", "120000", "户", "5000"),  # 12万户以上
        ("c-plan@145-150", "2", "平方公里", "0.5"),  # kept in the unit that is customary
    ],
)
def test_values_are_exact(
    warehouse: duckdb.DuckDBPyConnection,
    observation_id: str,
    value: str,
    unit: str,
    precision: str | None,
) -> None:
    row = one_row(
        warehouse,
        "select value, unit, precision from marts.fct_observation"
        f" where observation_id = '{observation_id}'",
    )
    assert row == (Decimal(value), unit, precision and Decimal(precision))


def test_a_range_has_two_ends(warehouse: duckdb.DuckDBPyConnection) -> None:
    row = one_row(
        warehouse,
        "select value, value_low, value_high from marts.fct_observation where bound = 'range'",
    )
    assert row == (None, 2, 3)


def test_a_revised_figure_is_preferred(warehouse: duckdb.DuckDBPyConnection) -> None:
    row = one_row(
        warehouse,
        "select value, n_observations, agreement from marts.fct_indicator_year"
        " where indicator_id = 'exports_total' and year = 2019",
    )
    assert row == (6030000000, 2, "revised")


def test_a_headline_rounds_its_body(warehouse: duckdb.DuckDBPyConnection) -> None:
    row = one_row(
        warehouse,
        "select relation, chosen_observation_id, chosen_by from marts.fct_disagreement"
        " where indicator_id = 'foreign_trade_total'",
    )
    assert row == ("within_rounding", "a-review@22-29", "bound")


def test_exports_and_imports_are_foreign_trade(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select document_id, verdict, residual from marts.fct_identity_check"
        " where identity_id = 'foreign_trade_is_exports_and_imports' order by document_id"
    ).fetchall()
    assert rows == [("a-review", "holds", 0)]


def test_a_target_knows_its_latest_actual(warehouse: duckdb.DuckDBPyConnection) -> None:
    row = one_row(
        warehouse,
        "select target_year, bound, latest_actual_year, progress from marts.fct_target"
        " where indicator_id = 'market_entities'",
    )
    assert row == (2025, "ge", 2022, Decimal("0.8"))


def test_a_target_knows_its_departments(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select name_zh, role from marts.bridge_target_department"
        " join marts.dim_department using (department_id) order by role"
    ).fetchall()
    assert rows == [("区市场监管局", "lead"), ("区商务委", "responsible")]


def test_every_relation_is_a_table(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert not warehouse.execute(
        "select view_name from duckdb_views() where not internal"
    ).fetchall()


@pytest.mark.parametrize("name", [name for _, name in FAULTS])
def test_each_fault_is_caught(caught: set[str], name: str) -> None:
    assert name in caught
