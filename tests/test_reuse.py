"""Pages go on from one release to the next exactly as long as nothing of them changes.

| between the two releases                       | pages                                         |
| ---------------------------------------------- | --------------------------------------------- |
| nothing                                        | of things are the same files, the rest is new |
| values, names, verdicts, texts that are gone   | are what a whole new site would have          |
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from qushu import site
from qushu.paths import CORPUS, DOCS, WAREHOUSE

EDITION = site.Edition("20240101T000000Z-test", datetime(2024, 1, 1, tzinfo=UTC), corpus=CORPUS)
THINGS = ("district", "indicator", "evidence")
# What may be different in the next warehouse, each of something else.
EDITS = {
    "a value": """
        update marts.fct_indicator_year set value = value + 1 where observation_id = (
            select min(observation_id) from marts.fct_indicator_year where value is not null)""",
    "an agreement": """
        update marts.fct_indicator_year set agreement = 'conflict' where observation_id = (
            select max(observation_id) from marts.fct_indicator_year where agreement = 'single')""",
    "a status": """
        update marts.fct_observation set status = 'estimate' where observation_id = (
            select max(observation_id) from marts.fct_observation where document_id = (
                select min(document_id) from marts.dim_document))""",
    "the name of an indicator": """
        update marts.dim_indicator set name_zh = '另一名称', name_en = 'another name'
        where indicator_id = (
            select indicator_id from marts.fct_observation
            where district_id is not null group by indicator_id
            order by count(*) desc, indicator_id limit 1)""",
    "the name of a district": """
        update marts.dim_district set name_zh = '另一区' where district_id = (
            select min(district_id) from marts.fct_observation)""",
    "the title of a document": """
        update marts.dim_document set title = '另一题目' where document_id = (
            select max(document_id) from marts.dim_document)""",
    "a verdict": "update marts.fct_identity_check set verdict = 'violated' where verdict = 'holds'",
    "the facts of a document": """
        delete from marts.fct_observation where document_id = 'policy-paper'""",
}


@pytest.fixture(scope="module")
def before(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the embedded corpus."""
    docs = tmp_path_factory.mktemp("before")
    site.write(docs / DOCS, release / WAREHOUSE, EDITION)
    return docs / DOCS


@pytest.fixture(scope="module")
def edited(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Its warehouse with all the edits."""
    file = tmp_path_factory.mktemp("edited") / WAREHOUSE
    shutil.copyfile(release / WAREHOUSE, file)
    with duckdb.connect(str(file)) as connection:
        for name, sql in EDITS.items():
            ((n_edited,),) = connection.execute(sql).fetchall()
            assert n_edited, name
    yield file


def pages(docs: Path) -> dict[str, Path]:
    """All files of a site by their place."""
    return {str(file.relative_to(docs)): file for file in docs.rglob("*") if file.is_file()}


def of_a_thing(page: str) -> bool:
    return page.removeprefix("en/").split("/")[0] in THINGS


def test_pages_of_things_go_on_when_nothing_changes(
    release: Path, before: Path, tmp_path: Path
) -> None:
    site.write(tmp_path / DOCS, release / WAREHOUSE, replace(EDITION, before=before))
    old, new = pages(before), pages(tmp_path / DOCS)
    assert old.keys() == new.keys()
    assert {page for page in new if new[page].samefile(old[page])} == set(filter(of_a_thing, new))


def test_what_goes_on_is_what_would_be_written(before: Path, edited: Path, tmp_path: Path) -> None:
    site.write(tmp_path / "whole", edited, EDITION)
    site.write(tmp_path / "onward", edited, replace(EDITION, before=before))
    old, whole, onward = pages(before), pages(tmp_path / "whole"), pages(tmp_path / "onward")
    assert onward.keys() == whole.keys()
    assert [page for page in whole if onward[page].read_bytes() != whole[page].read_bytes()] == []
    gone_on = {page for page in onward.keys() & old.keys() if onward[page].samefile(old[page])}
    for thing in THINGS:
        of_this = {page for page in onward if page.removeprefix("en/").startswith(thing)}
        assert gone_on & of_this and of_this - gone_on, thing
