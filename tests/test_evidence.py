"""The page of a document: its text character for character, and each number where it stands.

| part         | what must hold                                                             |
| ------------ | -------------------------------------------------------------------------- |
| text         | what a browser reads is the file, control characters shown by their pictures |
| marks        | a fact's mark is `text[span_start:span_end]`; nothing else is marked       |
| anchors      | a fact has one place and one card, which lead to each other                |
| long texts   | are cut into pages, and no number with them                                |
| lost texts   | are said to be lost; their facts stand with their sentences                |

The same is checked of the source texts in `test_shared_corpus.py`, and of hostile ones in
`test_hostile.py`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import write_each
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked import Marked, check, check_reading, pages_of
from test_segments import marked_texts

from qushu.language import Language, translations
from qushu.paths import CORPUS
from qushu.query import Warehouse, reading
from qushu.site import evidence
from qushu.site.catalogue import Catalogue
from qushu.site.pages import Edition, Pages
from qushu.site.readings import Fact, Mention, Reading, readings, rules
from qushu.site.reuse import keep

EDITION = Edition("20240101T000000Z-test", datetime(2024, 1, 1, tzinfo=UTC), corpus=CORPUS)


@pytest.fixture(scope="module")
def warehouse(release: Path) -> Iterator[Warehouse]:
    with reading(release / "warehouse.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """A folder to write pages into, of the embedded corpus."""
    docs = tmp_path_factory.mktemp("docs")
    return Pages(docs, EDITION, Catalogue.of(warehouse))


@pytest.mark.parametrize("language", Language)
def test_each_fact_of_the_embedded_corpus_is_marked_where_it_stands(
    release: Path, warehouse: Warehouse, language: Language
) -> None:
    facts = check(release / "docs", warehouse, CORPUS, language)
    assert facts == warehouse.ask("select count(*) from fct_observation").rows[0][0] > 0


@pytest.fixture(scope="module")
def pattern(warehouse: Warehouse, pages: Pages) -> Reading:
    """Something that was read, to make other readings of."""
    return next(iter(readings(warehouse, list(evidence.sizes(pages)))))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    case=marked_texts(), dispositions=st.lists(st.sampled_from(evidence.DISPOSITIONS), min_size=9)
)
def test_whatever_is_read_of_whatever_text_is_marked_where_it_stands(
    pages: Pages, pattern: Reading, warehouse: Warehouse, case, dispositions
) -> None:
    """Facts lie anywhere; numerals, as the reader finds them, lie apart."""
    text, spans = case
    mentions, facts = [], []
    for disposition, (start, end) in zip(dispositions, sorted(spans), strict=False):
        if disposition != "fact":
            is_apart = not mentions or mentions[-1].span_end <= start
            if is_apart:
                mentions.append(Mention(start, end, text[start:end], disposition, "period.year"))
            continue
        key = f"any@{start}-{end}"
        if key not in {fact.observation_id for fact in facts}:
            row = pattern.facts[0].row | {
                "observation_id": key, "span_start": start, "span_end": end,
            }  # fmt: skip
            facts.append(Fact(row, [], []))
    mentions = [
        one
        for one in mentions
        if not any(f.span_start < one.span_end and one.span_start < f.span_end for f in facts)
    ]
    read = Reading(pattern.document | {"document_id": "any"}, mentions, facts)
    evidence.write(pages, read, text, rules(warehouse))
    check_reading(Marked(pages.docs, "any", Language.EN), read, text)


def test_a_long_text_goes_on_on_further_pages(
    pages: Pages, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "PART", 700)
    write_each(evidence, pages, warehouse)
    assert check(pages.docs, warehouse, CORPUS, Language.ZH) > 0
    files = list(pages_of(pages.docs, "statistical-communique", Language.ZH))
    assert len(files) > 3
    last = files[-1].read_text("utf-8")
    assert 'href="../../evidence/statistical-communique.html"' in last
    assert 'href="../../assets/evidence.css"' in last


@pytest.mark.parametrize("change", ["gone", "changed"])
def test_a_text_that_is_no_longer_there_is_said_to_be(
    pages: Pages, warehouse: Warehouse, tmp_path: Path, change: str
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    if change == "changed":
        (corpus / "work-report.txt").write_text("其他文字", encoding="utf-8")
    moved = replace(pages, docs=tmp_path, edition=replace(EDITION, corpus=corpus))
    write_each(evidence, moved, warehouse, ["work-report"])
    html = (tmp_path / "en" / "evidence" / "work-report.html").read_text("utf-8")
    assert "cannot be shown" in html and "其他文字" not in html
    (read,) = readings(warehouse, ["work-report"])
    assert all(f'id="{fact.observation_id}"' in html for fact in read.facts)
    assert html.count('<li id="f') == len(read.facts)


@pytest.fixture
def again(warehouse: Warehouse, pages: Pages, tmp_path: Path) -> Pages:
    """The release that follows that of the embedded corpus, with nothing changed."""
    written = replace(pages, docs=tmp_path / "first")
    write_each(evidence, written, warehouse)
    keep(written.docs, written.done)
    return replace(pages, docs=tmp_path / "next", edition=replace(EDITION, before=written.docs))


def test_pages_of_which_nothing_has_changed_go_on(again: Pages, warehouse: Warehouse) -> None:
    # Even those of texts that are gone by now.
    gone = replace(again, edition=replace(again.edition, corpus=None))
    write_each(evidence, gone, warehouse)
    before, after = again.edition.before, again.docs
    assert before is not None
    written = sorted(file.relative_to(after) for file in after.rglob("*.html"))
    assert written == sorted(file.relative_to(before) for file in before.rglob("*.html"))
    assert all((after / file).samefile(before / file) for file in written)


@pytest.mark.parametrize("change", ["code", "name", "lost page"])
def test_pages_of_which_something_has_changed_are_written_anew(
    again: Pages, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    (read,) = readings(warehouse, ["work-report"])
    before = again.edition.before
    assert before is not None
    page = "en/evidence/work-report.html"
    if change == "code":
        again = replace(again, edition=replace(again.edition, made_by="another"))
    elif change == "name":
        named = again.catalogue.indicators[read.facts[0].row["indicator_id"]]
        monkeypatch.setitem(named, "name_zh", "新名")
    else:
        (before / page).rename(before / "aside.html")
    write_each(evidence, again, warehouse, ["work-report"])
    old = before / ("aside.html" if change == "lost page" else page)
    assert not (again.docs / page).samefile(old)


def test_every_rule_is_described_in_both_languages(warehouse: Warehouse) -> None:
    chinese = translations(Language.ZH, "site").gettext
    assert [said for said in rules(warehouse).values() if chinese(said) == said] == []
