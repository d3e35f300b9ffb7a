"""Texts and a manifest that try to take pages over: all of it is shown, and nothing of it runs."""

from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest
from conftest import run_qushu
from marked import check
from playwright.sync_api import Browser, expect
from visitor import visiting

from qushu.language import Language
from qushu.query import Warehouse, reading
from qushu.site import layout

# What may be in a page: our own scripts, and no handler, no address that runs, nothing embedded.
INTRUDERS = r"""() => [...document.querySelectorAll("*")].flatMap((one) => [
    ...one.getAttributeNames().filter((name) => name.startsWith("on")),
    ...["href", "src", "action"].filter((name) => /^\s*(javascript|https?|\/\/):?/i.test(
        one.getAttribute(name) ?? "")),
    ...(one.matches("script:not([src]), iframe, object, embed, form, base, meta[http-equiv]")
        ? [one.localName] : []),
]).concat(window.seized === undefined ? [] : ["seized"])"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts") / "hostile"
    hostile.write(folder)
    return folder


@pytest.fixture(scope="module")
def built(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the corpus."""
    releases = tmp_path_factory.mktemp("hostile-releases")
    done = run_qushu("build", "--corpus", corpus, "--releases", releases)
    assert done.returncode == 0, done.stderr
    return (releases / "current").resolve()


@pytest.fixture(scope="module")
def warehouse(built: Path) -> Iterator[Warehouse]:
    with reading(built / "warehouse.duckdb") as opened:
        yield opened


def test_every_text_is_read(warehouse: Warehouse) -> None:
    ((documents,),) = warehouse.ask("select count(*) from dim_document").rows
    assert documents == len(hostile.TEXTS) + 1


@pytest.mark.parametrize("language", Language)
def test_each_fact_is_marked_where_it_stands(
    built: Path, warehouse: Warehouse, corpus: Path, language: Language
) -> None:
    assert check(built / "docs", warehouse, corpus, language) > len(hostile.TEXTS)


def test_no_page_runs_what_a_text_says(browser: Browser, built: Path) -> None:
    docs = built / "docs"
    pages = [file for file in sorted(docs.rglob("*.html")) if file.parent.name != "dbt"]
    with visiting(browser, docs.as_uri()) as visitor:
        for file in pages:
            visitor.page.goto(file.as_uri())
            assert visitor.page.evaluate(INTRUDERS) == [], file
            assert "49" not in visitor.page.title()
        assert visitor.complaints == []
    assert len(pages) > 50


def test_no_search_runs_what_a_text_says(browser: Browser, built: Path) -> None:
    with visiting(browser, (built / "docs").as_uri()) as visitor:
        visitor.open("index.html")
        box = visitor.page.get_by_role("combobox")
        for asked in ("<script>", "onerror", "{{", "javascript:", "\u202e"):
            box.fill(asked)
            visitor.page.wait_for_timeout(100)
            assert visitor.page.evaluate(INTRUDERS) == []
        box.fill("window.seized")
        expect(visitor.page.locator("#search-found [role=option]")).not_to_have_count(0)
        box.press("Enter")
        expect(visitor.page.locator(".evidence h1")).to_be_visible()
        assert visitor.complaints == []


def test_what_is_unresolved_is_found(browser: Browser, built: Path, warehouse: Warehouse) -> None:
    ((document, start),) = warehouse.ask(
        "select document_id, min(span_start) from fct_mention where disposition = 'unresolved'"
        " and document_id like '%html' group by all"
    ).rows
    with visiting(browser, (built / "docs").as_uri()) as visitor:
        visitor.open(layout.evidence(document))
        visitor.page.locator("button[data-only=unresolved]").click()
        expect(visitor.page.locator(f"#m{start}")).to_be_focused()
        expect(visitor.page.locator(f"#u{start}")).to_have_class("unresolved selected")
        assert visitor.complaints == []


@pytest.mark.parametrize("language", Language)
def test_a_line_of_thousands_of_characters_does_not_widen_the_page(
    browser: Browser, built: Path, warehouse: Warehouse, language: Language
) -> None:
    ((document,),) = warehouse.ask(
        "select document_id from dim_document where file = 'long.txt'"
    ).rows
    for width in (400, 1280):
        options = {"viewport": {"width": width, "height": 800}}
        with visiting(browser, (built / "docs").as_uri(), **options) as visitor:
            visitor.open(layout.translated(layout.evidence(document), language))
            wide = visitor.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width
