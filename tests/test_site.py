"""The site of a release: its pages, their links, what they weigh, and what they escape."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import html5lib
import pytest
from conftest import write_each

from ingest.listing import Quarantined
from qushu import site
from qushu.language import Language
from qushu.query import reading
from qushu.site import districts, documents, front, indicators, layout
from qushu.site.catalogue import Catalogue
from qushu.site.pages import Edition, Pages

LANGUAGES = [language.value for language in Language]
EDITION = Edition("20240101T000000Z-test", datetime(2024, 1, 1, tzinfo=UTC))
HOSTILE = "<script>alert('x')</script>\" onload=alert(1) {{ 7 * 7 }} \u202e\u2066=1+1"


@dataclass
class Page(HTMLParser):
    """What a page refers to, the anchors that it has, and the language it says it is in."""

    file: Path
    links: list[tuple[str, str]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    language: str | None = None

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action", "poster", "data", "srcset") and value is not None:
                self.links.append((tag, value))
            elif name == "id" and value is not None:
                self.anchors.append(value)
            elif tag == "html" and name == "lang":
                self.language = value


@cache
def parsed(file: Path) -> Page:
    return Page(file)


@pytest.fixture(scope="module")
def docs(release: Path) -> Path:
    return release / "docs"


@pytest.fixture(scope="module")
def pages(docs: Path) -> list[Path]:
    """All pages but dbt's own."""
    return [file for file in sorted(docs.rglob("*.html")) if file.parent.name != "dbt"]


@pytest.fixture(scope="module")
def catalogue(release: Path) -> Catalogue:
    with reading(release / "warehouse.duckdb") as warehouse:
        return Catalogue.of(warehouse)


def of_each_kind(pages: list[Path], docs: Path) -> Iterator[Path]:
    """The largest page of each folder, and all that lie in none."""
    folders: dict[Path, list[Path]] = {}
    for page in pages:
        folders.setdefault(page.parent, []).append(page)
    for folder, files in folders.items():
        if folder in (docs, docs / "en"):
            yield from files
        else:
            yield max(files, key=lambda file: file.stat().st_size)


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_everything_has_its_page(docs: Path, catalogue: Catalogue, language: Language) -> None:
    districts = [key for key, row in catalogue.districts.items() if row["n_observations"]]
    expected = [
        *("index", "districts", "indicators", "documents", "coverage", "checks", "targets"),
        *("dictionary", "changes"),
    ]
    paths = [f"{name}.html" for name in expected]
    paths += [layout.district(key) for key in districts]
    paths += [layout.indicator(key) for key in catalogue.indicators]
    assert districts and catalogue.indicators
    missing = [one for one in paths if not (docs / layout.translated(one, language)).is_file()]
    assert missing == []


def test_both_languages_have_the_same_pages_and_say_which_they_are(
    docs: Path, pages: list[Path]
) -> None:
    of = {language: set[str]() for language in LANGUAGES}
    for page in pages:
        path = page.relative_to(docs).as_posix()
        language = "en" if path.startswith("en/") else "zh"
        of[language].add(path.removeprefix("en/"))
        assert parsed(page).language == language
    assert of["en"] == of["zh"]


def test_pages_are_valid_html(docs: Path, pages: list[Path]) -> None:
    for page in of_each_kind(pages, docs):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page.read_text(encoding="utf-8"))
        assert parser.errors == [], page


def test_each_anchor_stands_once(pages: list[Path]) -> None:
    for page in pages:
        anchors = parsed(page).anchors
        assert len(anchors) == len(set(anchors)), page


def test_each_table_has_a_caption_and_headings_of_a_scope(pages: list[Path]) -> None:
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert html.count("<table") == html.count("<caption"), page
        assert html.count("<th ") == html.count('scope="'), page
        assert "<th>" not in html, page


# --- links --------------------------------------------------------------------------------------


def test_each_link_leads_somewhere_inside(docs: Path, pages: list[Path]) -> None:
    broken = set()
    for page in pages:
        for _tag, link in parsed(page).links:
            parts = urlsplit(link)
            assert not parts.scheme and not parts.netloc, f"{page}: {link} leads out"
            assert not parts.path.startswith("/"), f"{page}: {link} needs a root"
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if not target.is_file() or not has_anchor(docs, target, unquote(parts.fragment)):
                broken.add((page.relative_to(docs).as_posix(), link))
    assert broken == set()


def has_anchor(docs: Path, page: Path, anchor: str) -> bool:
    """dbt's page finds its way by itself; a long text goes on in the further parts of its page."""
    if not anchor or page.parent == docs / "dbt":
        return True
    parts = [page, *page.parent.glob(f"{page.stem}-*.html")]
    return any(anchor in parsed(part).anchors for part in parts)


def test_no_asset_asks_another_host(docs: Path) -> None:
    for file in (docs / "assets").iterdir():
        if file.suffix in (".css", ".js", ".svg") and file.name != "search.js":
            text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            assert "//" not in "".join(
                line for line in text.splitlines() if not line.lstrip().startswith("//")
            ), file
            assert "@import" not in text and "url(" not in text, file


def test_tables_and_their_lineage_lead_to_each_other(docs: Path) -> None:
    dictionary = (docs / "dictionary.html").read_text(encoding="utf-8")
    dbt = (docs / "dbt" / "index.html").read_text(encoding="utf-8")
    assert 'href="dbt/index.html#!/model/model.qushu.fct_observation"' in dictionary
    assert "../index.html" in dbt


def test_a_figure_leads_to_its_place_in_the_text(docs: Path, release: Path) -> None:
    with reading(release / "warehouse.duckdb") as warehouse:
        ((observation, document, indicator),) = warehouse.ask(
            "select observation_id, document_id, indicator_id from fct_observation"
            " order by observation_id limit 1"
        ).rows
    page = parsed(docs / layout.indicator(indicator))
    assert f"../{layout.evidence(document, observation)}" in [link for _, link in page.links]


# --- what is said ---------------------------------------------------------------------------------


def test_the_dictionary_describes_each_column(docs: Path, release: Path) -> None:
    html = (docs / "dictionary.html").read_text(encoding="utf-8")
    with reading(release / "warehouse.duckdb") as warehouse:
        columns = warehouse.ask(
            "select table_name, column_name, comment from duckdb_columns()"
            " where schema_name = 'marts'"
        ).rows
    for table, column, comment in columns:
        assert comment, f"{table}.{column}"
        section = html.split(f'id="{table}"')[1].split("</section>")[0]
        assert f"<code>{column}</code>" in section


@pytest.mark.parametrize("language", Language)
def test_the_dictionary_speaks_the_language_of_its_page(docs: Path, language: Language) -> None:
    """What holds no Chinese in the Chinese page, or no English in the other, is left over."""
    page = docs / layout.translated("dictionary.html", language)
    document = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    main = document.find(".//main")
    cells = [*main.iterfind(".//section/p"), *main.iterfind(".//td[2]")]
    said = ["".join(cell.itertext()) for cell in cells]
    assert len(said) > 200
    wanted = re.compile(r"[\u4e00-\u9fff]" if language is Language.ZH else r"[a-z]{3}\b")
    assert [one for one in said if not wanted.search(one)] == []


@pytest.mark.parametrize("verdict", ["violated", "holds", "within_rounding", "incomplete"])
def test_the_front_page_counts_the_checks(docs: Path, release: Path, verdict: str) -> None:
    with reading(release / "warehouse.duckdb") as warehouse:
        ((n,),) = warehouse.ask(
            "select count(*) from fct_identity_check where verdict = ?", [verdict]
        ).rows
    html = (docs / "en" / "index.html").read_text(encoding="utf-8")
    line = html.split(f'href="checks.html#{verdict}"')[1].split("</li>")[0]
    assert f">{n:,}<" in line


def test_search_knows_every_name(docs: Path, catalogue: Catalogue) -> None:
    script = (docs / "assets" / "search.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("window.qushuIndex=").removesuffix(";\n"))
    assert {row[1] for row in index["indicator"]} == {
        row["name_zh"] for row in catalogue.indicators.values()
    }
    assert {row[0] for row in index["document"]} == {
        layout.evidence(key) for key in catalogue.documents
    }
    for key in catalogue.pages:
        assert layout.district(key) in {row[0] for row in index["district"]}
    assert "chong" in index["pinyin"]["重"].split()
    used = {character for row in index["district"] for character in row[1]}
    assert used <= index["pinyin"].keys()


# --- weight ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_the_front_page_is_light(docs: Path, language: Language) -> None:
    page = docs / layout.translated("index.html", language)
    loaded = {page} | {
        (page.parent / link).resolve()
        for tag, link in parsed(page).links
        if tag in ("link", "script", "img")
    }
    weight = sum(file.stat().st_size for file in loaded)
    assert len(loaded) >= 4 and weight < 100_000


def test_no_page_is_huge(pages: list[Path]) -> None:
    assert max(page.stat().st_size for page in pages) < 500_000


def test_ten_thousand_documents_make_no_page_huge(release: Path, tmp_path: Path) -> None:
    tampered = tmp_path / "warehouse.duckdb"
    shutil.copy(release / "warehouse.duckdb", tampered)
    with duckdb.connect(str(tampered)) as connection:
        connection.execute(
            "insert into marts.dim_document by name"
            " select * exclude (n) replace (document_id || '-' || n as document_id)"
            " from (select * from marts.dim_document limit 1), range(10000) as numbers(n)"
        )
    with reading(tampered) as warehouse:
        written = Pages(tmp_path / "docs", EDITION, Catalogue.of(warehouse))
        front.overview(written, warehouse)
        documents.overview(written, warehouse)
    files = list((tmp_path / "docs").rglob("*.html"))
    assert len([file for file in files if file.name.startswith("documents")]) > 40
    assert max(file.stat().st_size for file in files) < 200_000


def test_a_district_of_many_figures_has_a_page_that_opens_at_once(
    release: Path, tmp_path: Path
) -> None:
    """Of a hundred years of figures the page holds some, and says where the rest is."""
    file = tmp_path / "many.duckdb"
    with duckdb.connect(str(file)) as connection:
        copy(connection, release / "warehouse.duckdb", "select * from {table}")
        ((district,),) = connection.execute(
            "select district_id from marts.fct_indicator_year"
            " group by all order by count(*) desc limit 1"
        ).fetchall()
        connection.execute(
            "insert into marts.fct_indicator_year by name"
            " select * exclude (nth) replace (year - nth as year)"
            " from marts.fct_indicator_year, range(1, 100) as years(nth) where district_id = ?",
            [district],
        )
    with reading(file) as warehouse:
        written = Pages(tmp_path / "docs", EDITION, Catalogue.of(warehouse))
        write_each(districts, written, warehouse, [district])
        write_each(indicators, written, warehouse, ["gdp"])
    page = tmp_path / "docs" / layout.district(district)
    html = page.read_text(encoding="utf-8")
    assert page.stat().st_size < 1_000_000
    assert html.count("select * from fct_indicator_year where district_id") > 1


def test_a_district_is_compared_with_the_place_above(release: Path, tmp_path: Path) -> None:
    """Rates by their difference in points, levels by their part of the whole."""
    file = tmp_path / "gaps.duckdb"
    stated = {"exports_total": 100, "exports_total.growth.yoy": 5}
    with duckdb.connect(str(file)) as connection:
        copy(connection, release / "warehouse.duckdb", "select * from {table}")
        rows = connection.execute(
            "select indicator_id, observation_id from marts.fct_indicator_year"
            " where district_id = '500000' and indicator_id in (select unnest(?))",
            [list(stated)],
        ).fetchall()
        assert {indicator for indicator, _ in rows} == set(stated)
        for table in ("fct_indicator_year", "fct_observation"):
            for indicator, observation in rows:
                connection.execute(
                    f"update marts.{table} set value = ?, precision = 0.5 where observation_id = ?",
                    [4 * stated[indicator], observation],
                )
                connection.execute(
                    f"insert into marts.{table} by name select * replace ('500120' as district_id,"
                    " observation_id || '.own' as observation_id, ? as value)"
                    f" from marts.{table} where observation_id = ?",
                    [stated[indicator], observation],
                )
    with reading(file) as warehouse:
        written = Pages(tmp_path / "docs", EDITION, Catalogue.of(warehouse))
        write_each(districts, written, warehouse, ["500120"])
    html = (tmp_path / "docs" / "en" / layout.district("500120")).read_text(encoding="utf-8")
    section = html.split('id="gaps"')[1].split("</section>")[0]
    assert ">25%</td>" in section
    assert ">−15 pp</td>" in section


# --- hostile and empty ----------------------------------------------------------------------------

#: What comes from texts and manifests, and no key holds.
_FROM_SOURCES = {
    "dim_document": ("title", "publisher", "file", "published_on", "place"),
    "dim_indicator": ("name_zh", "name_en", "scope", "base", "definition"),
    "dim_department": ("name_zh",),
    "dim_district": ("name_zh", "name_en"),
    "fct_observation": (
        *("surface", "quote", "subject_name", "indicator_name", "scope", "base", "period"),
        "correction_reason",
    ),
}


def test_text_of_sources_is_text(release: Path, tmp_path: Path) -> None:
    """Whatever texts say, pages show it; no page comes to hold a further element."""
    hostile = tmp_path / "hostile.duckdb"
    with duckdb.connect(str(hostile)) as connection:
        copy(connection, release / "warehouse.duckdb", "select * from {table}")
        for table, columns in _FROM_SOURCES.items():
            for column in columns:
                connection.execute(f"update marts.{table} set {column} = ?", [HOSTILE])
    aside = Quarantined(HOSTILE, HOSTILE, HOSTILE)
    edition = Edition(HOSTILE, EDITION.created, quarantined=[aside])
    site.write(tmp_path / "docs", hostile, edition)
    seen = 0
    for file in (tmp_path / "docs").rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        seen += html.count("&lt;script&gt;alert(")
        assert "<script>" not in html and "<script>alert" not in html, file
        assert "49" not in html.split("</title>")[0], file
        assert not any("onload" in link for _, link in parsed(file).links)
        attributes = html5lib.parse(html, namespaceHTMLElements=False) if seen < 1000 else ()
        for element in attributes.iter() if attributes != () else ():
            assert "onload" not in element.attrib, file
    assert seen > 1000


def test_a_corpus_without_figures_has_a_site(release: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.duckdb"
    with duckdb.connect(str(empty)) as connection:
        copy(connection, release / "warehouse.duckdb", "select * from {table} limit 0")
    site.write(tmp_path / "docs", empty, EDITION)
    assert (tmp_path / "docs" / "en" / "index.html").is_file()
    pages = sorted((tmp_path / "docs").rglob("*.html"))
    for page in pages:
        for _tag, link in parsed(page).links:
            path = urlsplit(link).path
            target = (page.parent / path).resolve() if path else page
            assert target.is_file() or "/dbt/" in str(target), f"{page}: {link}"


def copy(connection: duckdb.DuckDBPyConnection, warehouse: Path, select: str) -> None:
    """Copy the tables of a release, without the constraints that would forbid to tamper."""
    connection.execute(f"attach '{warehouse}' as original (read_only)")
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables()"
        " where database_name = 'original' order by all"
    ).fetchall()
    for schema, table in tables:
        connection.execute(f"create schema if not exists {schema}")
        select_from = select.format(table=f"original.{schema}.{table}")
        connection.execute(f"create table {schema}.{table} as {select_from}")
    connection.execute("detach original")
