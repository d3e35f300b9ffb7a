"""What a finished build must pass before anyone sees it, besides the tests that dbt ran.

| check     | passes when                                                                      |
| --------- | -------------------------------------------------------------------------------- |
| ledger    | each document, numeral and fact that was read stands in the warehouse, once      |
| relations | every relation answers, read-only, from another folder                           |
| losses    | no more is gone since the release before than a day's work may remove            |
| docs      | the documentation is there, and describes every mart                             |
"""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from qushu.changes import Losses
from qushu.errors import BuildError, QushuError
from qushu.paths import DOCS, RAW, WAREHOUSE
from qushu.query import reading

# A few documents come and go; a tenth of them, or of the facts in the others, does not by itself.
_FEW_DOCUMENTS = 2
_FEW_FACTS = 20
_SHARE = 0.1

_MARTS = "select table_name from duckdb_tables() where schema_name = 'marts' order by all"
_RELATIONS = """
select table_schema, table_name from information_schema.tables order by all
"""
_COUNTS = """
with
read as (
    select document_id, count(*) as n
    from read_csv('{path}', all_varchar = true, header = true, delim = ',', quote = '"',
                  escape = '"', new_line = '\\n')
    group by document_id
),
kept as (select document_id, count(*) as n from built.{mart} group by document_id)
select document_id, coalesce(read.n, 0) as n_read, coalesce(kept.n, 0) as n_kept
from read full join kept using (document_id)
where n_read != n_kept
order by document_id
"""
# Each document's rows as raw CSV has them, and as an analyst finds them.
_LEDGER = (
    ("documents.csv", "marts.dim_document"),
    ("mentions.csv", "marts.fct_mention"),
    ("facts.csv", "marts.fct_observation"),
)


@dataclass(frozen=True)
class Check:
    """One check of the gate; `complaints` is empty when it has passed."""

    name: str
    complaints: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """As RELEASE.json says it."""
        return "fail" if self.complaints else "pass"


def check(folder: Path, losses: Losses | None, *, allow_loss: bool) -> list[Check]:
    """Try all checks on a finished build; raise BuildError with the complaints of all that fail.

    :param losses: since the release before; None where there is none.
    """
    checks = [Check("relations", tuple(_unanswered(folder)))]
    if not checks[0].complaints:
        checks.append(Check("ledger", tuple(_missing(folder))))
        checks.append(Check("docs", tuple(_undocumented(folder))))
    if losses is not None and not allow_loss:
        checks.append(Check("losses", tuple(_sudden(losses))))
    if failed := [one for one in checks if one.complaints]:
        names = ", ".join(one.name for one in failed)
        details = [f"{one.name}: {said}" for one in failed for said in one.complaints]
        raise BuildError(f"the release did not pass its gate ({names})", details)
    return checks


def _unanswered(folder: Path) -> Iterable[str]:
    """Relations that do not answer from another folder, where no other file is within reach."""
    if (folder / f"{WAREHOUSE}.wal").exists():
        yield f"part of {WAREHOUSE} stands in a write-ahead log beside it"
    with tempfile.TemporaryDirectory() as elsewhere:
        link = Path(elsewhere) / WAREHOUSE
        link.symlink_to((folder / WAREHOUSE).absolute())
        with reading(link) as warehouse:
            relations = warehouse.ask(_RELATIONS).rows
            if not relations:
                yield "there is none"
            for schema, name in relations:
                try:
                    warehouse.ask(f'select count(*) from "{schema}"."{name}"')
                    warehouse.ask(f'select * from "{schema}"."{name}" limit 1')
                except QushuError as error:
                    yield f"{schema}.{name} does not answer: {error}"


def _missing(folder: Path) -> Iterable[str]:
    """Documents of which the warehouse has fewer or more rows than were read."""
    with duckdb.connect() as connection:
        warehouse, raw = (str(folder / name).replace("'", "''") for name in (WAREHOUSE, RAW))
        connection.execute(f"attach '{warehouse}' as built (read_only)")
        for file, mart in _LEDGER:
            rows = connection.execute(_COUNTS.format(path=f"{raw}/{file}", mart=mart)).fetchall()
            for document_id, there, here in rows:
                yield f"{document_id}: {there} rows in {file}, {here} in {mart}"


def _undocumented(folder: Path) -> Iterable[str]:
    """Marts that the documentation does not know, and a site without an entrance."""
    if not (folder / DOCS / "index.html").is_file():
        yield f"there is no {DOCS}/index.html"
    page = folder / DOCS / "dbt" / "index.html"
    html = page.read_text(encoding="utf-8") if page.is_file() else ""
    for mart in marts(folder):
        if f"model.qushu.{mart}" not in html:
            yield f"{mart} is not described in {DOCS}/dbt/{page.name}"


def marts(folder: Path) -> list[str]:
    """The names of the marts of a build."""
    with reading(folder / WAREHOUSE) as warehouse:
        return [str(row[0]) for row in warehouse.ask(_MARTS).rows]


def _sudden(losses: Losses) -> Iterable[str]:
    """Losses that nobody causes on purpose, unless they say so."""
    allow = "if that is meant, build with --allow-loss"
    if losses.documents_lost > max(_FEW_DOCUMENTS, _SHARE * losses.documents):
        lost, before = losses.documents_lost, losses.documents
        yield f"{lost} of {before} documents have lost all facts; {allow}"
    if losses.facts_lost > max(_FEW_FACTS, _SHARE * losses.facts_of_the_rest):
        before = losses.facts_of_the_rest
        yield f"{losses.facts_lost} of {before} facts are gone from documents that remain; {allow}"
