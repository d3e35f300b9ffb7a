"""`qushu` with stand-ins for dbt, which loads the raw tables as they are, and for the site: for
tests of what surrounds them, where a build should cost a second.

usage: python tests/quick.py build --corpus DIR --releases DIR
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from qushu import cli, making, pipeline, site
from qushu.dbt import Dbt, Node
from qushu.site import history
from qushu.site.catalogue import Catalogue
from qushu.site.pages import Pages

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


def quick_site(
    docs: Path, warehouse: Path, edition: site.Edition, workers: int | None = None
) -> None:
    """Writes an entrance, and the page of changes as it is, which needs no warehouse."""
    (docs / "index.html").write_text("quick", encoding="utf-8")
    history.overview(Pages(docs, edition, Catalogue({}, {}, {}, {}, {})))


@contextmanager
def stand_ins() -> Iterator[None]:
    """Put them into what makes a release in this process."""
    originals = making.Dbt, making.site.write
    making.Dbt, making.site.write = QuickDbt, quick_site  # type: ignore[misc,assignment]
    try:
        yield
    finally:
        making.Dbt, making.site.write = originals  # type: ignore[misc]


def build(corpus: Path, releases: Path, **options: Any) -> pipeline.Published | pipeline.Unchanged:
    """Build in this process, with the stand-in."""
    with stand_ins():
        return pipeline.build(pipeline.Options(corpus, releases, workers=1, **options))


def run_quick(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in another process, with the stand-in for dbt."""
    return subprocess.run(
        [*QUICK, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


if __name__ == "__main__":
    with stand_ins():
        cli.main()
