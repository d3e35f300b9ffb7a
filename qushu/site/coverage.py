"""What is known, partly known and absent: by district and year, and by indicator, district, year.

Known is a figure of a year, exact or approximate, on which the texts agree. Partly known is an
estimate, a bound or a range, a figure that texts dispute, or one of a part of the year. A phrase
that the catalogue does not know is no indicator that a place could lack, and is left out.
"""

from collections.abc import Sequence
from typing import Any

from qushu import words
from qushu.query import Warehouse
from qushu.site.catalogue import Row
from qushu.site.pages import Pages

PATH = "coverage.html"
_ON_A_LIST = 150
# On the page of a theme: the districts and years of most figures, and its indicators by figures.
_MOST_DISTRICTS = 12
_MOST_INDICATORS = 150
_MOST_YEARS = 10
_MOST_YEARS_ACROSS = 20

_STATES = """
create or replace temp table coverage_states as
with
cells as (
    select
        district_id, indicator_id, year,
        status = 'actual' and bound in ('eq', 'approx') and agreement != 'conflict' as is_known
    from fct_indicator_year
    union all
    select district_id, indicator_id, year, false as is_known
    from fct_observation
    where district_id is not null and year is not null and status in ('actual', 'estimate')
)
select
    cells.district_id, cells.indicator_id, cells.year, bool_or(cells.is_known) as is_known,
    indicator.theme
from cells inner join dim_indicator as indicator using (indicator_id)
where indicator.theme is not null
group by all
"""
_BY_YEAR = """
select
    district_id, year, count(*) filter (is_known) as known, count(*) filter (not is_known) as partly
from coverage_states group by all
"""
_BY_THEME = """
select
    theme, year, count(*) filter (is_known) as known, count(*) filter (not is_known) as partly
from coverage_states group by all
"""
_OF_THEME = """
with
of_theme as (select * from coverage_states where theme = ?),
districts as (
    select district_id from of_theme
    group by district_id order by count(*) desc, district_id limit {districts}
),
indicators as (
    select indicator_id from of_theme
    group by indicator_id order by count(*) desc, indicator_id limit {indicators}
)
select of_theme.*
from of_theme
inner join districts using (district_id)
inner join indicators using (indicator_id)
where year > (select max(year) from of_theme) - {years}
"""


def path_of(theme: str) -> str:
    """The page of a theme."""
    return f"coverage/{theme}.html"


def overview(pages: Pages, warehouse: Warehouse) -> None:
    """Write the page of districts and years, and one for each theme."""
    warehouse.ask(_STATES)
    by_year = warehouse.ask(_BY_YEAR).records()
    by_theme = warehouse.ask(_BY_THEME).records()
    themes = sorted({row["theme"] for row in by_theme}, key=words.theme_order)
    pages.write_list(
        PATH,
        "coverage.html",
        _lines(by_year, "district_id"),
        _ON_A_LIST,
        years=_years(by_year)[-_MOST_YEARS_ACROSS:],
        themes=[line for theme in themes for line in _lines(by_theme, "theme", theme)],
        theme_years=_years(by_theme)[-_MOST_YEARS_ACROSS:],
        path_of=path_of,
    )
    sql = _OF_THEME.format(
        districts=_MOST_DISTRICTS, indicators=_MOST_INDICATORS, years=_MOST_YEARS
    )
    for theme in themes:
        _write_theme(pages, theme, warehouse.ask(sql, [theme]).records())


def _write_theme(pages: Pages, theme: str, rows: Sequence[Row]) -> None:
    """Write the page of a theme: indicators down, districts across, years inside."""
    states = {(row["indicator_id"], row["district_id"], row["year"]): row for row in rows}
    indicators = sorted({row["indicator_id"] for row in rows}, key=pages.catalogue.order)
    pages.write(
        path_of(theme),
        "coverage_theme.html",
        theme=theme,
        districts=sorted({row["district_id"] for row in rows}),
        years=_years(rows),
        indicators=indicators,
        derived=pages.catalogue.derived(indicators),
        states=states,
    )


def _lines(rows: Sequence[Row], key: str, only: str | None = None) -> list[dict[str, Any]]:
    """For each thing its counts by year, and how dark each is: its share of the highest."""
    most = max((row["known"] for row in rows), default=0) or 1
    lines: dict[str, dict[str, Any]] = {}
    for row in rows:
        if only is None or row[key] == only:
            line = lines.setdefault(row[key], {"key": row[key], "cells": {}, "known": 0})
            line["cells"][row["year"]] = row | {"share": row["known"] / most}
            line["known"] += row["known"]
    return sorted(lines.values(), key=lambda line: line["key"])


def _years(rows: Sequence[Row]) -> list[int]:
    return sorted({row["year"] for row in rows})
