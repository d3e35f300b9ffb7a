"""What tests of the data that only warn have found: how many rows, and which is the first."""

from collections.abc import Iterable
from typing import Any

from qushu.dbt import Node
from qushu.output import text
from qushu.query import Warehouse

_KEY = "observation_id"


def found(nodes: Iterable[Node], warehouse: Warehouse) -> list[dict[str, Any]]:
    """For each test that warns its name, the number of its rows, and the key of the first.

    :param nodes: what dbt ran; others than those that warn are left out.
    """
    return [
        {"test": node.name, "rows": node.failures, "first": _first(node.sql, warehouse)}
        for node in nodes
        if node.status == "warn"
    ]


def _first(sql: str | None, warehouse: Warehouse) -> str | None:
    """The observation of the first row that a test returns, or what stands first in it."""
    if sql is None:
        return None
    answer = warehouse.ask(f"select * from ({sql}) order by all limit 1")
    if not answer.rows:
        return None
    column = answer.columns.index(_KEY) if _KEY in answer.columns else 0
    return text(answer.rows[0][column])
