"""The five source texts, built by the real command where they lie beside the project.

What an analyst must find there, and what must not be there.
"""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import run_qushu
from marked import check

from qushu.language import Language
from qushu.query import reading

SHARED = Path(__file__).resolve().parents[2] / "shared"
MEASURES = SHARED / "gold" / "004_measures.jsonl"

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the source texts are not at hand")


class Asked:
    """The rows of a query; the connection is closed before the test goes on."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, sql: str, parameters: list[Any] | None = None) -> list[Any]:
        with duckdb.connect(str(self.path), read_only=True) as connection:
            return connection.execute(sql, parameters or []).fetchall()


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    releases = tmp_path_factory.mktemp("shared-releases")
    done = run_qushu("build", "--corpus", SHARED / "corpus", "--releases", releases)
    assert done.returncode == 0, done.stderr
    return Asked(releases / "current" / "warehouse.duckdb")


YEARLY = """
    select value, unit, bound, status
    from marts.fct_indicator_year
    inner join marts.dim_district using (district_id)
    where name_zh = ? and indicator_id = ? and year = ?
"""


@pytest.mark.parametrize(
    ("district", "indicator", "year", "value", "unit", "status"),
    [
        ("大渡口区", "non_public_economy_value_added", 2018, 12593000000, "元", "actual"),
        ("大渡口区", "non_public_economy_value_added.share.gdp", 2018, 55.2, "%", "actual"),
        ("重庆市", "exports_total", 2019, 371290000000, "元", "actual"),
        ("重庆市", "imports_total", 2019, 207990000000, "元", "actual"),
        ("重庆市", "foreign_trade_total", 2019, 579280000000, "元", "actual"),
        ("北碚区", "private_tech_enterprises", 2020, 1386, "家", "actual"),
        ("永川区", "private_economy_value_added.share%", 2023, 77, "%", "actual"),
        ("江津区", "consumer_goods_industry_output", 2019, 25200000000, "元", "estimate"),
    ],
)
def test_yearly_figures(
    warehouse: Asked,
    district: str,
    indicator: str,
    year: int,
    value: float,
    unit: str,
    status: str,
) -> None:
    sql = YEARLY.replace("indicator_id = ?", "indicator_id like ?")
    rows = warehouse.rows(sql, [district, indicator, year])
    assert [(float(v), u, s) for v, u, _, s in rows] == [(value, unit, status)]


@pytest.mark.parametrize(
    ("district", "year", "values"),
    [
        ("江津区", 2022, {50000000000, 150}),
        ("江津区", 2025, {100000000000}),
        ("江北区", 2027, {55, 150000, 75000, 1000, 6, 15, 150, 900, 13}),
    ],
)
def test_targets(warehouse: Asked, district: str, year: int, values: set[float]) -> None:
    sql = """
        select value from marts.fct_target
        inner join marts.dim_district using (district_id)
        where name_zh = ? and target_year = ? and value is not null
    """
    found = {float(v) for (v,) in warehouse.rows(sql, [district, year])}
    assert values <= found


@pytest.mark.parametrize(
    "sql",
    [
        "from marts.fct_indicator_year where status not in ('actual', 'estimate')",
        """from marts.fct_observation
           where subject_type = 'organisation' and district_id is not null""",
        # A firm's loan, capital or sales are never the district's.
        """from marts.fct_observation where district_id is not null
           and (indicator_name like '%注册资本%' or quote like '%有限公司是%获贷款%')""",
    ],
    ids=["no target among actuals", "no organisation in a district", "no firm's money"],
)
def test_nothing_is_where_it_does_not_belong(warehouse: Asked, sql: str) -> None:
    rows = warehouse.rows(f"select * {sql}")
    assert rows == []


def test_departments_answer_for_the_targets_of_their_measures(warehouse: Asked) -> None:
    lines = [json.loads(line) for line in MEASURES.read_text("utf-8").splitlines()]
    expected = {
        (start, end, role, unit)
        for line in lines
        for start, end in line["target_spans"]
        for role in ("lead", "responsible")
        for unit in line[f"{role}_units"]
    }
    rows = warehouse.rows("""
        select span_start, span_end, role, name_zh
        from marts.bridge_target_department
        inner join marts.fct_observation using (observation_id)
        inner join marts.dim_department using (department_id)
    """)
    assert len(rows) == len(set(rows))
    assert set(rows) == expected


# (identity, indicator of the left side, year, verdict, residual or None)
VERDICTS = [
    ("foreign_trade_is_exports_and_imports", "foreign_trade_total", 2019, "holds", 0),
    ("year_is_its_quarters", "foreign_trade_total", 2019, "holds", 0),
    ("gap_is_rate_less_other_rate", "trade_with_belt_and_road.gap_pp.500000", 2019, "holds", 0),
    ("parts_listed_after_a_total", "enterprise_support_funds", 2020, "holds", 0),
    ("financing_is_the_fund_times_its_leverage", "enterprise_financing", 2020, "violated", None),
    # Lists of what is only among all: what they leave is no violation.
    ("foreign_trade_has_these_modes", "foreign_trade_total", 2019, "incomplete", 1040000000),
    ("foreign_trade_has_these_owners", "foreign_trade_total", 2019, "incomplete", 480000000),
    *(
        ("share_is_part_over_whole", indicator, 2019, "within_rounding", None)
        for indicator in (
            "processing_trade_total.share.foreign_trade_total",
            "foreign_enterprise_trade.share.foreign_trade_total",
            "private_enterprise_trade.share.foreign_trade_total",
            "state_enterprise_trade.share",
            "trade_with_belt_and_road.share.foreign_trade_total",
            "electromechanical_exports.share.exports_total",
            "integrated_circuit_imports.share.imports_total",
        )
    ),
    *(
        ("change_of_share_follows_from_both_growths", indicator, 2019, "within_rounding", None)
        for indicator in (
            "processing_trade_total.change_pp.yoy",
            "foreign_enterprise_trade.change_pp.yoy",
            "private_enterprise_trade.change_pp.yoy",
        )
    ),
]


@pytest.mark.parametrize(("identity", "indicator", "year", "verdict", "residual"), VERDICTS)
def test_verdicts(
    warehouse: Asked, identity: str, indicator: str, year: int, verdict: str, residual: int | None
) -> None:
    rows = warehouse.rows(
        """select verdict, residual from marts.fct_identity_check
           where identity_id = ? and indicator_id = ? and year = ?""",
        [identity, indicator, year],
    )
    assert [v for v, _ in rows] == [verdict]
    assert residual is None or rows[0][1] == residual


def test_nothing_else_is_violated(warehouse: Asked) -> None:
    rows = warehouse.rows("""
        select identity_id, observation_ids from marts.fct_identity_check
        where verdict = 'violated' and kind != 'product'
    """)
    assert rows == []


def test_the_level_that_a_growth_implies(warehouse: Asked) -> None:
    rows = warehouse.rows("""
        select value, value_low, value_high, stated_observation_id
        from marts.fct_implied_level
        inner join marts.dim_district using (district_id)
        where name_zh = '北碚区' and indicator_id = 'private_tech_enterprises' and year = 2018
    """)
    ((value, low, high, stated),) = rows
    assert (value, stated) == (350, None)
    assert low < 350 < high


@pytest.mark.parametrize("language", Language)
def test_each_fact_is_marked_where_it_stands(warehouse: Asked, language: Language) -> None:
    with reading(warehouse.path) as opened:
        facts = check(warehouse.path.parent / "docs", opened, SHARED / "corpus", language)
    assert [(facts,)] == warehouse.rows("select count(*) from marts.fct_observation")
    assert facts > 0
