"""The front page: what is in here, and where to start."""

from qushu.query import Warehouse
from qushu.site.pages import Pages

PATH = "index.html"

_TOTALS = """
select
    (select count(*) from dim_document) as documents,
    (select count(*) from fct_observation) as observations,
    (select count(distinct district_id) from fct_observation) as districts,
    (select count(distinct indicator_id) from fct_observation) as indicators,
    (select min(year) from fct_indicator_year) as first_year,
    (select max(year) from fct_indicator_year) as last_year,
    (select count(*) from fct_mention) as mentions,
    (select count(*) from fct_mention where disposition != 'unresolved') as accounted
"""
_VERDICTS = "select verdict, count(*) as n from fct_identity_check group by verdict"


def write(pages: Pages, warehouse: Warehouse) -> None:
    """Write it."""
    (totals,) = warehouse.ask(_TOTALS).records()
    verdicts = dict(warehouse.ask(_VERDICTS).rows)
    pages.write(PATH, "front.html", totals=totals, verdicts=verdicts)
