"""The list of indicators, and a page for each: what it means, who has it, every observation."""

from collections.abc import Mapping, Sequence
from typing import Any

from qushu.query import Warehouse
from qushu.site import charts, layout, words
from qushu.site.catalogue import Catalogue, Row
from qushu.site.figure_sql import columns
from qushu.site.pages import Pages
from qushu.site.reuse import Mentioned

PATH = "indicators.html"
_ON_A_LIST = 400
# What a page shows of each; the rest is a query away.
_MOST_OBSERVATIONS = 300
_MOST_DISTRICTS = 100
_MOST_YEARS = 20
_MOST_LINES = 6

_YEARS = """
select indicator_year.*, observation.document_id, observation.measure, district.type
from fct_indicator_year as indicator_year
inner join fct_observation as observation using (observation_id)
inner join dim_district as district on indicator_year.district_id = district.district_id
where indicator_year.indicator_id in (select unnest(?))
order by indicator_year.district_id, indicator_year.year
"""
_OBSERVATIONS = f"""
select
    {columns("observation")}, subject_name, surface, period_basis,
    count(*) over (partition by indicator_id) as n
from fct_observation as observation
where indicator_id in (select unnest(?))
qualify row_number() over (
    partition by indicator_id
    order by year desc nulls last, document_id, span_start, observation_id
) <= ?
order by year desc nulls last, document_id, span_start, observation_id
"""
# The other measures of the same concept, and of its scopes.
_RELATED = """
select one.indicator_id, other.indicator_id as other_id
from dim_indicator as one
inner join dim_indicator as other
    on one.concept_id = other.concept_id and one.indicator_id != other.indicator_id
where
    one.indicator_id in (select unnest(?))
    and other.indicator_id in (select indicator_id from fct_observation)
order by other.measure != 'level', other.indicator_id
"""
_ALIASES = """
select indicator_id, alias from seeds.indicator_aliases
where indicator_id in (select unnest(?))
order by length(alias), alias
"""


def overview(pages: Pages, warehouse: Warehouse) -> None:
    """Write the list, by theme."""
    rows = _ordered(pages.catalogue)
    derived = pages.catalogue.derived([row["indicator_id"] for row in rows])
    pages.write_list(PATH, "indicators.html", rows, _ON_A_LIST, derived=derived)


def themes(catalogue: Catalogue) -> dict[str, str]:
    """For each theme where the list of its indicators begins."""
    places: dict[str, str] = {}
    for at, row in enumerate(_ordered(catalogue)):
        leaf = layout.numbered(PATH, at // _ON_A_LIST + 1)
        places.setdefault(row["theme"], f"{leaf}#{row['theme']}")
    return places


def _ordered(catalogue: Catalogue) -> list[Row]:
    """All that have a page, by theme, the measures of a concept together."""
    return sorted(
        catalogue.indicators.values(),
        key=lambda row: (
            words.theme_order(row["theme"]),
            catalogue.order(row["indicator_id"]),
        ),
    )


def keys(pages: Pages) -> dict[str, int]:
    """The indicators of some observation, which have a page, with how many there are."""
    return {key: row["n_observations"] for key, row in pages.catalogue.indicators.items()}


def each(pages: Pages, warehouse: Warehouse, keys: Sequence[str]) -> None:
    """Write the pages of some indicators."""
    wanted = list(keys)
    concepts = {key: pages.catalogue.indicators[key]["concept_id"] or key for key in wanted}
    years = _grouped(warehouse.ask(_YEARS, [wanted]).records())
    observations = _grouped(warehouse.ask(_OBSERVATIONS, [wanted, _MOST_OBSERVATIONS]).records())
    related = _grouped(warehouse.ask(_RELATED, [wanted]).records())
    aliases = _grouped(warehouse.ask(_ALIASES, [list(concepts.values())]).records())
    for key in wanted:
        rows = years.get(key, [])
        shown = {
            "indicator": pages.catalogue.indicators[key],
            "aliases": [row["alias"] for row in aliases.get(concepts[key], [])],
            "related": [row["other_id"] for row in related.get(key, [])],
            "observations": observations.get(key, []),
        }
        made_of = _fingerprint(pages, shown, rows)
        if pages.go_on(layout.indicator(key), made_of):
            continue
        series = _series(rows)
        pages.write(
            layout.indicator(key),
            "indicator.html",
            made_of,
            years=sorted({row["year"] for row in rows})[-_MOST_YEARS:],
            series=series[:_MOST_DISTRICTS],
            n_series=len(series),
            ranking=_ranking(rows),
            chart=_chart(series),
            **shown,
        )


def _fingerprint(pages: Pages, shown: Mapping[str, Any], years: Sequence[Row]) -> str:
    """What differs whenever the page of an indicator would."""
    observations = shown["observations"]
    return pages.fingerprint(
        (shown, years),
        Mentioned(
            shown["related"],
            {row["district_id"] for rows in (years, observations) for row in rows},
            {row["document_id"] for row in observations},
        ),
    )


def _series(rows: Sequence[Row]) -> list[tuple[str, dict[int, Row]]]:
    """For each district its rows by year, the longest series first."""
    series: dict[str, dict[int, Row]] = {}
    for row in rows:
        series.setdefault(row["district_id"], {})[row["year"]] = row
    return sorted(series.items(), key=lambda one: (-len(one[1]), one[0]))


def _ranking(rows: Sequence[Row]) -> dict[str, Any] | None:
    """Places of one kind by value, in the year and kind for which most are known."""
    groups: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        if row["value"] is not None:
            kind = "county" if row["type"] == "district" else row["type"]
            groups.setdefault((row["year"], kind), []).append(row)
    if not groups:
        return None
    (year, kind), best = max(groups.items(), key=lambda one: (len(one[1]), one[0]))
    if len(best) < 2:
        return None
    is_rank = best[0]["measure"] == "rank"
    ordered = sorted(best, key=lambda row: row["value"], reverse=not is_rank)[:_MOST_DISTRICTS]
    longest = max(abs(row["value"]) for row in ordered) or 1
    return {
        "year": year,
        "kind": kind,
        "n": len(best),
        "rows": [row | {"length": float(abs(row["value"]) / longest)} for row in ordered],
    }


def _chart(series: Sequence[tuple[str, dict[int, Row]]]) -> dict[str, Any] | None:
    """The longest series as lines."""
    lines = {
        key: points
        for key, by_year in series
        if len(points := [row for row in by_year.values() if _is_drawn(row)]) > 1
    }
    if not lines:
        return None
    shown = dict(list(lines.items())[:_MOST_LINES])
    return {"districts": list(shown), "chart": charts.lines(shown)}


def _is_drawn(row: Row) -> bool:
    """Whether a line may pass through it: a rank is a place in an order, and no quantity."""
    return row["value"] is not None and row["measure"] != "rank"


def _grouped(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by their indicator."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["indicator_id"], []).append(row)
    return groups
