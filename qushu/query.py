"""Ask a release in SQL, without any way to change it or to reach another file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from qushu.errors import QushuError
from qushu.paths import shown


@dataclass(frozen=True)
class Answer:
    """Rows under named columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Warehouse:
    """An open warehouse file; made by `reading`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def ask(self, sql: str, parameters: Sequence[Any] = ()) -> Answer:
        """Run SQL; return its rows. Raise QushuError when DuckDB refuses it."""
        try:
            self._connection.execute(sql, list(parameters) or None)
            columns = tuple(column[0] for column in self._connection.description or ())
            return Answer(columns, self._connection.fetchall())
        except duckdb.Error as error:
            raise QushuError(first_paragraph(error)) from error


@contextmanager
def reading(warehouse: Path) -> Iterator[Warehouse]:
    """Open a warehouse read-only, with its marts at hand and no other file within reach."""
    if not warehouse.is_file():
        raise QushuError(f"no warehouse at {shown(warehouse)}")
    try:
        connection = duckdb.connect(
            str(warehouse), read_only=True, config={"enable_external_access": "false"}
        )
    except duckdb.Error as error:
        raise QushuError(f"{shown(warehouse)}: {first_paragraph(error)}") from error
    with connection:
        try:
            connection.execute("set search_path = 'marts'")
        except duckdb.Error as error:
            raise QushuError(f"{shown(warehouse)} has no marts: no warehouse of qushu") from error
        connection.execute("set lock_configuration = true")
        yield Warehouse(connection)


def first_paragraph(error: Exception) -> str:
    """DuckDB's complaint without the drawing of where in the query it arose."""
    return str(error).split("\n\n")[0]
