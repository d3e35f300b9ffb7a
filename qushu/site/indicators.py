"""The list of indicators, and a page for each: what it means, who has it, every observation."""

from collections.abc import Mapping, Sequence
from typing import Any

from qushu import words
from qushu.query import Warehouse
from qushu.site import charts, layout, reuse
from qushu.site.catalogue import Catalogue, Row, shown_of
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
) <= {_MOST_OBSERVATIONS}
order by year desc nulls last, document_id, span_start, observation_id
"""
# The other measures of the same concept, and of its scopes; by name, since there may be hundreds
# to look up, and whoever is called otherwise makes another page.
_RELATED = """
select
    one.indicator_id, other.indicator_id as other_id,
    other.name_zh, other.name_en, other.scope, other.base, other.base_id
from dim_indicator as one
inner join dim_indicator as other
    on one.concept_id = other.concept_id and one.indicator_id != other.indicator_id
where
    one.indicator_id in (select unnest(?))
    and other.indicator_id in (select indicator_id from fct_observation)
order by other.measure != 'level', other.indicator_id
"""
# The names of a concept are those of all its measures.
_ALIASES = """
select indicator.indicator_id, alias
from dim_indicator as indicator
inner join seeds.indicator_aliases as aliases
    on coalesce(indicator.concept_id, indicator.indicator_id) = aliases.indicator_id
where indicator.indicator_id in (select unnest(?))
order by length(alias), alias
"""
# What the page of an indicator shows, by name.
_SHOWN = {
    "years": _YEARS,
    "observations": _OBSERVATIONS,
    "related": _RELATED,
    "aliases": _ALIASES,
}
# What it calls by name: of all observations, the latest of which are shown.
_NAMED = """
select indicator_id, list(distinct district_id), list(distinct document_id)
from fct_observation
where indicator_id in (select unnest(?))
group by indicator_id
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


def sizes(pages: Pages) -> dict[str, int]:
    """The indicators of some observation, which have a page, with how many there are."""
    return {key: row["n_observations"] for key, row in pages.catalogue.indicators.items()}


def fingerprints(pages: Pages, warehouse: Warehouse, keys: Sequence[str]) -> dict[str, str]:
    """For each indicator what differs whenever its page would."""
    shown = reuse.digests(warehouse, "indicator_id", _SHOWN.values(), keys)
    mentioned = {
        key: Mentioned(districts=districts, documents=documents)
        for key, districts, documents in warehouse.ask(_NAMED, [list(keys)]).rows
    }
    return {
        key: pages.fingerprint((pages.catalogue.indicators[key], shown.get(key)), mentioned[key])
        for key in keys
    }


def each(pages: Pages, warehouse: Warehouse, made_of: Mapping[str, str]) -> None:
    """Write the pages of some indicators."""
    found = shown_of(warehouse, "indicator_id", _SHOWN, list(made_of))
    for key, fingerprint in made_of.items():
        years = found["years"].get(key, [])
        series = _series(years)
        pages.write(
            layout.indicator(key),
            "indicator.html",
            fingerprint,
            indicator=pages.catalogue.indicators[key],
            aliases=[row["alias"] for row in found["aliases"].get(key, [])],
            related=[row["other_id"] for row in found["related"].get(key, [])],
            years=sorted({row["year"] for row in years})[-_MOST_YEARS:],
            series=series[:_MOST_DISTRICTS],
            n_series=len(series),
            ranking=_ranking(years),
            chart=_chart(series),
            observations=found["observations"].get(key, []),
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
        if len(points := [row for row in by_year.values() if charts.is_drawn(row)]) > 1
    }
    if not lines:
        return None
    shown = dict(list(lines.items())[:_MOST_LINES])
    return {"districts": list(shown), "chart": charts.lines(shown)}
