"""The reports of suspicion: `tests/suspicious` holds a text with slips, and each finds its own.

| slip                                         | report                     |
| -------------------------------------------- | -------------------------- |
| 万 for 亿 in one year of four                | qc_orders_of_magnitude     |
| the same, and firms that grow fivefold       | qc_year_on_year_jumps      |
| a share of 130 percent                       | qc_shares_out_of_range     |
"""

from decimal import Decimal
from pathlib import Path

import pytest
from mutations import Laboratory

SUSPICIOUS = Path(__file__).parent / "suspicious"


@pytest.fixture(scope="module")
def read(laboratory: Laboratory) -> Laboratory:
    """The laboratory with the warehouse of these texts."""
    laboratory.read(SUSPICIOUS)
    return laboratory


def test_a_scale_that_was_mistaken_is_suspected(read: Laboratory) -> None:
    assert read.ask("""
        select year, orders_off, n_peers from reports.qc_orders_of_magnitude
    """) == [(2020, -4, 3)]


def test_jumps_are_suspected_both_ways(read: Laboratory) -> None:
    assert read.ask("""
        select indicator_id, previous_year, year, round(log10(yearly_factor))
        from reports.qc_year_on_year_jumps order by all
    """) == [
        ("gdp", 2019, 2020, -4),
        ("gdp", 2020, 2021, 4),
        ("high_tech_enterprises", 2021, 2022, 1),
    ]


def test_shares_above_the_whole_are_suspected(read: Laboratory) -> None:
    assert read.ask("select measure, highest from reports.qc_shares_out_of_range") == [
        ("share", Decimal(130))
    ]
