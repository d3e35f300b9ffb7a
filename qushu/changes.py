"""What is different between two releases, fact by fact.

A fact is looked for in the other release by what it states, then by the words that state it, then
by what it is about; its place in the text does not count, since an edit moves all that follows.
What is found and states the same is no change.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from qushu.errors import QushuError
from qushu.paths import WAREHOUSE, shown
from qushu.query import Answer

_FACTS = "marts.fct_observation"
_ABOUT = ("subject_name", "district_id", "indicator_id", "scope", "measure", "base",
          "period_start", "period_end", "status")  # fmt: skip
_STATED = ("value", "value_low", "value_high", "unit", "bound", "precision")
_WORDS = ("surface", "quote")
# What a pair must have in common, the surest first.
_MATCHES = ((*_ABOUT, *_STATED, *_WORDS), (*_ABOUT, *_STATED), _WORDS, _ABOUT)
_IN_ORDER = "select * from changes order by document_id, newer_observation_id, older_observation_id"

_CREATE = """
create table {table} (
    change varchar,
    document_id varchar,
    indicator_id varchar,
    indicator_name varchar,
    subject_name varchar,
    year integer,
    older_observation_id varchar,
    newer_observation_id varchar,
    changed_columns varchar,
    older_surface varchar,
    newer_surface varchar,
    older_value decimal(38, 6),
    newer_value decimal(38, 6),
    unit varchar
)
"""
_COMMENTS = {
    "change": "added, removed or changed",
    "older_observation_id": "Its id in the release before; null for an added fact.",
    "newer_observation_id": "Its id in this release; null for a removed fact.",
    "changed_columns": "The columns of fct_observation in which the two differ.",
}


@dataclass(frozen=True)
class Losses:
    """How much of the older release is gone. A document is lost when all of its facts are."""

    documents: int
    documents_lost: int
    facts_of_the_rest: int
    facts_lost: int


class Changes:
    """The differences between two warehouses; made by `comparing`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def totals(self) -> dict[str, int]:
        """How many facts were added, removed, changed, and how many are as they were."""
        found = dict(self._rows("select change, count(*) from changes group by all"))
        same = self._rows("select count(*) from pairs")[0][0] - found.get("changed", 0)
        return {name: found.get(name, 0) for name in ("added", "removed", "changed")} | {
            "unchanged": same
        }

    def by(self, *columns: str) -> Answer:
        """Counts of changes by `document_id`, `indicator_id` or both."""
        keys = ", ".join(columns)
        return self._ask(
            f"select {keys}, "
            + ", ".join(
                f"count(*) filter (change = '{name}') as {name}"
                for name in ("added", "removed", "changed")
            )
            + f" from changes group by {keys} order by {keys}"
        )

    def facts(self, limit: int | None = None) -> Answer:
        """Each fact that is different."""
        return self._ask(f"{_IN_ORDER} {f'limit {limit}' if limit is not None else ''}")

    def losses(self) -> Losses:
        """How much is gone."""
        (row,) = self._rows(
            f"""
            with older as (
                select document_id, count(*) as facts from older.{_FACTS} group by all
            ),
            newer as (
                select document_id, count(*) as facts from newer.{_FACTS} group by all
            )
            select
                count(*),
                count(*) filter (newer.facts is null),
                coalesce(sum(older.facts) filter (newer.facts is not null), 0),
                greatest(
                    coalesce(sum(older.facts - newer.facts), 0), 0
                )
            from older left join newer using (document_id)
            """
        )
        return Losses(*map(int, row))

    def keep(self) -> None:
        """Write the changes into the newer warehouse, as the table `release.changes`."""
        table = "newer.release.changes"
        self._connection.execute("create schema newer.release")
        self._connection.execute(f"create table {table} as {_IN_ORDER}")
        self._connection.execute(
            f"comment on table {table} is"
            " 'One row per fact that differs from the release published before.'"
        )
        for column, comment in _COMMENTS.items():
            self._connection.execute(f"comment on column {table}.{column} is '{comment}'")
        # Closing would do this too, but not say when the disk is full.
        self._connection.execute("checkpoint newer")

    def _ask(self, sql: str) -> Answer:
        self._connection.execute(sql)
        columns = tuple(column[0] for column in self._connection.description or ())
        return Answer(columns, self._connection.fetchall())

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()


@contextmanager
def comparing(older: Path, newer: Path, *, may_write: bool = False) -> Iterator[Changes]:
    """Compare the warehouses of two releases, given their folders.

    :param may_write: open the newer one for :meth:`Changes.keep`.
    """
    with duckdb.connect() as connection:
        _attach(connection, older, "older", "(read_only)")
        _attach(connection, newer, "newer", "" if may_write else "(read_only)")
        _compare(connection)
        yield Changes(connection)


def keep_none(newer: Path) -> None:
    """Write the table `release.changes` of a release that has none before it: without a row."""
    with duckdb.connect() as connection:
        _attach(connection, newer, "newer", "")
        connection.execute(_CREATE.format(table="changes"))
        Changes(connection).keep()


def _attach(connection: duckdb.DuckDBPyConnection, folder: Path, alias: str, how: str) -> None:
    file = folder / WAREHOUSE
    name = str(file).replace("'", "''")
    try:
        connection.execute(f"attach '{name}' as {alias} {how}")
        connection.execute(f"select 1 from {alias}.{_FACTS} limit 1")
    except duckdb.Error as error:
        raise QushuError(f"{shown(file)} is no warehouse of qushu") from error


def _compare(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `pairs`, with the facts that are in both, and `changes`, with what is different."""
    shared = _shared_columns(connection)
    connection.execute("create temp table pairs (older_id varchar, newer_id varchar)")
    for match in _MATCHES:
        columns = [name for name in match if name in shared]
        for alias in ("older", "newer"):
            connection.execute(_waiting(alias, columns))
        connection.execute(
            "insert into pairs select o.observation_id, n.observation_id"
            " from waiting_older as o inner join waiting_newer as n using (match_key, nth)"
        )
    compared = [name for name in (*_ABOUT, *_STATED) if name in shared]
    differing = ", ".join(
        f"case when o.{name}::varchar is distinct from n.{name}::varchar then '{name}' end"
        for name in compared
    )
    connection.execute(_CREATE.format(table="changes"))
    connection.execute(
        f"""
        insert into changes
        with found as (
            select
                case
                    when o.observation_id is null then 'added'
                    when n.observation_id is null then 'removed'
                    else 'changed'
                end as change,
                coalesce(n.document_id, o.document_id) as document_id,
                coalesce(n.indicator_id, o.indicator_id) as indicator_id,
                coalesce(n.indicator_name, o.indicator_name) as indicator_name,
                coalesce(n.subject_name, o.subject_name) as subject_name,
                coalesce(n.year, o.year) as year,
                o.observation_id as older_observation_id,
                n.observation_id as newer_observation_id,
                case
                    when o.observation_id is not null and n.observation_id is not null
                    then concat_ws(', ', {differing})
                end as changed_columns,
                o.surface as older_surface,
                n.surface as newer_surface,
                o.value as older_value,
                n.value as newer_value,
                coalesce(n.unit, o.unit) as unit
            from older.{_FACTS} as o
            full join pairs on o.observation_id = pairs.older_id
            full join newer.{_FACTS} as n on pairs.newer_id = n.observation_id
        )
        select * from found where changed_columns is distinct from ''
        """
    )


def _waiting(alias: str, columns: list[str]) -> str:
    """SQL for the facts of a release that have no partner yet, numbered where they look alike."""
    key = ", ".join(f"coalesce({name}::varchar, chr(0))" for name in ("document_id", *columns))
    return f"""
        create or replace temp table waiting_{alias} as
        select
            observation_id,
            md5(concat_ws(chr(1), {key})) as match_key,
            row_number() over (
                partition by match_key order by span_start, observation_id
            ) as nth
        from {alias}.{_FACTS}
        where observation_id not in (select {alias}_id from pairs)
    """


def _shared_columns(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The columns of fct_observation that both releases have."""
    rows = connection.execute(
        "select column_name from duckdb_columns()"
        " where schema_name = 'marts' and table_name = 'fct_observation'"
        " group by column_name having count(*) = 2"
    ).fetchall()
    return {name for (name,) in rows}
