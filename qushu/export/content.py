"""What is exported: tables of the marts, or the answer to a query, and what their columns mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from qushu.errors import QushuError
from qushu.language import _
from qushu.query import Warehouse

_MARTS = """
select table_name, coalesce(comment, '')
from duckdb_tables()
where schema_name = 'marts'
order by table_name
"""

_COLUMNS = """
select column_name, data_type, coalesce(comment, '')
from duckdb_columns()
where schema_name = 'marts' and table_name = ?
order by column_index
"""


@dataclass(frozen=True)
class Column:
    """A column, with its type in DuckDB's words and its description (empty for a query's)."""

    name: str
    type: str
    description: str


@dataclass(frozen=True)
class Table:
    """Rows to export, by the query that gives them in a stable order."""

    name: str
    description: str
    columns: tuple[Column, ...]
    sql: str


def tables(warehouse: Warehouse, wanted: Sequence[str]) -> list[Table]:
    """The tables of the marts, or those that are wanted; raise QushuError for an unknown one."""
    marts = dict(warehouse.ask(_MARTS).rows)
    if unknown := [name for name in wanted if name not in marts]:
        raise QushuError(
            _("no table {name}; there are {names}").format(name=unknown[0], names=", ".join(marts))
        )
    return [
        Table(
            name,
            " ".join(description.split()),
            columns,
            f'select * from marts."{name}" order by all',
        )
        for name, description in marts.items()
        if not wanted or name in wanted
        for columns in [_columns(warehouse, name)]
    ]


def answer(warehouse: Warehouse, sql: str) -> Table:
    """What a query gives, under the name `answer`."""
    sql = sql.strip().removesuffix(";")
    described = warehouse.ask(f"describe {sql}")
    columns = tuple(Column(row[0], row[1], "") for row in described.rows)
    return Table("answer", "", columns, sql)


def _columns(warehouse: Warehouse, name: str) -> tuple[Column, ...]:
    rows = warehouse.ask(_COLUMNS, [name]).rows
    return tuple(Column(column, type_, " ".join(said.split())) for column, type_, said in rows)
