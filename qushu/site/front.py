"""The front page: what is in here, and where to start."""

from qushu.query import Warehouse
from qushu.site import indicators
from qushu.site.checks import VERDICTS
from qushu.site.pages import Pages

PATH = "index.html"
# A start, not a list of everything.
_MOST_DISTRICTS = 12
_MOST_DOCUMENTS = 6

_TOTALS = """
select
    (select count(*) from dim_document) as documents,
    (select count(*) from fct_observation) as observations,
    (select count(distinct district_id) from fct_observation) as districts,
    (select count(distinct indicator_id) from fct_observation) as indicators,
    (select min(year) from fct_indicator_year) as first_year,
    (select max(year) from fct_indicator_year) as last_year,
    (select count(*) from fct_mention) as mentions,
    (select count(*) from fct_mention where disposition != 'unresolved') as accounted,
    (select count(*) from fct_target) as targets,
    (select count(*) from fct_disagreement) as disagreements
"""
_VERDICTS = "select verdict, count(*) as n from fct_identity_check group by verdict"


def overview(pages: Pages, warehouse: Warehouse) -> None:
    """Write it."""
    catalogue = pages.catalogue
    (totals,) = warehouse.ask(_TOTALS).records()
    counts = dict(warehouse.ask(_VERDICTS).rows)
    themes: dict[str, int] = {}
    for row in catalogue.indicators.values():
        themes[row["theme"]] = themes.get(row["theme"], 0) + row["n_observations"]
    places = indicators.themes(catalogue)
    districts = [row for row in catalogue.districts.values() if row["n_observations"]]
    districts.sort(key=lambda row: (-row["n_observations"], row["district_id"]))
    newest = sorted(
        catalogue.documents.values(),
        key=lambda row: (row["published_on"] or "", row["document_id"]),
        reverse=True,
    )
    pages.write(
        PATH,
        "front.html",
        totals=totals,
        verdicts=[(verdict, counts.get(verdict, 0)) for verdict in VERDICTS],
        themes=[(theme, place, themes[theme]) for theme, place in places.items()],
        districts=districts[:_MOST_DISTRICTS],
        documents=newest[:_MOST_DOCUMENTS],
    )
