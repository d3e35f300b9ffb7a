"""Copy raw CSV into a PostgreSQL server, for `dbt build --target postgres`.

The server is the one of libpq's own variables (PGHOST, PGUSER, PGPASSWORD), as in profiles.yml.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.rows import TABLES, header
from qushu.errors import QushuError
from qushu.paths import shown

if TYPE_CHECKING:
    import psycopg2.extensions

SCHEMA = "raw"
# As in profiles.yml; whatever else libpq reads from the environment counts too.
_SERVER = {
    "host": ("PGHOST", "localhost"),
    "user": ("PGUSER", "qushu"),
    "dbname": ("PGDATABASE", "qushu"),
}


def load(raw: Path) -> dict[str, int]:
    """Put every raw table in the place of the one that was there, all or none.

    :param raw: a folder as `qushu ingest` writes it.
    :return: how many rows each table has.
    :raises QushuError: no psycopg2, no server, or a table that is missing or has other columns.
    """
    files = {name: _parts(raw / name, header(row)) for name, row in TABLES.items()}
    with _connected() as connection, connection.cursor() as cursor:
        cursor.execute(f"create schema if not exists {SCHEMA}")
        counts = {}
        for name, row in TABLES.items():
            table = f"{SCHEMA}.{Path(name).stem}"
            columns = ", ".join(f"{column} text" for column in header(row))
            names = ", ".join(header(row))
            cursor.execute(f"drop table if exists {table}")
            cursor.execute(f"create table {table} ({columns})")
            # An empty cell is null, in quotes too.
            copy = f"copy {table} from stdin (format csv, header, force_null ({names}))"
            counts[Path(name).stem] = 0
            for part in files[name]:
                with part.open("rb") as file:
                    cursor.copy_expert(copy, file)
                counts[Path(name).stem] += cursor.rowcount
    return counts


def _parts(path: Path, columns: list[str]) -> list[Path]:
    """The files of a table: one, or those of a folder that several processes wrote."""
    parts = sorted(path.glob("part-*")) if path.is_dir() else [path]
    for part in parts:
        try:
            with part.open(encoding="utf-8") as file:
                found = file.readline().rstrip("\n").split(",")
        except OSError as error:
            raise QushuError(f"{shown(part)}: {error.strerror}") from error
        if found != columns:
            raise QushuError(f"{shown(part)} has other columns than this version reads")
    return parts


@contextmanager
def _connected() -> Iterator["psycopg2.extensions.connection"]:
    """A connection whose work is kept when all went well."""
    try:
        import psycopg2
    except ImportError as error:
        raise QushuError("PostgreSQL needs more packages: uv sync --group postgres") from error
    given = {name: os.environ.get(*variable) for name, variable in _SERVER.items()}
    try:
        connection = psycopg2.connect(**given)
        try:
            with connection:
                yield connection
        finally:
            connection.close()
    except psycopg2.Error as error:
        raise QushuError(f"PostgreSQL: {' '.join(str(error).split())}") from error
