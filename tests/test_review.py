"""What awaits a steward, and how a phrase gets into the catalogue."""

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest
from conftest import Run, run_qushu

from qushu.query import Warehouse
from qushu.review import Catalogue, uncatalogued, unresolved

SEEDS = Path("seeds")

TEXT = "全区有25X，增8%。" + "一" * 12 + "。有小微工厂5家。" + "二" * 10 + "。每家得7Y。"
_TABLES = f"""
create schema marts;
create schema seeds;
create table marts.fct_mention as
select *, document_id || '@' || span_start as mention_id from (values
    ('a', 3, 6, '25X', 'no unit fits', 'unresolved'),
    ('b', 0, 3, '25X', 'no unit fits', 'unresolved'),
    ('a', {TEXT.index("7Y")}, {TEXT.index("7Y") + 2}, '7Y', 'no rule', 'unresolved'),
    ('a', 30, 32, '5家', '', 'fact')
) as t(document_id, span_start, span_end, surface, reason, disposition);
create table marts.dim_document as
select * from (values
    ('a', 'a.txt', '{sha256(TEXT.encode()).hexdigest()}'), ('b', 'b.txt', '')
) as t(document_id, file, sha256);
create table marts.fct_observation as
select * from (values
    ('a@30-32', 'a', 30, '有小微工厂5家。', 25, '5家', 'x1', '小微工厂数', 'level', '家', 'count'),
    ('a@8-10', 'a', 8, '全区有25X，增8%。', 0, '8%', 'x2', '工厂', 'growth', '%', 'percent'),
    ('b@8-10', 'b', 8, '再增9%。', 6, '9%', 'x2', '工厂', 'growth', '%', 'percent'),
    ('c@1-2', 'c', 1, '工厂3家', 1, '3家', 'factories', '工厂数', 'level', '家', 'count')
) as t(observation_id, document_id, span_start, quote, quote_start, surface, indicator_id,
    indicator_name, measure, unit, dimension);
create table marts.dim_indicator as
select * from (values ('x1', null), ('x2', null), ('factories', 'factories'))
as t(indicator_id, concept_id);
create table seeds.indicators as
select * from (values ('factories', 'count'), ('factory_area', 'area'))
as t(indicator_id, dimension);
create table seeds.indicator_aliases as
select * from (values ('工厂数', 'factories'), ('工厂', 'factories'), ('小微工厂', 'factory_area'))
as t(alias, indicator_id);
"""


@pytest.fixture(scope="module")
def warehouse() -> Iterator[Warehouse]:
    with duckdb.connect() as connection:
        connection.execute(_TABLES)
        yield Warehouse(connection)


def test_unresolved_numerals_with_their_sentences(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = unresolved(warehouse, 10, tmp_path).records()
    assert [(row["surface"], row["mentions"], row["documents"]) for row in rows] == [
        ("25X", 2, 2),
        ("7Y", 1, 1),
    ]
    assert [row["sentence"] for row in rows] == ["全区有⟦25X⟧，增8%。", "每家得⟦7Y⟧。"]


def test_where_the_text_has_gone_a_fact_beside_may_have_the_sentence(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(f"{TEXT} ", encoding="utf-8")
    rows = unresolved(warehouse, 10, tmp_path).records()
    assert [row["sentence"] for row in rows] == ["全区有⟦25X⟧，增8%。", None]


def test_uncatalogued_phrases_with_the_nearest_entries(warehouse: Warehouse) -> None:
    rows = {row["indicator_name"]: row for row in uncatalogued(warehouse, 10).records()}
    assert list(rows) == ["工厂", "小微工厂数"]
    assert rows["工厂"]["sentence"] == "全区有25X，增⟦8%⟧。"
    # The unit of a growth says nothing; that of a level puts its dimension first.
    assert rows["工厂"]["suggestions"][0] == "factories (工厂)"
    assert rows["小微工厂数"]["suggestions"] == ["factories (工厂数)", "factory_area (小微工厂)"]


def test_what_is_not_alike_is_not_suggested(warehouse: Warehouse) -> None:
    assert Catalogue(warehouse).near("森林覆盖率", None) == []


def test_review_lists_sentences_and_suggestions(ask: Run) -> None:
    done = ask("review", "--limit", "5", "--format", "csv")
    assert done.returncode == 0
    assert "suggestions,sentence" in done.stdout
    assert "⟦" in done.stdout
    assert "review accept" in ask("review", "--limit", "5").stderr


# (phrase, indicator, a part of the complaint)
REFUSED = [
    ("出口总值", "exports_total", "出口总值 is already a name of exports_total"),
    ("“出口 总值”", "imports_total", "出口总值 is already a name of exports_total"),
    ("一种新的说法", "no_such_indicator", "no indicator no_such_indicator"),
    ("值", "exports_total", "too short"),
    ("", "exports_total", "too short"),
    ("2025", "exports_total", "too short"),
]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    for name in ("indicators.csv", "indicator_aliases.csv"):
        shutil.copy(SEEDS / name, tmp_path / name)
    return tmp_path


def test_accepted_phrase_is_one_more_line_in_its_place(seeds: Path) -> None:
    before = (seeds / "indicator_aliases.csv").read_text(encoding="utf-8").splitlines()
    done = run_qushu("review", "accept", "“一种新的 说法”", "exports_total", "--seeds", seeds)
    assert done.returncode == 0, done.stderr
    after = (seeds / "indicator_aliases.csv").read_text(encoding="utf-8").splitlines()
    assert sorted(set(after) - set(before)) == ["一种新的说法,exports_total"]
    aliases = [line.split(",")[0] for line in after[1:]]
    assert aliases == sorted(aliases)
    assert len(after) == len(before) + 1


def test_a_phrase_with_a_comma_is_quoted(seeds: Path) -> None:
    run_qushu("review", "accept", "甲,乙", "exports_total", "--seeds", seeds)
    assert '\n"甲,乙",exports_total\n' in (seeds / "indicator_aliases.csv").read_text("utf-8")


@pytest.mark.parametrize(("phrase", "indicator_id", "part"), REFUSED)
def test_refused_in_one_line(seeds: Path, phrase: str, indicator_id: str, part: str) -> None:
    before = (seeds / "indicator_aliases.csv").read_bytes()
    done = run_qushu("review", "accept", phrase, indicator_id, "--seeds", seeds)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert part in done.stderr
    assert (seeds / "indicator_aliases.csv").read_bytes() == before


def test_a_folder_without_vocabularies(tmp_path: Path) -> None:
    done = run_qushu("review", "accept", "甲乙", "exports_total", "--seeds", tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "no such file" in done.stderr
