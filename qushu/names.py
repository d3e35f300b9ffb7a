"""What a release knows by name: places, indicators and texts."""

from dataclasses import dataclass, field

from qushu.query import Warehouse

DISTRICT, INDICATOR, DOCUMENT = "district", "indicator", "document"

_DISTRICTS = """
with figures as (
    select district_id, count(*) as n from marts.fct_observation group by district_id
)
select
    district.district_id,
    district.name_zh,
    district.name_en,
    coalesce(district.successor_district_id, district.district_id),
    parent.name_zh,
    parent.short_name_zh,
    coalesce(figures.n, 0),
    list(alias.alias order by alias.alias) filter (alias.alias is not null)
from marts.dim_district as district
left join marts.dim_district as parent
    on district.parent_district_id = parent.district_id
left join figures on district.district_id = figures.district_id
left join seeds.district_aliases as alias on district.district_id = alias.district_id
group by all
order by district.district_id
"""

_INDICATORS = """
with figures as (
    select indicator_id, count(*) as n from marts.fct_observation group by indicator_id
)
select
    indicator.indicator_id,
    indicator.name_zh,
    indicator.name_en,
    indicator.theme,
    coalesce(figures.n, 0),
    list(alias.alias order by alias.alias) filter (alias.alias is not null)
from marts.dim_indicator as indicator
left join figures using (indicator_id)
left join seeds.indicator_aliases as alias on indicator.indicator_id = alias.indicator_id
group by all
order by indicator.indicator_id
"""

_DOCUMENTS = """
select document.document_id, document.title, document.publisher, count(observation_id)
from marts.dim_document as document
left join marts.fct_observation using (document_id)
group by all
order by document.document_id
"""


@dataclass(frozen=True)
class Named:
    """Something with names.

    `series_id` is the place that goes on for a former district, else the id itself; `within` is the
    parent of a district, the theme of an indicator, the publisher of a document; `n_observations`
    counts what the release knows of it. `names` are the Chinese ones, `places` what may
    stand before them.
    """

    kind: str
    id: str
    name_zh: str
    name_en: str
    series_id: str
    within: str
    n_observations: int
    names: tuple[str, ...] = field(repr=False)
    places: tuple[str, ...] = field(repr=False, default=())


def districts(warehouse: Warehouse) -> list[Named]:
    """All places, with the names that texts give them."""
    found = []
    for row in warehouse.ask(_DISTRICTS).rows:
        district_id, name_zh, name_en, series_id, parent, short_parent, n, aliases = row
        places = tuple(dict.fromkeys(place for place in (parent, short_parent) if place))
        found.append(
            Named(
                DISTRICT, district_id, name_zh, name_en, series_id, parent or "", n,
                _distinct(name_zh, aliases), places,
            )
        )  # fmt: skip
    return found


def indicators(warehouse: Warehouse) -> list[Named]:
    """All indicators, catalogued or only read, with their aliases."""
    return [
        Named(
            INDICATOR, indicator_id, name_zh, name_en or "", indicator_id, theme or "", n,
            _distinct(name_zh, aliases),
        )
        for indicator_id, name_zh, name_en, theme, n, aliases in warehouse.ask(_INDICATORS).rows
    ]  # fmt: skip


def documents(warehouse: Warehouse) -> list[Named]:
    """All texts, by their titles."""
    return [
        Named(
            DOCUMENT, document_id, title or "", "", document_id, publisher or "", n,
            _distinct(title or "", None),
        )
        for document_id, title, publisher, n in warehouse.ask(_DOCUMENTS).rows
    ]  # fmt: skip


def _distinct(name: str, aliases: list[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys([name, *(aliases or [])]))
