"""What a steward should look at: numerals nobody understood, phrases nobody catalogued."""

from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from qushu.query import Answer, Warehouse
from qushu.quotes import around, clipped

# Of numerals that are alike the first stands for all. Where its text is no longer at hand, the
# sentence of a fact beside it may hold it.
_UNRESOLVED = """
with mentions as (
    select
        reason,
        surface,
        count(*) as mentions,
        count(distinct document_id) as documents,
        min_by(
            {'document_id': document_id, 'span_start': span_start, 'span_end': span_end},
            (document_id, span_start)
        ) as first
    from marts.fct_mention
    where disposition = 'unresolved'
    group by reason, surface
    order by mentions desc, reason, surface
    limit ?
)

select
    mentions.* exclude (first),
    first.document_id || '@' || first.span_start as example,
    first.span_start, first.span_end, document.document_id, document.file, document.sha256,
    any_value({'quote': beside.quote, 'start': beside.quote_start} order by beside.observation_id)
        filter (beside.quote is not null) as beside
from mentions
inner join marts.dim_document as document on first.document_id = document.document_id
left join marts.fct_observation as beside
    on
        first.document_id = beside.document_id
        and first.span_start >= beside.quote_start
        and first.span_end <= beside.quote_start + length(beside.quote)
group by all
order by mentions desc, reason, surface
"""

_UNCATALOGUED = """
select
    observation.indicator_name,
    any_value(observation.measure order by observation.observation_id) as measure,
    any_value(observation.unit order by observation.observation_id) as unit,
    count(*) as observations,
    count(distinct observation.document_id) as documents,
    min(observation.observation_id) as example,
    any_value(observation.dimension order by observation.observation_id) as dimension,
    any_value({
        'quote': observation.quote, 'surface': observation.surface,
        'offset': observation.span_start - observation.quote_start
    } order by observation.observation_id) as quoted
from marts.fct_observation as observation
inner join marts.dim_indicator as indicator using (indicator_id)
where indicator.concept_id is null
group by observation.indicator_name
order by observations desc, observation.indicator_name
limit ?
"""

_CATALOGUE = """
select alias.alias, alias.indicator_id, indicator.dimension
from seeds.indicator_aliases as alias
inner join seeds.indicators as indicator using (indicator_id)
order by alias.alias
"""

_N_SUGGESTIONS = 3
# How alike (0 to 100) an entry must be to be suggested at all.
_ALIKE = 45.0


def unresolved(warehouse: Warehouse, limit: int, corpus: Path) -> Answer:
    """Numerals that the reader could not place, the most frequent first, with their sentences.

    :param corpus: the folder of texts. Where a file has changed or gone since it was read, and no
        fact stands beside the numeral, `sentence` is null.
    """
    # Loads the reader, for which no other command should wait.
    from qushu.texts import text_of

    columns = ("reason", "surface", "mentions", "documents", "example", "sentence")
    rows = [
        (*(row[column] for column in columns[:-1]), _sentence(row, text_of(corpus, row)))
        for row in warehouse.ask(_UNRESOLVED, [limit]).records()
    ]
    return Answer(columns, rows)


def _sentence(row: dict[str, Any], text: str | None) -> str | None:
    """What stands around a numeral, which is marked."""
    if text is not None:
        return around(text, row["span_start"], row["span_end"])
    if row["beside"] is None:
        return None
    beside = row["beside"]
    return clipped(beside["quote"], row["surface"], row["span_start"] - beside["start"])


def uncatalogued(warehouse: Warehouse, limit: int) -> Answer:
    """Phrases that stand for an indicator which the catalogue lacks, most frequent first.

    Each comes with the nearest entries of the catalogue, those of its dimension before others.
    """
    found = warehouse.ask(_UNCATALOGUED, [limit]).records()
    catalogue = Catalogue(warehouse)
    columns = ("indicator_name", "measure", "unit", "observations", "documents", "example",
               "suggestions", "sentence")  # fmt: skip
    rows = [
        (
            *(row[column] for column in columns[:-2]),
            # The unit of a share or a growth says nothing of what is shared or grows.
            catalogue.near(
                row["indicator_name"], row["dimension"] if row["measure"] == "level" else None
            ),
            clipped(**row["quoted"]),
        )
        for row in found
    ]
    return Answer(columns, rows)


class Catalogue:
    """The names of the catalogue's indicators, to be compared with a phrase."""

    def __init__(self, warehouse: Warehouse) -> None:
        rows = warehouse.ask(_CATALOGUE).rows
        self._aliases = [alias for alias, _id, _dimension in rows]
        self._ids = [indicator_id for _alias, indicator_id, _dimension in rows]
        self._dimensions = [dimension for _alias, _id, dimension in rows]

    def near(self, phrase: str, dimension: str | None) -> list[str]:
        """Up to three entries whose names are most alike: `indicator_id (name)`.

        :param dimension: what the unit measures; its entries come first.
        """
        alike = process.extract(
            phrase, self._aliases, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=50
        )
        alike.sort(key=lambda one: (not self._fits(one[2], dimension), -one[1], one[0]))
        names: dict[str, str] = {}
        for alias, _score, i in alike:
            names.setdefault(self._ids[i], alias)
        return [f"{id_} ({alias})" for id_, alias in list(names.items())[:_N_SUGGESTIONS]]

    def _fits(self, entry: int, dimension: str | None) -> bool:
        return dimension is None or self._dimensions[entry] == dimension
