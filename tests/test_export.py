"""What leaves the warehouse is what is in it, as far as its format can carry it."""

import csv
import json
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from conftest import Run
from pysdmx.io.csv.sdmx20.reader import read as read_sdmx
from pysdmx.io.reader import read_sdmx as read_structure
from pysdmx.model import Components, DataStructureDefinition

from qushu.export import sdmx, workbook
from qushu.export.content import Column, Table
from qushu.query import Warehouse

# (what is asked, a part of the complaint)
REFUSED = [
    (["out"], "--format"),
    (["out.doc"], "--format"),
    (["out.csv"], "need a folder"),
    (["no/such/folder/out.csv", "--table", "dim_year"], "no such folder"),
    (["out.csv", "--table", "no_such_table"], "no table no_such_table; there are bridge_"),
    (["out.csv", "--table", "dim_year", "--sql", "select 1"], "not both"),
    (["out.csv", "--format", "sdmx-csv", "--table", "dim_year"], "fct_indicator_year"),
    (["out.csv", "--sql", "selekt 1"], "syntax error"),
    (["out.csv", "--sql", "select * from read_text('/etc/passwd')"], "disabled"),
    (["out.parquet", "--sql", "select * from read_text('/etc/passwd')"], "disabled"),
    (["out.parquet", "--sql", "select 1) to '/tmp/elsewhere.csv' (format csv); select (1"], "rror"),
]


@pytest.fixture
def warehouse(release: Path) -> Iterator[Warehouse]:
    """Opened by DuckDB alone: what is open twice in a process has the same rights twice."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{release / 'warehouse.duckdb'}' as copied (read_only)")
        connection.execute("use copied.marts")
        yield Warehouse(connection)


def marts(warehouse: Warehouse) -> list[str]:
    sql = "select table_name from duckdb_tables() where schema_name = 'marts' order by 1"
    return [name for (name,) in warehouse.ask(sql).rows]


def exported(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("arguments", "part"), REFUSED, ids=str)
def test_refused_in_one_line(ask: Run, tmp_path: Path, arguments: list[str], part: str) -> None:
    done = ask("export", tmp_path / arguments[0], *arguments[1:])
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert part in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_csv_is_the_marts_and_their_dictionary(
    ask: Run, tmp_path: Path, warehouse: Warehouse
) -> None:
    exported(ask("export", tmp_path / "out", "--format", "csv"))
    assert {file.stem for file in (tmp_path / "out").iterdir()} == {*marts(warehouse), "columns"}
    for mart in marts(warehouse):
        with (tmp_path / "out" / f"{mart}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
        expected = warehouse.ask(f"select columns(*)::varchar from marts.{mart}")
        assert tuple(header) == expected.columns
        assert len(rows) == len(expected.rows)
    with (tmp_path / "out/columns.csv").open(encoding="utf-8", newline="") as file:
        dictionary = list(csv.DictReader(file))
    assert all(row["description"] for row in dictionary)


def test_parquet_is_the_marts(ask: Run, tmp_path: Path, warehouse: Warehouse) -> None:
    exported(ask("export", tmp_path / "out", "--format", "parquet"))
    with duckdb.connect() as other:
        for mart in marts(warehouse):
            file = tmp_path / "out" / f"{mart}.parquet"
            ours = warehouse.ask(f"select * from marts.{mart} order by all")
            theirs = other.execute(f"select * from read_parquet('{file}')")
            assert [column[0] for column in theirs.description or ()] == list(ours.columns)
            assert theirs.fetchall() == ours.rows
            metadata = pq.read_metadata(file).metadata
            assert set(json.loads(metadata[b"columns"])) == set(ours.columns)
    assert str(pq.read_schema(tmp_path / "out/fct_target.parquet").field("value").type) == (
        "decimal128(38, 6)"
    )


def test_excel_read_back_by_pandas_is_the_marts(
    ask: Run, tmp_path: Path, warehouse: Warehouse
) -> None:
    exported(ask("export", tmp_path / "out.xlsx"))
    sheets = pd.read_excel(
        tmp_path / "out.xlsx", sheet_name=marts(warehouse), dtype=object, na_filter=False
    )
    for mart, sheet in sheets.items():
        ours = warehouse.ask(f"select * from marts.{mart} order by all")
        assert list(sheet.columns) == list(ours.columns)
        assert len(sheet) == len(ours.rows)
        for column, expected in zip(sheet, zip(*ours.rows, strict=True), strict=True):
            pairs = zip(sheet[column], expected, strict=True)
            assert not [pair for pair in pairs if not _same(*pair)], (mart, column)


def test_notes_say_what_every_column_means(ask: Run, tmp_path: Path, release: Path) -> None:
    exported(ask("export", tmp_path / "out.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    rows = list(book[workbook.NOTES].iter_rows(values_only=True))
    assert release.name in str(rows[0][0])
    described = {(row[0], row[1]) for row in rows if row[3]}
    for name in book.sheetnames[1:]:
        header = next(book[name].iter_rows(values_only=True))
        assert {(name, column) for column in header} <= described


def test_excel_holds_what_it_would_round_as_text(tmp_path: Path) -> None:
    table = Table("t", "", tuple(Column(name, "", "") for name in "abcdefg"), """
        select 1234567890123456.5::decimal(38,6), 123456789012.345::decimal(38,6), '=1+1',
            date '1899-12-31', date '1900-01-01', true, repeat('长', 40000)
    """)  # fmt: skip
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        assert workbook.write(Warehouse(connection), [table], tmp_path / "t.xlsx", ["about"]) == 1
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    row = [cell.value for cell in book["t"][2]]
    assert row[:4] == ["1234567890123456.5", 123456789012.345, "=1+1", "1899-12-31"]
    assert [cell.data_type for cell in book["t"][2]][:3] == ["s", "n", "s"]
    assert (row[4].date(), row[5], len(row[6])) == (date(1900, 1, 1), True, 32767)
    notes = {line[1].value: line[4].value for line in book["Notes"].iter_rows() if line[4].value}
    assert set(notes) == {"column", "a", "d", "g"}
    assert notes["a"] == "1 values stand as text: Excel would round them."


def test_formulas_are_neutralised_in_csv_on_request(ask: Run, tmp_path: Path) -> None:
    sql = "select '=1+1' as a, -1 as b, '-' as c, 'x' as d"
    for options, expected in (([], "=1+1,-1,-,x"), (["--spreadsheet-safe"], "'=1+1,-1,'-,x")):
        exported(ask("export", tmp_path / "out.csv", "--sql", sql, *options))
        assert (tmp_path / "out.csv").read_text("utf-8") == f"a,b,c,d\n{expected}\n"


@pytest.mark.parametrize("suffix", ["csv", "parquet", "xlsx"])
@pytest.mark.parametrize("sql", ["known-on-a-day", "with t as (select 1 as a) select * from t;"])
def test_a_query_is_one_table(ask: Run, tmp_path: Path, suffix: str, sql: str) -> None:
    exported(ask("export", tmp_path / f"out.{suffix}", "--sql", sql))
    assert [file.name for file in tmp_path.iterdir()] == [f"out.{suffix}"]


@pytest.fixture(scope="session")
def structure() -> DataStructureDefinition:
    """The data structure, read and validated by pysdmx against the schema of SDMX-JSON."""
    message = read_structure(sdmx.STRUCTURE, validate=True)
    (found,) = message.get_data_structure_definitions()
    (flow,) = message.get_dataflows()
    assert f"{flow.agency}:{flow.id}({flow.version})" == sdmx.DATAFLOW
    return found


def test_sdmx_csv_validates(
    ask: Run, tmp_path: Path, warehouse: Warehouse, structure: DataStructureDefinition
) -> None:
    exported(ask("export", tmp_path / "out.csv", "--format", "sdmx-csv"))
    assert sdmx.structure_beside(tmp_path / "out.csv").read_bytes() == sdmx.STRUCTURE.read_bytes()
    (dataset,) = read_sdmx((tmp_path / "out.csv").read_text("utf-8"))
    data = dataset.data
    components: Components = structure.components
    assert list(data.columns) == [component.id for component in components]
    for component in components:
        if component.required:
            assert (data[component.id] != "").all(), component.id
        if component.enumeration is not None:
            codes = {code.id for code in component.enumeration}
            assert set(data[component.id]) - {""} <= codes, component.id
        if component.local_dtype is not None and component.local_dtype.value == "Decimal":
            assert (
                data[component.id]
                .map(lambda value: value == "" or Decimal(value) == Decimal(value))
                .all()
            )
    key = [dimension.id for dimension in components.dimensions]
    assert not data.duplicated(key).any()
    assert len(data) == warehouse.ask("select count(*) from fct_indicator_year").rows[0][0]


def test_sdmx_csv_is_the_best_figure_of_each_year(
    ask: Run, tmp_path: Path, warehouse: Warehouse
) -> None:
    exported(ask("export", tmp_path / "out.csv", "--format", "sdmx-csv"))
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        got = {
            (row["REF_AREA"], row["INDICATOR"], int(row["TIME_PERIOD"])): row
            for row in csv.DictReader(file)
        }
    sql = "select district_id, indicator_id, year, value, value_low, bound from fct_indicator_year"
    for *key, value, low, bound in warehouse.ask(sql).rows:
        row = got[tuple(key)]
        assert row["BOUND"] == bound
        assert row["OBS_VALUE"] == "" if value is None else Decimal(row["OBS_VALUE"]) == value
        assert row["VALUE_LOW"] == "" if low is None else Decimal(row["VALUE_LOW"]) == low
        assert int(row["DECIMALS"]) == len(row["OBS_VALUE"].partition(".")[2])


def _same(got: Any, value: Any) -> bool:
    """Whether a cell holds a value of the warehouse: numbers and days as such, null as nothing."""
    if value is None:
        return got == ""
    if isinstance(value, bool | str):
        return type(got) is type(value) and got == value
    if isinstance(value, date):
        return pd.Timestamp(got) == pd.Timestamp(value)
    is_wide = len(value.normalize().as_tuple().digits) > 15 if isinstance(value, Decimal) else False
    return isinstance(got, str) == is_wide and Decimal(str(got)) == value
