"""Ask a release in SQL, without any way to change it or to reach another file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from qushu.errors import QushuError
from qushu.language import _
from qushu.paths import shown

# Rows held at a time where all of them are wanted one by one.
_BATCH = 10_000


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

    def ask(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Answer:
        """Run SQL; return its rows. Raise QushuError when DuckDB refuses it.

        :param parameters: for `?` in order, or for `$name` by name.
        """
        try:
            self._connection.execute(sql, parameters or None)
            columns = tuple(column[0] for column in self._connection.description or ())
            return Answer(columns, self._connection.fetchall())
        except duckdb.Error as error:
            raise QushuError(first_paragraph(error)) from error

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Run SQL; give its rows one by one, so that a large table needs no large memory."""
        try:
            cursor = self._connection.cursor()
            cursor.execute("set search_path = 'marts'")
            cursor.execute(sql)
            while batch := cursor.fetchmany(_BATCH):
                yield from batch
        except duckdb.Error as error:
            raise QushuError(first_paragraph(error)) from error

    def write_parquet(self, sql: str, file: Path, metadata: Mapping[str, str]) -> int:
        """Run SQL and write its rows as Parquet; return how many.

        :param file: in the folder that `reading` was told of.
        :param metadata: key-value pairs for the end of the file.
        """
        pairs = ", ".join(f"{_quoted(key)}: {_quoted(said)}" for key, said in metadata.items())
        how = f"format parquet, kv_metadata {{{pairs}}}"
        ((rows,),) = self.ask(f"copy ({sql}) to {_quoted(str(file.absolute()))} ({how})").rows
        return int(rows)


@contextmanager
def reading(warehouse: Path, folder: Path | None = None) -> Iterator[Warehouse]:
    """Open a warehouse read-only, with its marts at hand and no other file within reach.

    :param folder: where files may be written nevertheless.
    """
    if not warehouse.is_file():
        raise QushuError(_("no warehouse at {file}").format(file=shown(warehouse)))
    try:
        connection = duckdb.connect(str(warehouse), read_only=True)
        if folder is not None:
            connection.execute(f"set allowed_directories = [{_quoted(str(folder.absolute()))}]")
        connection.execute("set enable_external_access = false")
    except duckdb.Error as error:
        raise QushuError(f"{shown(warehouse)}: {first_paragraph(error)}") from error
    with connection:
        try:
            connection.execute("set search_path = 'marts'")
        except duckdb.Error as error:
            message = _("{file} has no marts: no warehouse of qushu")
            raise QushuError(message.format(file=shown(warehouse))) from error
        # DuckDB draws one on what is no terminal too, once a query takes two seconds.
        connection.execute("set enable_progress_bar = false")
        connection.execute("set lock_configuration = true")
        yield Warehouse(connection)


def _quoted(text: str) -> str:
    """A literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def first_paragraph(error: Exception) -> str:
    """DuckDB's complaint without the drawing of where in the query it arose."""
    return str(error).split("\n\n")[0]
