"""What is known of a district: its indicators, or one of them year by year."""

from typing import Any

from qushu import names, search
from qushu.errors import QushuError
from qushu.figures import figure
from qushu.language import _
from qushu.names import Named
from qushu.query import Answer, Warehouse

# The best known figure of each year, and what is aimed at.
_STATED = """
select
    year, value, value_low, value_high, unit, bound, status, agreement, n_documents,
    observation_id, indicator_id, district_id, series_break
from marts.fct_indicator_year
where series_district_id = $district
union all by name
select
    target_year as year, value, value_low, value_high, target.unit, target.bound,
    'target' as status, observation_id, target.indicator_id, target.district_id
from marts.fct_target as target
inner join marts.dim_district as place on target.district_id = place.district_id
where coalesce(place.successor_district_id, place.district_id) = $district
"""

_SERIES = f"""
select stated.*, observation.wording, document.document_id, document.title
from ({_STATED}) as stated
inner join marts.fct_observation as observation using (observation_id)
inner join marts.dim_document as document using (document_id)
where stated.indicator_id = $indicator
order by stated.year, stated.status, stated.observation_id
"""

_OVERVIEW = f"""
select
    indicator.theme, indicator.name_zh, indicator.name_en, indicator_id,
    min(year) as first_year, max(year) as last_year, count(distinct year) as n_years,
    indicator.is_catalogued,
    max_by(stated, (stated.status != 'target', year)) as latest
from ({_STATED}) as stated
inner join marts.dim_indicator as indicator using (indicator_id)
group by all
order by indicator.is_catalogued desc, indicator.theme, indicator_id
"""

_KIN = f"""
select indicator_id, indicator.name_zh, count(*) as n
from ({_STATED}) as stated
inner join marts.dim_indicator as indicator using (indicator_id)
where
    indicator.concept_id
    = (select concept_id from marts.dim_indicator where indicator_id = $indicator)
    and indicator_id != $indicator
group by all
order by n desc, indicator_id
"""


def district(warehouse: Warehouse, typed: str) -> Named:
    """The place that is meant; raise QushuError, with candidates, unless it is exactly one.

    A former division stands for the place in which its series goes on.
    """
    places = names.districts(warehouse)
    meant = {named.series_id: named for named in search.exact(places, typed)}
    current = {named.id: named for named in places}
    found = [current[series_id] for series_id in meant]
    return _only(found, places, typed, _("district"))


def indicator(warehouse: Warehouse, typed: str, place: Named) -> Named:
    """The indicator that is meant; raise QushuError, with candidates, unless it is exactly one.

    Where no indicator has the name, those that hold it count, if the place has figures of them.
    """
    every = names.indicators(warehouse)
    found = search.exact(every, typed)
    if not found:
        known = {row["indicator_id"] for row in overview(warehouse, place).records()}
        holding = search.search([named for named in every if named.id in known], typed)
        found = [match.named for match in holding if match.score >= search.HOLDS]
    return _only(found, every, typed, _("indicator"))


def overview(warehouse: Warehouse, place: Named) -> Answer:
    """Each indicator of which the place has a figure or a target, with the latest figure."""
    rows = warehouse.ask(_OVERVIEW, {"district": place.series_id}).records()
    columns = ("theme", "indicator", "years", "latest", "figure", "status", "indicator_id",
               "name_en", "is_catalogued")  # fmt: skip
    return Answer(
        columns,
        [
            (
                row["theme"], row["name_zh"], _years(row), row["latest"]["year"],
                figure(row["latest"]), row["latest"]["status"], row["indicator_id"],
                row["name_en"], row["is_catalogued"],
            )
            for row in rows
        ],
    )  # fmt: skip


def series(warehouse: Warehouse, place: Named, measured: Named) -> Answer:
    """The figures of an indicator, year by year; then what is aimed at.

    `figure` is for people; value, ends, unit and bound are the same for machines.
    """
    asked = {"district": place.series_id, "indicator": measured.id}
    columns = ("year", "figure", "value", "value_low", "value_high", "unit", "bound", "status",
               "wording", "agreement", "n_documents", "series_break", "source", "document_id",
               "observation_id", "district_id")  # fmt: skip
    rows = []
    for row in warehouse.ask(_SERIES, asked).records():
        row |= {"figure": figure(row), "source": row["title"] or row["document_id"]}
        rows.append(tuple(row[column] for column in columns))
    return Answer(columns, rows)


def kin(warehouse: Warehouse, place: Named, measured: Named) -> list[str]:
    """Other indicators of the same quantity of which the place has figures: growth, shares, …"""
    asked = {"district": place.series_id, "indicator": measured.id}
    return [f"{id_} · {name} ({n})" for id_, name, n in warehouse.ask(_KIN, asked).rows]


def _years(row: dict[str, Any]) -> str:
    first, last, n = row["first_year"], row["last_year"], row["n_years"]
    return f"{first}" if first == last else f"{first}–{last} ({n})"


def _only(found: list[Named], among: list[Named], typed: str, what: str) -> Named:
    """The one that was found, or an error that lists what may have been meant."""
    if len(found) == 1:
        return found[0]
    if found:
        message = _("{typed} fits more than one {what}; say which by its id:")
        candidates = sorted(found, key=lambda named: (-named.n_observations, named.id))
    else:
        message = _("no {what} is called {typed}; near to it:")
        candidates = [match.named for match in search.search(among, typed)[:5]]
        if not candidates:
            message = _("no {what} is called {typed}")
    error = QushuError(message.format(typed=typed, what=what))
    error.details = tuple(described(named) for named in candidates[:20])
    raise error


def described(named: Named) -> str:
    """One line about something with a name."""
    known = _("{n} observations").format(n=named.n_observations)
    parts = (named.id, named.name_zh, named.name_en, named.within, known)
    return " · ".join(part for part in parts if part)
