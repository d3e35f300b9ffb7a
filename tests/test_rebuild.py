"""From one release to the next: what is published, what is kept, what is taken back.

| between two builds                              | the second build                             |
| ----------------------------------------------- | -------------------------------------------- |
| nothing has changed                             | publishes nothing, unless it is full         |
| a text has changed                              | publishes what changed, fact by fact         |
| a text has become unreadable                    | sets it aside, or fails where it is strict   |
| most texts, or most facts, are gone             | fails, unless that is allowed                |
| the release was rolled back                     | does not publish the same inputs again       |
| the release before is damaged                   | publishes, and compares with nothing         |
"""

import http.server
import json
import shutil
import sys
import threading
from pathlib import Path

import duckdb
import pytest
import quick
from conftest import run_qushu
from quick import run_quick

from qushu import gate, release, runs
from qushu.errors import BuildError, QushuError
from qushu.pipeline import Options, Published, Unchanged
from qushu.query import reading

SENTENCE = "2023年，渝中区有企业{}户，同比增长5.2%。\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Eight short texts."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(8):
        write(folder, f"n{number}", SENTENCE.format(1000 + number))
    return folder


@pytest.fixture
def releases(corpus: Path) -> Path:
    """A folder with one release of that corpus."""
    folder = corpus.parent / "releases"
    published(quick.build(corpus, folder))
    return folder


def write(corpus: Path, name: str, text: str) -> None:
    (corpus / f"{name}.txt").write_text(text, encoding="utf-8")


def published(built: Published | Unchanged) -> Published:
    assert isinstance(built, Published)
    return built


def names(releases: Path) -> list[str]:
    return sorted(file.name for file in releases.iterdir())


def changes(built: Published | Unchanged) -> tuple[int, ...]:
    """Facts added, removed, changed and unchanged."""
    return tuple(published(built).about["changes"].values())


# --- nothing new --------------------------------------------------------------------------------


def test_nothing_new_publishes_nothing(corpus: Path, releases: Path) -> None:
    before = names(releases)
    built = quick.build(corpus, releases)
    assert built == Unchanged(release.current(releases).name, was_rejected=False)
    assert names(releases) == before


def test_a_full_build_publishes_in_any_case(corpus: Path, releases: Path) -> None:
    built = published(quick.build(corpus, releases, full=True))
    assert built.about["counts"]["documents_read"] == 8
    assert changes(built) == (0, 0, 0, 16)


@pytest.mark.parametrize("touched", ["a text", "a line of the manifest", "a text that is no text"])
def test_any_change_is_noticed(corpus: Path, releases: Path, touched: str) -> None:
    if touched == "a text":
        write(corpus, "n3", SENTENCE.format(2))
    elif touched == "a line of the manifest":
        (corpus / "manifest.csv").write_text("file,place\nn3.txt,渝中区\n", encoding="utf-8")
    else:
        (corpus / "n8.txt").write_bytes(bytes(9))
    assert published(quick.build(corpus, releases)).about["counts"]["documents_read"] < 2
    assert isinstance(quick.build(corpus, releases), Unchanged)


# --- what has changed ---------------------------------------------------------------------------


def test_the_diff_is_of_facts_and_not_of_places(corpus: Path, releases: Path) -> None:
    write(corpus, "n1", "渝中区的企业\n\n" + SENTENCE.format(1001))
    write(corpus, "n2", SENTENCE.format(7777))
    write(corpus, "n8", SENTENCE.format(1008))
    (corpus / "n3.txt").unlink()
    built = published(quick.build(corpus, releases))
    assert changes(built) == (2, 2, 1, 13)
    with reading(built.path / "warehouse.duckdb") as warehouse:
        rows = warehouse.ask(
            "select change, document_id, older_value, newer_value, changed_columns"
            " from release.changes where document_id = 'n2'"
        ).rows
    assert rows == [("changed", "n2", 1002, 7777, "value")]
    page = (built.path / "docs" / "en" / "changes.html").read_text("utf-8")
    assert "2 facts added, 2 removed, 1 changed" in page
    assert "1002户" in page and "7777户" in page


def test_the_page_holds_no_markup_of_a_text(corpus: Path, releases: Path) -> None:
    write(corpus, "<script>", SENTENCE.format(3))
    page = published(quick.build(corpus, releases)).path / "docs" / "changes.html"
    assert "&lt;script&gt;" in page.read_text("utf-8")
    assert "<script>" not in page.read_text("utf-8")


def test_the_first_release_has_nothing_to_compare_with(releases: Path) -> None:
    about = release.listing(releases)[0].about
    assert (about["previous"], about["changes"]) == (None, None)
    with reading(release.current(releases) / "warehouse.duckdb") as warehouse:
        assert warehouse.ask("select count(*) from release.changes").rows == [(0,)]


def test_diff_prints_what_has_changed(corpus: Path, releases: Path) -> None:
    write(corpus, "n2", SENTENCE.format(7777))
    quick.build(corpus, releases)
    older = release.listing(releases)[1].path.name
    done = run_qushu("diff", older, "--format", "json", "--releases", releases)
    assert [row["changed"] for row in json.loads(done.stdout)] == [1]
    assert "0 added, 0 removed, 1 changed, 15 unchanged" in done.stderr
    done = run_qushu("diff", "current", older, "--facts", "-f", "json", "--releases", releases)
    ((row,),) = [json.loads(done.stdout)]
    assert (row["older_surface"], row["newer_surface"]) == ("7777户", "1002户")
    assert run_qushu("diff", "19", "--releases", releases).returncode == 2


# --- the gate -----------------------------------------------------------------------------------


def test_a_sudden_loss_of_documents_fails(corpus: Path, releases: Path) -> None:
    current = release.current(releases)
    for number in range(3):
        (corpus / f"n{number}.txt").unlink()
    with pytest.raises(BuildError) as failure:
        quick.build(corpus, releases)
    assert "losses: 3 of 8 documents have lost all facts" in failure.value.details[0]
    assert release.current(releases) == current
    assert changes(quick.build(corpus, releases, allow_loss=True)) == (0, 6, 0, 10)


def test_a_sudden_loss_of_facts_fails(corpus: Path, releases: Path) -> None:
    write(corpus, "long", "".join(SENTENCE.format(3000 + n) for n in range(30)))
    quick.build(corpus, releases)
    write(corpus, "long", SENTENCE.format(3000))
    with pytest.raises(BuildError) as failure:
        quick.build(corpus, releases)
    assert "58 of 76 facts are gone from documents that remain" in failure.value.details[0]


def test_a_document_may_leave(corpus: Path, releases: Path) -> None:
    (corpus / "n0.txt").unlink()
    assert changes(quick.build(corpus, releases)) == (0, 2, 0, 14)


FAULTS = {
    "delete from marts.fct_mention where document_id = 'n1'": "ledger: n1: 3 rows in mentions.csv",
    "insert into marts.fct_observation from marts.fct_observation limit 1": "ledger: n0: 2 rows in",
    "create view marts.v as from '{folder}/raw/facts.csv'": "relations: marts.v does not answer",
    "create table marts.t as select 1": "docs: t is not described",
}


def test_a_warehouse_is_one_file(releases: Path, tmp_path: Path) -> None:
    folder = tmp_path / "built"
    shutil.copytree(release.current(releases), folder)
    (folder / "warehouse.duckdb.wal").touch()
    with pytest.raises(BuildError) as failure:
        gate.check(folder, None, allow_loss=False)
    assert "relations: part of warehouse.duckdb" in failure.value.details[0]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_gate_stops(releases: Path, tmp_path: Path, fault: str) -> None:
    folder = tmp_path / "built"
    shutil.copytree(release.current(releases), folder)
    assert [one.verdict for one in gate.check(folder, None, allow_loss=False)] == ["pass"] * 3
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute(fault.format(folder=folder))
    with pytest.raises(BuildError) as failure:
        gate.check(folder, None, allow_loss=False)
    assert FAULTS[fault] in failure.value.details[0]


# --- documents that are set aside ---------------------------------------------------------------


def test_a_bad_document_is_set_aside_with_its_reason(corpus: Path, releases: Path) -> None:
    (corpus / "n5.txt").write_bytes(bytes(9))
    built = published(quick.build(corpus, releases))
    assert built.about["counts"]["documents"] == 7
    assert [one["file"] for one in built.about["quarantined"]] == ["n5.txt"]
    done = run_qushu("status", "--releases", releases)
    assert "Set aside   1 documents" in done.stdout
    assert "n5.txt  not text in UTF-8" in done.stdout
    status = json.loads(run_qushu("status", "-f", "json", "--releases", releases).stdout)
    assert status["quarantined"][0]["document_id"] == "n5"
    assert "n5.txt" in (built.path / "docs" / "changes.html").read_text("utf-8")


def test_a_strict_build_sets_nothing_aside(corpus: Path, releases: Path) -> None:
    (corpus / "n5.txt").write_bytes(bytes(9))
    with pytest.raises(BuildError, match="1 documents cannot be read") as failure:
        quick.build(corpus, releases, strict=True)
    assert failure.value.details[0] == "n5.txt: not text in UTF-8, GB18030 or UTF-16"
    quick.build(corpus, releases)
    with pytest.raises(BuildError, match="the build is strict"):
        quick.build(corpus, releases, strict=True)


# --- keeping and taking back --------------------------------------------------------------------


def test_only_so_many_releases_are_kept(corpus: Path, releases: Path) -> None:
    for number in range(4):
        write(corpus, "n0", SENTENCE.format(100 + number))
        quick.build(corpus, releases, keep=2)
    kept = release.listing(releases)
    assert [one.is_current for one in kept] == [True, False]
    assert not list(releases.glob(".leaving-*"))


def test_the_current_release_is_never_removed(corpus: Path, releases: Path) -> None:
    oldest = release.current(releases).name
    write(corpus, "n0", SENTENCE.format(5))
    quick.build(corpus, releases)
    release.roll_back(releases, oldest)
    release.prune(releases, 1)
    assert [one.path.name for one in release.listing(releases)] == [oldest]


def test_a_release_that_was_rolled_back_does_not_return(corpus: Path, releases: Path) -> None:
    first = release.current(releases).name
    write(corpus, "n0", SENTENCE.format(5))
    second = published(quick.build(corpus, releases)).path.name
    done = run_qushu("rollback", "--releases", releases)
    assert first in done.stdout
    assert release.current(releases).name == first
    assert quick.build(corpus, releases) == Unchanged(second, was_rejected=True)
    write(corpus, "n0", SENTENCE.format(6))
    assert published(quick.build(corpus, releases)).about["previous"] == first
    assert release.rejected(releases) == []


def test_what_a_rollback_needs(releases: Path) -> None:
    with pytest.raises(QushuError, match="no release before"):
        release.roll_back(releases, None)
    with pytest.raises(QushuError, match="is the current release already"):
        release.roll_back(releases, "current")
    with pytest.raises(QushuError, match="no release '2001'"):
        release.roll_back(releases, "2001")


def test_a_damaged_release_stops_nothing(corpus: Path, releases: Path) -> None:
    (release.current(releases) / "warehouse.duckdb").write_bytes(b"no warehouse")
    (release.current(releases) / "RELEASE.json").write_bytes(b"{")
    assert published(quick.build(corpus, releases)).about["previous"] is None


def test_release_json_lists_every_file_and_folder_of_pages(releases: Path) -> None:
    current = release.current(releases)
    listed = release.listing(releases)[0].about["files"]
    held = {f.relative_to(current) for f in current.rglob("*") if f.is_file()}
    unlisted = {f for f in held if not {p.as_posix() for p in (f, *f.parents)} & set(listed)}
    assert unlisted == {Path("RELEASE.json")}
    assert release.damage(release.listing(releases)[0]) == []
    (current / "raw" / "facts.csv").write_text("changed")
    (current / "docs" / "index.html").unlink()
    (current / "docs" / "en" / "changes.html").write_text("changed")
    damaged = ["docs/en", "docs/index.html", "raw/facts.csv"]
    assert release.damage(release.listing(releases)[0]) == damaged


# --- who is told --------------------------------------------------------------------------------


@pytest.fixture
def told(tmp_path: Path) -> tuple[str, Path]:
    """A command to notify, and the file into which it writes what it was told."""
    heard = tmp_path / "heard.jsonl"
    script = tmp_path / "hear me.py"
    script.write_text(
        "import os, sys\n"
        f"with open({str(heard)!r}, 'a', encoding='utf-8') as file:\n"
        "    file.write(os.environ['QUSHU_EVENT'] + ' ' + sys.stdin.read() + chr(10))\n"
    )
    return f"{sys.executable} '{script}'", heard


def news(heard: Path) -> list[tuple[str, dict[str, object]]]:
    lines = heard.read_text("utf-8").splitlines() if heard.exists() else []
    return [(line.split(" ", 1)[0], json.loads(line.split(" ", 1)[1])) for line in lines]


def test_who_is_told_of_what(
    corpus: Path, releases: Path, told: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    target, heard = told
    monkeypatch.setattr(runs, "build", lambda o: quick.build(o.corpus, o.releases, full=o.full))
    runs.run(Options(corpus, releases), target)
    runs.run(Options(corpus, releases, full=True), target)
    assert news(heard) == [], "no data has changed"
    write(corpus, "n2", SENTENCE.format(7777))
    runs.run(Options(corpus, releases), target)
    ((event, said),) = news(heard)
    assert (event, said["changes"]["changed"]) == ("published", 1)  # type: ignore[index]
    assert runs.last(releases).outcome == "published"  # type: ignore[union-attr]
    for text in corpus.glob("*.txt"):
        text.write_bytes(bytes(9))
    with pytest.raises(QushuError):
        runs.run(Options(corpus, releases), target)
    assert news(heard)[-1][0] == "failed"
    assert "no text can be read" in str(news(heard)[-1][1]["message"])
    assert "Last build  failed" in run_qushu("status", "--releases", releases).stdout


def test_a_webhook_is_called(corpus: Path, releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = []

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    monkeypatch.setattr(runs, "build", lambda o: quick.build(o.corpus, o.releases))
    write(corpus, "n2", SENTENCE.format(7777))
    with http.server.HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        runs.run(Options(corpus, releases), f"http://127.0.0.1:{server.server_port}/hook")
        server.shutdown()
    assert [body["event"] for body in bodies] == ["published"]


@pytest.mark.parametrize("target", ["no-such-command", "false", "http://127.0.0.1:9/", "'", ""])
def test_nobody_there_to_be_told(
    corpus: Path, tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "build", lambda o: quick.build(o.corpus, o.releases))
    assert isinstance(runs.run(Options(corpus, tmp_path / "r"), target), Published)


def test_the_log_for_machines(corpus: Path, tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    done = run_quick("build", "--corpus", corpus, "--releases", releases, "--log-format", "json")
    assert done.stdout == ""
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert all({"time", "level", "event", "message"} <= line.keys() for line in lines)
    assert [line["event"] for line in lines] == ["started", "finished"] * 5 + ["published"]
    assert lines[-1]["counts"]["facts"] == 16
    done = run_quick("build", "--corpus", "nowhere", "--releases", releases, "--log-format", "json")
    assert done.returncode == 2
    assert json.loads(done.stderr)["level"] == "ERROR"
