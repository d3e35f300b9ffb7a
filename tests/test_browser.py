"""The site as someone meets it: in a browser, from a folder and from a server.

| what       | must hold                                                                      |
| ---------- | ------------------------------------------------------------------------------ |
| each kind of page | no error, no request to another host, in both languages                 |
| a phone    | no page is wider than its window                                               |
| search     | finds what is asked for in Chinese, pinyin or English                          |
| evidence   | a number leads to its fact and back, with and without JavaScript               |
| access     | axe-core finds no serious fault, in light and dark                             |

Without a browser they are skipped, and fail where `CI` is set.
"""

import functools
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import write_each
from playwright.sync_api import Browser, expect
from visitor import visiting

from qushu.language import Language
from qushu.paths import CORPUS
from qushu.query import reading
from qushu.site import evidence, layout
from qushu.site.catalogue import Catalogue
from qushu.site.pages import Edition, Pages

DOCUMENT = "statistical-communique"


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that does not print what it is asked for."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def docs(release: Path) -> Path:
    return release / "docs"


@pytest.fixture(scope="module", params=["folder", "server"])
def base(
    request: pytest.FixtureRequest, docs: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the site is: in a folder, or on a server, below an address that is not its root."""
    if request.param == "folder":
        yield docs.as_uri()
        return
    root = tmp_path_factory.mktemp("served")
    (root / "some").mkdir()
    (root / "some" / "where").symlink_to(docs)
    handler = functools.partial(Quiet, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/where"
        server.shutdown()


def kinds(docs: Path, language: Language) -> list[str]:
    """The paths of all single pages of a language, and of the largest page of each folder."""
    root = docs / layout.FOLDERS[language]
    pages = sorted(root.glob("*.html"))
    for folder in ("coverage", "district", "evidence", "indicator"):
        pages.append(max((root / folder).glob("*.html"), key=lambda file: file.stat().st_size))
    return [page.relative_to(docs).as_posix() for page in pages]


@pytest.mark.parametrize("language", Language)
def test_each_kind_of_page_opens_without_a_complaint(
    browser: Browser, base: str, docs: Path, language: Language
) -> None:
    with visiting(browser, base) as visitor:
        for path in kinds(docs, language):
            visitor.open(path)
            assert visitor.page.title(), path
            expect(visitor.page.locator("html")).to_have_attribute("lang", language)
            expect(visitor.page.locator("h1")).to_have_count(1)
        assert visitor.complaints == []


@pytest.mark.parametrize("language", Language)
def test_no_page_is_wider_than_a_phone(browser: Browser, docs: Path, language: Language) -> None:
    """What is wider, such as a table of many years, scrolls by itself."""
    with visiting(browser, docs.as_uri(), viewport={"width": 390, "height": 844}) as visitor:
        for path in kinds(docs, language):
            visitor.open(path)
            width = visitor.page.evaluate("document.documentElement.scrollWidth")
            assert width == 390, path


def test_the_page_of_dbt_opens_without_a_complaint(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visitor:
        visitor.open("dbt/index.html#!/model/model.qushu.fct_observation")
        expect(visitor.page.get_by_role("heading", name="fct_observation")).to_be_visible()
        assert visitor.page.locator("svg use[*|href^='#icn-']").count() > 0
        assert visitor.complaints == []


# What a page repeats is tried ten times over: axe takes a second for each thousand elements.
PRUNE = """() => document.querySelectorAll(
    ":is(tbody tr, main li, .text a, article, main section):nth-of-type(n + 11)"
).forEach((one) => one.remove())"""


@pytest.mark.parametrize(("language", "scheme"), [(Language.ZH, "light"), (Language.EN, "dark")])
def test_axe_finds_no_serious_fault(
    browser: Browser, docs: Path, language: Language, scheme: str
) -> None:
    faults = {}
    with visiting(browser, docs.as_uri(), color_scheme=scheme) as visitor:
        for path in kinds(docs, language):
            visitor.open(path)
            visitor.page.evaluate(PRUNE)
            found = Axe().run(visitor.page, options={"resultTypes": ["violations"]})
            for fault in found.response["violations"]:
                if fault["impact"] in ("serious", "critical"):
                    where = [node["target"] for node in fault["nodes"][:3]]
                    faults[path, fault["id"]] = where
    assert faults == {}


# --- search -------------------------------------------------------------------------------------

SEARCHES = {
    "璧山": layout.district("500120"),
    "bishan": layout.district("500120"),
    "Bishan": layout.district("500120"),
    "chongqing": layout.district("500000"),
    "地区生产总值": layout.indicator("gdp"),
    "GDP": layout.indicator("gdp"),
    "jinchukou": layout.indicator("foreign_trade_total"),
    "total exports": layout.indicator("exports_total"),
    "出口总值": layout.indicator("exports_total"),
    "统计公报": layout.evidence(DOCUMENT),
}


@pytest.mark.parametrize("language", Language)
def test_search_finds_what_is_asked_for(browser: Browser, base: str, language: Language) -> None:
    with visiting(browser, base) as visitor:
        visitor.open(layout.translated("index.html", language))
        box = visitor.page.get_by_role("combobox")
        for asked, path in SEARCHES.items():
            box.fill(asked)
            found = visitor.page.locator(f"#search-found [data-path='{path}']")
            expect(found, f"{asked} should find {path}").to_have_count(1)
        box.press("ArrowDown")
        box.press("Enter")
        expect(visitor.page.locator("h1")).to_contain_text("统计公报")
        assert visitor.complaints == []


# --- evidence -----------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("language", Language)
def test_a_number_leads_to_its_fact_and_back(
    browser: Browser, base: str, language: Language, script: bool
) -> None:
    with visiting(browser, base, java_script_enabled=script) as visitor:
        page = visitor.page
        visitor.open(layout.translated(layout.evidence(DOCUMENT), language))
        for number in (3, -5):
            mark = page.locator(".text a.fact").nth(number)
            mark.click()
            card = page.locator(f"[id='{unquote(page.url.partition('#')[2])}']")
            expect(card.locator("dl")).to_be_visible()
            span = card.locator("code").inner_text().rpartition("@")[2]
            assert span.split("-")[0] == mark.get_attribute("data-start")
            card.locator("p a").click()
            assert unquote(page.url).endswith(f"#{DOCUMENT}@{span}")
            expect(mark).to_be_in_viewport()
        assert visitor.complaints == []


def test_a_figure_of_a_district_leads_to_the_number_in_the_text(
    browser: Browser, base: str
) -> None:
    with visiting(browser, base) as visitor:
        visitor.open(layout.district("500120"))
        figure = visitor.page.locator("a.cite").first
        said = figure.inner_text()
        figure.click()
        key = unquote(visitor.page.url.partition("#")[2])
        expect(visitor.page.locator(f"[id='{key}']")).to_be_in_viewport()
        expect(visitor.page.locator(".ledger > .selected b")).to_have_text(said)
        assert visitor.complaints == []


def test_what_is_hidden_in_the_legend_is_plain_in_the_text(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visitor:
        visitor.open(layout.evidence(DOCUMENT))
        for kind in ("fact", "period", "name"):
            mark = visitor.page.locator(f".text .{kind}").first
            expect(mark).not_to_have_css("text-decoration-line", "none")
            visitor.page.locator(f"#show-{kind}").uncheck()
            expect(mark).to_have_css("text-decoration-line", "none")


def test_keys_lead_from_number_to_number(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visitor:
        visitor.open(layout.evidence(DOCUMENT))
        marks = visitor.page.locator(".text a")
        marks.nth(4).focus()
        visitor.page.keyboard.press("n")
        expect(marks.nth(5)).to_be_focused()
        visitor.page.keyboard.press("Enter")
        expect(marks.nth(5)).to_have_class("fact selected")
        visitor.page.keyboard.press("p")
        expect(marks.nth(4)).to_be_focused()


def test_a_place_in_a_long_text_is_found_on_its_page(
    browser: Browser, docs: Path, release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "PART", 700)
    (tmp_path / "assets").symlink_to(docs / "assets")
    with reading(release / "warehouse.duckdb") as warehouse:
        edition = Edition(release.name, datetime.now(UTC), corpus=CORPUS)
        pages = Pages(tmp_path, edition, Catalogue.of(warehouse))
        write_each(evidence, pages, warehouse, [DOCUMENT])
        last = warehouse.ask(
            "select max_by(observation_id, span_start) from fct_observation where document_id = ?",
            [DOCUMENT],
        ).rows[0][0]
    with visiting(browser, tmp_path.as_uri()) as visitor:
        visitor.open(layout.evidence(DOCUMENT, last))
        mark = visitor.page.locator(f"[id='{last}']")
        expect(mark).to_be_in_viewport()
        assert quote(DOCUMENT) + "/" in visitor.page.url
        assert visitor.complaints == []
