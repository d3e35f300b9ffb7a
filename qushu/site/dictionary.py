"""The data dictionary: each public table and column, as dbt has written them into the warehouse."""

from qushu.language import Language, translations
from qushu.query import Warehouse
from qushu.site.catalogue import rows_by
from qushu.site.pages import Pages

PATH = "dictionary.html"

_TABLES = """
select table_name, comment, estimated_size as n_rows
from duckdb_tables() where schema_name = 'marts'
order by not starts_with(table_name, 'fct_'), not starts_with(table_name, 'dim_'), table_name
"""
_COLUMNS = """
select
    columns.table_name, columns.column_name, columns.data_type, columns.comment,
    coalesce(list_contains(keys.constraint_column_names, columns.column_name), false) as is_key
from duckdb_columns() as columns
left join duckdb_constraints() as keys
    on
        columns.table_name = keys.table_name
        and keys.schema_name = 'marts'
        and keys.constraint_type = 'PRIMARY KEY'
where columns.schema_name = 'marts'
order by columns.table_name, columns.column_index
"""


def overview(pages: Pages, warehouse: Warehouse) -> None:
    """Write it."""
    pages.write(
        PATH,
        "dictionary.html",
        tables=warehouse.ask(_TABLES).records(),
        columns=rows_by("table_name", warehouse.ask(_COLUMNS).records()),
        described=_described,
    )


def _described(comment: str | None, language: Language) -> str:
    """A description on one line, in Chinese where `dictionary.po` has it."""
    said = " ".join((comment or "").split())
    return translations(language, "dictionary").gettext(said) if said else ""
