"""What a steward should look at: numerals nobody understood, phrases nobody catalogued."""

from qushu.query import Answer, Warehouse

_UNRESOLVED = """
select
    reason,
    surface,
    count(*) as mentions,
    count(distinct document_id) as documents,
    min_by(document_id || '@' || span_start, (document_id, span_start)) as example
from marts.fct_mention
where disposition = 'unresolved'
group by reason, surface
order by mentions desc, reason, surface
limit ?
"""

_UNCATALOGUED = """
select
    observation.indicator_name,
    any_value(observation.measure order by observation.observation_id) as measure,
    any_value(observation.unit order by observation.observation_id) as unit,
    count(*) as observations,
    count(distinct observation.document_id) as documents,
    min(observation.observation_id) as example
from marts.fct_observation as observation
inner join marts.dim_indicator as indicator using (indicator_id)
where indicator.concept_id is null
group by observation.indicator_name
order by observations desc, observation.indicator_name
limit ?
"""


def unresolved(warehouse: Warehouse, limit: int) -> Answer:
    """Numerals that the reader could not place, the most frequent first."""
    return warehouse.ask(_UNRESOLVED, [limit])


def uncatalogued(warehouse: Warehouse, limit: int) -> Answer:
    """Phrases that stand for an indicator which seeds/indicators.csv lacks, most frequent first."""
    return warehouse.ask(_UNCATALOGUED, [limit])
