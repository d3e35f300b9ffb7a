"""The public interface: every promised table, column and vocabulary stands in a built warehouse.

The promise is kept in `tests/contract/interface.yml`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

CONTRACT: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "contract" / "interface.yml").read_text(encoding="utf-8")
)
SCHEMA = CONTRACT["schema"]
TABLES = CONTRACT["tables"]
VOCABULARIES = [
    (table, column, values)
    for table, promise in TABLES.items()
    for column, values in promise.get("values", {}).items()
]


@pytest.fixture(scope="module")
def warehouse(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The release's warehouse, opened as an analyst opens it."""
    with duckdb.connect(str(release / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("table", TABLES)
def test_each_promised_column_exists(warehouse: duckdb.DuckDBPyConnection, table: str) -> None:
    rows = warehouse.execute(
        "select column_name from information_schema.columns"
        " where table_schema = ? and table_name = ?",
        [SCHEMA, table],
    ).fetchall()
    missing = set(TABLES[table]["columns"]) - {name for (name,) in rows}
    assert not missing, f"{table} lacks {sorted(missing)}"


@pytest.mark.parametrize(("table", "column", "values"), VOCABULARIES)
def test_each_vocabulary_is_closed(
    warehouse: duckdb.DuckDBPyConnection, table: str, column: str, values: list[str]
) -> None:
    rows = warehouse.execute(
        f"select distinct {column} from {SCHEMA}.{table} where {column} is not null"
    ).fetchall()
    assert {value for (value,) in rows} <= set(values)


@pytest.mark.parametrize("table", TABLES)
def test_each_public_table_and_column_is_described(
    warehouse: duckdb.DuckDBPyConnection, table: str
) -> None:
    rows = warehouse.execute(
        "select comment from duckdb_tables() where schema_name = ? and table_name = ?"
        " union all select comment from duckdb_columns() where schema_name = ? and table_name = ?",
        [SCHEMA, table, SCHEMA, table],
    ).fetchall()
    assert rows and all(comment for (comment,) in rows)
