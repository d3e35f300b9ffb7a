"""The list of districts, and a page for each: its figures by theme and year, targets, sources."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qushu import words
from qushu.query import Warehouse
from qushu.site import charts, layout, reuse
from qushu.site.catalogue import Catalogue, Row, rows_by, shown_of
from qushu.site.figure_sql import columns, figure
from qushu.site.pages import Pages
from qushu.site.reuse import Mentioned

PATH = "districts.html"
_ON_A_LIST = 400
# What a page shows of each; the rest is a query away.
_MOST = 200
_MOST_CHARTS = 6
_MOST_YEARS = 15
_MOST_CELLS = 2000
_LINES = (1000, 100, 50, 25, 10, 5)

_YEARS = """
select
    indicator_year.*, observation.document_id, indicator.measure,
    coalesce(indicator.theme, 'other') as theme
from fct_indicator_year as indicator_year
inner join fct_observation as observation using (observation_id)
inner join dim_indicator as indicator on indicator_year.indicator_id = indicator.indicator_id
where indicator_year.district_id in (select unnest(?))
order by indicator_year.indicator_id, indicator_year.year
"""
# Parts of a year, ranks, limits: what the table by year has no room for.
_OTHERS = f"""
select {columns("observation")}
from fct_observation as observation
left join fct_indicator_vintage as vintage using (observation_id)
where
    observation.district_id in (select unnest(?))
    and vintage.observation_id is null
    and observation.status != 'target'
order by observation.document_id, observation.span_start, observation.observation_id
"""
_TARGETS = f"""
select target.*, {figure("aim", "aim")}, {figure("actual", "actual")}
from fct_target as target
inner join fct_observation as aim using (observation_id)
left join fct_observation as actual
    on target.latest_actual_observation_id = actual.observation_id
where target.district_id in (select unnest(?))
order by target.target_year nulls last, target.indicator_id, target.observation_id
"""
# The same figure of the place that a district lies in, for the latest year that both have.
_GAPS = f"""
with
both_sides as (
    select
        own.district_id, own.indicator_id, own.year, whole.district_id as whole_id,
        own.observation_id, whole.observation_id as whole_observation_id
    from fct_indicator_year as own
    inner join dim_district as district using (district_id)
    inner join fct_indicator_year as whole
        on
            district.parent_district_id = whole.district_id
            and own.indicator_id = whole.indicator_id
            and own.year = whole.year
            and own.unit = whole.unit
    where own.district_id in (select unnest(?)) and own.value is not null and whole.value != 0
    qualify row_number() over (
        partition by own.district_id, own.indicator_id order by own.year desc
    ) = 1
)
select
    both_sides.district_id, both_sides.indicator_id, both_sides.year, both_sides.whole_id,
    indicator.dimension, own.value - whole.value as difference,
    greatest(own.precision, whole.precision) as difference_precision,
    cast(round(100 * cast(own.value as double) / cast(whole.value as double), 1) as decimal(18, 1))
        as share,
    {figure("own", "own")}, {figure("whole", "whole")}
from both_sides
inner join fct_observation as own using (observation_id)
inner join fct_observation as whole on both_sides.whole_observation_id = whole.observation_id
inner join dim_indicator as indicator on both_sides.indicator_id = indicator.indicator_id
order by indicator.theme, both_sides.indicator_id
"""
_SOURCES = """
select district_id, document_id, count(*) as n_figures
from fct_observation
where district_id in (select unnest(?))
group by district_id, document_id
order by n_figures desc, document_id
"""
# What the page of a district shows, by name.
_SHOWN = {
    "years": _YEARS,
    "others": _OTHERS,
    "targets": _TARGETS,
    "gaps": _GAPS,
    "sources": _SOURCES,
}
# What it calls by name: of all observations of the place, which the above are some of.
_NAMED = """
select district_id, list(distinct indicator_id), list(distinct document_id)
from fct_observation
where district_id in (select unnest(?))
group by district_id
"""


def overview(pages: Pages, warehouse: Warehouse) -> None:
    """Write the list."""
    districts = pages.catalogue.districts
    rows = [
        row | {"path": [above["district_id"] for above in pages.catalogue.above(key)]}
        for key in pages.catalogue.pages
        if (row := districts[key])["n_observations"]
    ]
    rows.sort(key=lambda row: [*row["path"][:2], "", row["district_id"]][:4])
    pages.write_list(PATH, "districts.html", rows, _ON_A_LIST)


def sizes(pages: Pages) -> dict[str, int]:
    """The districts that have a page, with how many figures each has."""
    return {key: pages.catalogue.districts[key]["n_observations"] for key in pages.catalogue.pages}


def fingerprints(pages: Pages, warehouse: Warehouse, keys: Sequence[str]) -> dict[str, str]:
    """For each district what differs whenever its page would."""
    catalogue = pages.catalogue
    children = _children(catalogue)
    shown = reuse.digests(warehouse, "district_id", _SHOWN.values(), keys)
    named = {key: ids for key, *ids in warehouse.ask(_NAMED, [list(keys)]).rows}
    made_of = {}
    for key in keys:
        district = catalogue.districts[key]
        around = [*catalogue.above(key), *children.get(key, [])]
        places = [district["successor_district_id"], *(row["district_id"] for row in around)]
        indicators, documents = named.get(key, ((), ()))
        made_of[key] = pages.fingerprint(
            (district, shown.get(key)), Mentioned(indicators, places, documents)
        )
    return made_of


def each(pages: Pages, warehouse: Warehouse, made_of: Mapping[str, str]) -> None:
    """Write the pages of some districts."""
    children = _children(pages.catalogue)
    found = shown_of(warehouse, "district_id", _SHOWN, list(made_of))
    for key, fingerprint in made_of.items():
        shown = {name: rows.get(key, []) for name, rows in found.items()}
        years = shown.pop("years")
        pages.write(
            layout.district(key),
            "district.html",
            fingerprint,
            district=pages.catalogue.districts[key],
            above=pages.catalogue.above(key),
            children=children.get(key, []),
            themes=_themes(pages.catalogue, years),
            charts=_charts(pages.catalogue, years),
            most=_MOST,
            **shown,
        )


def _children(catalogue: Catalogue) -> dict[str, list[Row]]:
    """The districts that have a page, by the place that they lie in."""
    return rows_by("parent_district_id", (catalogue.districts[key] for key in catalogue.pages))


def _themes(catalogue: Catalogue, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Tables by theme: its latest years, and for each indicator its row of each year or None.

    Where that is more than a page can hold, tables keep the indicators most written about.
    """
    themes: dict[str, dict[str, dict[int, Row]]] = {}
    for row in rows:
        by_indicator = themes.setdefault(row["theme"], {})
        by_indicator.setdefault(row["indicator_id"], {})[row["year"]] = row
    years = {
        theme: sorted({year for cells in lines.values() for year in cells})[-_MOST_YEARS:]
        for theme, lines in themes.items()
    }
    for most in _LINES:
        if sum(min(len(themes[one]), most) * len(years[one]) for one in themes) <= _MOST_CELLS:
            break
    tables = []
    for theme in sorted(themes, key=words.theme_order):
        keys = sorted(themes[theme], key=catalogue.order)[:most]
        lines = [(key, [themes[theme][key].get(year) for year in years[theme]]) for key in keys]
        tables.append(
            {
                "theme": theme,
                "years": years[theme],
                "lines": lines,
                "derived": catalogue.derived(keys),
                "n": sum(map(len, themes[theme].values())),
                "n_shown": sum(cell is not None for _, cells in lines for cell in cells),
            }
        )
    return tables


def _charts(catalogue: Catalogue, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The longest series, drawn."""
    series = rows_by("indicator_id", filter(charts.is_drawn, rows))
    several = [(key, points) for key, points in series.items() if len(points) > 1]
    several.sort(key=lambda one: (-len(one[1]), catalogue.order(one[0])))
    return [
        {"indicator_id": key, "unit": points[0]["unit"], "chart": charts.line(points)}
        for key, points in several[:_MOST_CHARTS]
    ]
