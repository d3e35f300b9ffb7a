"""`qushu` with a stand-in for dbt, which loads the raw tables as they are: for tests of what
surrounds the warehouse, where a build should cost a second.

usage: python tests/quick.py build --corpus DIR --releases DIR
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from qushu import cli, pipeline
from qushu.dbt import Dbt, Node

#: The command, to run it in another process.
QUICK = [sys.executable, str(Path(__file__))]

_SQL = """
create schema marts;
create table marts.dim_document as select * from read_csv('{raw}/documents.csv', {how});
create table marts.fct_mention as select * from read_csv('{raw}/mentions.csv', {how});
create table marts.fct_observation as
select
    * replace (span_start::integer as span_start, year::integer as year),
    coalesce(concept_id, indicator_name) as indicator_id,
    number::decimal(38, 6) as value,
    number_low::decimal(38, 6) as value_low,
    number_high::decimal(38, 6) as value_high,
    resolution::decimal(38, 6) as precision
from read_csv('{raw}/facts.csv', {how});
"""
_HOW = (
    "all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\n'"
)


class QuickDbt(Dbt):
    """Builds three marts and a page that names them."""

    def build(self, report: Callable[[int, int], None]) -> list[Node]:
        self.target.mkdir(parents=True, exist_ok=True)
        self.log.parent.mkdir()
        with duckdb.connect(str(self.warehouse)) as connection:
            connection.execute(_SQL.format(raw=self.raw, how=_HOW))
        time.sleep(float(os.environ.get("QUICK_PAUSE", "0")))
        marts = ("dim_document", "fct_mention", "fct_observation")
        self.page.write_text(" ".join(f"model.qushu.{mart}" for mart in marts), encoding="utf-8")
        (self.target / "partial_parse.msgpack").write_bytes(b"parsed")
        return [Node("test", "quick", "pass", 0, None)]


def build(corpus: Path, releases: Path, **options: Any) -> pipeline.Published | pipeline.Unchanged:
    """Build in this process, with the stand-in."""
    original = pipeline.Dbt
    pipeline.Dbt = QuickDbt  # type: ignore[misc]
    try:
        return pipeline.build(pipeline.Options(corpus, releases, workers=1, **options))
    finally:
        pipeline.Dbt = original  # type: ignore[misc]


def run_quick(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in another process, with the stand-in for dbt."""
    return subprocess.run(
        [*QUICK, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


if __name__ == "__main__":
    pipeline.Dbt = QuickDbt  # type: ignore[misc]
    cli.main()
