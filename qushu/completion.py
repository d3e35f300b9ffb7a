"""What the shell offers to complete: names of the current release, and saved questions."""

import os
from pathlib import Path

import typer

from qushu import release, saved
from qushu.errors import QushuError
from qushu.paths import RELEASES, WAREHOUSE
from qushu.query import reading

# What texts speak of; completing 3,800 places or every composed indicator helps nobody.
_DISTRICTS = """
select district_id, name_zh from marts.dim_district
where district_id in (select district_id from marts.fct_observation)
order by name_zh
"""
_INDICATORS = """
select indicator_id, name_zh from marts.dim_indicator
where is_catalogued and indicator_id in (select indicator_id from marts.fct_observation)
order by indicator_id
"""
_CONCEPTS = "select indicator_id, name_zh from seeds.indicators order by indicator_id"
_TABLES = """
select table_name, '' from duckdb_tables() where schema_name = 'marts' order by table_name
"""


def complete_question(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Saved questions."""
    return _beginning([(one.name, one.title) for one in saved.questions()], incomplete)


def complete_district(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Districts by their Chinese names, or by their ids where a digit was typed."""
    rows = _ask(context, _DISTRICTS)
    return _beginning([(name, id_) for id_, name in rows] + rows, incomplete)


def complete_indicator(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Indicators by their ids, or by their Chinese names."""
    rows = _ask(context, _INDICATORS)
    return _beginning(rows + [(name, id_) for id_, name in rows], incomplete)


def complete_concept(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of the catalogue."""
    return _beginning(_ask(context, _CONCEPTS), incomplete)


def complete_table(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Tables of the marts."""
    return _beginning(_ask(context, _TABLES), incomplete)


def _ask(context: typer.Context, sql: str) -> list[tuple[str, str]]:
    """Rows of the release that the command would ask; none where there is no release."""
    releases = Path(_named_releases(context) or os.environ.get("QUSHU_RELEASES") or RELEASES)
    try:
        with reading(release.current(releases) / WAREHOUSE) as warehouse:
            return [(row[0], row[1]) for row in warehouse.ask(sql).rows]
    except QushuError:
        return []


def _named_releases(context: typer.Context) -> str:
    """The folder of releases that the words typed so far name, or ""."""
    above = context.parent.params if context.parent else {}
    return str(context.params.get("releases") or above.get("releases") or "")


def _beginning(offered: list[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    """Those that begin as typed."""
    return [pair for pair in offered if pair[0].startswith(incomplete)]
