"""What pages call by name: districts, indicators, documents and units, and which have a page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qushu.query import Warehouse

Row = dict[str, Any]

_DISTRICTS = """
with
figures as (
    select
        district_id,
        count(*) as n_observations,
        count(distinct indicator_id) as n_indicators,
        min(year) filter (status in ('actual', 'estimate')) as first_year,
        max(year) filter (status in ('actual', 'estimate')) as last_year,
        count(distinct document_id) as n_documents
    from fct_observation
    where district_id is not null
    group by district_id
)
select
    dim_district.*, coalesce(n_observations, 0) as n_observations,
    coalesce(n_indicators, 0) as n_indicators, first_year, last_year,
    coalesce(n_documents, 0) as n_documents
from dim_district left join figures using (district_id)
order by district_id
"""
_INDICATORS = """
select
    dim_indicator.*, n_observations, n_districts, first_year, last_year
from dim_indicator
inner join (
    select
        indicator_id,
        count(*) as n_observations,
        count(distinct district_id) as n_districts,
        min(year) as first_year,
        max(year) as last_year
    from fct_observation
    group by indicator_id
) using (indicator_id)
order by indicator_id
"""
_DOCUMENTS = """
select
    document_id, file, title, publisher, published_on, published_from, published_basis, place,
    district_id, n_characters, coalesce(n_observations, 0) as n_observations
from dim_document
left join (
    select document_id, count(*) as n_observations from fct_observation group by document_id
) using (document_id)
order by document_id
"""
_UNITS = "select unit, name_en, dimension from dim_unit"
# What Chinese counts by (家, 户, 项), English leaves to the name of the indicator.
_UNNAMED = "count"


@dataclass(frozen=True)
class Catalogue:
    """Rows by their keys: all districts that the seeds know, the indicators of some figure.

    `units` are the English names of units, "" where English needs none; `weights` how many
    observations there are of each concept.
    """

    districts: dict[str, Row]
    indicators: dict[str, Row]
    documents: dict[str, Row]
    units: dict[str, str]
    weights: Mapping[str, int]

    @classmethod
    def of(cls, warehouse: Warehouse) -> "Catalogue":
        """Read it."""
        districts = _by("district_id", warehouse.ask(_DISTRICTS).records())
        documents = _by("document_id", warehouse.ask(_DOCUMENTS).records())
        indicators = _by("indicator_id", warehouse.ask(_INDICATORS).records())
        weights: Counter[str] = Counter()
        for key, row in indicators.items():
            row["theme"] = row["theme"] or "other"
            weights[row["concept_id"] or key] += row["n_observations"]
        named = [key for key, row in districts.items() if row["n_observations"]]
        named += [row["district_id"] for row in documents.values() if row["district_id"]]
        bearers = Counter(row["name_zh"] for row in districts.values())
        for row in districts.values():
            row["has_page"] = False
            row["is_unique"] = bearers[row["name_zh"]] == 1
        for key in named:
            for above in (key, *_above(districts, key)):
                districts[above]["has_page"] = True
        units = {
            row["unit"]: "" if row["dimension"] == _UNNAMED else row["name_en"]
            for row in warehouse.ask(_UNITS).records()
        }
        return cls(districts, indicators, documents, units, weights)

    def above(self, district_id: str) -> list[Row]:
        """The places that a district lies in, the nation first."""
        return [self.districts[key] for key in _above(self.districts, district_id)][::-1]

    def order(self, indicator_id: str) -> tuple[int, str, bool, str]:
        """What to sort indicators by: the concept that is written of most, its level first.

        Twice as much counts as more: one text should not turn the lists of all pages round.
        """
        row = self.indicators[indicator_id]
        concept = row["concept_id"] or indicator_id
        weight = self.weights[concept].bit_length()
        return (-weight, concept, row["measure"] != "level", indicator_id)

    def derived(self, indicator_ids: Sequence[str]) -> set[str]:
        """Those of some indicators in their order that follow the level they are a measure of."""
        present = set(indicator_ids)
        return {
            key
            for key in indicator_ids
            if (concept := self.indicators[key]["concept_id"]) in present and concept != key
        }

    @property
    def pages(self) -> list[str]:
        """The districts that have a page: those of a figure or a document, and what they lie in."""
        return [key for key, row in self.districts.items() if row["has_page"]]


def _above(districts: dict[str, Row], district_id: str) -> Iterator[str]:
    parent = districts[district_id]["parent_district_id"]
    while parent is not None:
        yield parent
        parent = districts[parent]["parent_district_id"]


def rows_by(key: str, rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each value of a column, in their order."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


def shown_of(
    warehouse: Warehouse, key: str, queries: Mapping[str, str], wanted: Sequence[str]
) -> dict[str, dict[str, list[Row]]]:
    """What some queries find of each of some things, by the name of the query and the key.

    :param key: the column that tells the things apart.
    :param queries: SQL whose one parameter is the list of keys.
    """
    return {
        name: rows_by(key, warehouse.ask(sql, [list(wanted)]).records())
        for name, sql in queries.items()
    }


def _by(key: str, rows: list[Row]) -> dict[str, Row]:
    return {row[key]: row for row in rows}
