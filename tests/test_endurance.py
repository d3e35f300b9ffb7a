"""What takes long to try: run by `make endurance`, with the figures printed at the end.

| test             | tries                                                                         |
| ---------------- | ----------------------------------------------------------------------------- |
| kills            | 200 rebuilds by the real command, each killed at a random moment              |
| readers          | 50 releases while four readers ask, each reconnecting every few seconds       |
| ten thousand     | a corpus of 10,000 texts: built in full, with one text changed, with none     |
| full disk        | a small file system that fills up at each stage of the build                  |
| two at once      | two rebuilds started at once, by the real command                             |

`tests/test_fuzz.py` has the fuzz run. `tests/test_faults.py` tries the same with a stand-in for
dbt, in seconds.
"""

import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

import duckdb
import generator
import pytest
from conftest import run_qushu
from test_faults import check_whole, leftovers

from qushu import release

pytestmark = pytest.mark.endurance

SENTENCE = "2023年，渝中区有企业{}户，同比增长5.2%。\n"
KILLS = int(os.environ.get("QUSHU_KILLS", "200"))
SWITCHES = int(os.environ.get("QUSHU_SWITCHES", "50"))
DOCUMENTS = int(os.environ.get("QUSHU_DOCUMENTS", "10000"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three short texts."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(3):
        write(folder, number, 1000 + number)
    return folder


def write(corpus: Path, number: int, figure: int) -> None:
    (corpus / f"n{number}.txt").write_text(SENTENCE.format(figure), encoding="utf-8")


def build(corpus: Path, releases: Path, *more: str) -> subprocess.CompletedProcess[str]:
    done = run_qushu("build", "--corpus", corpus, "--releases", releases, *more)
    assert done.returncode == 0, done.stderr
    return done


def rows(releases: Path) -> dict[str, list[Any]]:
    """All rows of the marts."""
    warehouse = str(releases / "current" / "warehouse.duckdb")
    with duckdb.connect(warehouse, read_only=True) as connection:
        marts = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        ).fetchall()
        return {
            mart: sorted(connection.execute(f"from marts.{mart}").fetchall(), key=repr)
            for (mart,) in marts
        }


# --- kills --------------------------------------------------------------------------------------


def test_kills(corpus: Path, tmp_path: Path, figures: Counter[str]) -> None:
    releases = tmp_path / "releases"
    qushu = Path(sys.executable).with_name("qushu")
    start = time.monotonic()
    build(corpus, releases)
    usual = time.monotonic() - start
    chance = random.Random(9)
    for number in range(KILLS):
        write(corpus, number % 3, 2000 + number)
        before = check_whole(releases)
        process = subprocess.Popen(
            [qushu, "build", "--corpus", corpus, "--releases", releases],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0, usual * 1.05))
        process.kill()
        figures[stage(releases, before, process.wait() == 0)] += 1
        check_whole(releases)
        run = duckdb.connect(str(releases / "current" / "warehouse.duckdb"), read_only=True)
        with run as connection:
            connection.execute("select count(*) from marts.fct_observation").fetchall()
    write(corpus, 0, 1)
    build(corpus, releases)
    scratch = tmp_path / "scratch"
    build(corpus, scratch)
    assert leftovers(releases) == []
    for file in (scratch / "current" / "raw").iterdir():
        assert (releases / "current" / "raw" / file.name).read_bytes() == file.read_bytes()
    assert rows(releases) == rows(scratch)


def stage(releases: Path, before: str, has_ended: bool) -> str:
    """How far a killed build had come."""
    building = releases / ".building"
    if has_ended or check_whole(releases) != before:
        return "killed after the switch"
    if not building.exists():
        return "killed before it began"
    if (building / "RELEASE.json").exists() or (building / "docs").exists():
        return "killed at the gate"
    if (building / "warehouse.duckdb").exists():
        return "killed while the warehouse was built"
    return "killed while dbt started, or texts were read"


# --- readers ------------------------------------------------------------------------------------


def read_on(
    releases: Path, stop: "Synchronized[int]", asked: "Synchronized[int]", seed: int, log: Path
) -> None:
    """Ask in a loop; every second or so let go, and open what is current then.

    Who asks without a pause gives way to the build: else four of them would have it wait.
    """
    os.nice(19)
    chance = random.Random(seed)
    with log.open("w", encoding="utf-8") as complaints:
        while not stop.value:
            try:
                folder = (releases / "current").resolve()
                about = json.loads((folder / "RELEASE.json").read_text("utf-8"))
                with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as opened:
                    until = time.monotonic() + chance.uniform(0.5, 3)
                    while time.monotonic() < until and not stop.value:
                        check_version(opened, about)
                        with asked.get_lock():
                            asked.value += 1
            except Exception as error:  # Whatever it is, a reader has been disturbed.
                complaints.write(f"{type(error).__name__}: {error}\n")
                complaints.flush()


def check_version(opened: duckdb.DuckDBPyConnection, about: dict[str, Any]) -> None:
    """Every table is of one release: each text states the figure that its sha256 goes with."""
    found = dict(
        opened.execute("select document_id || '.txt', sha256 from marts.dim_document").fetchall()
    )
    assert found == about["inputs"]["corpus"], "texts of another release"
    (facts,) = opened.execute("select count(*) from marts.fct_observation").fetchall()
    assert facts[0] == about["counts"]["facts"]
    figures = opened.execute(
        "select distinct value from marts.fct_observation where measure = 'level'"
    ).fetchall()
    assert len(figures) == 1, "texts of two releases"


def test_readers(tmp_path: Path, figures: Counter[str]) -> None:
    corpus, releases = tmp_path / "corpus", tmp_path / "releases"
    corpus.mkdir()
    for number in range(3):
        write(corpus, number, 1000)
    build(corpus, releases)
    stop = multiprocessing.Value("i", 0)
    asked = multiprocessing.Value("i", 0)
    logs = [tmp_path / f"reader{number}" for number in range(4)]
    readers = [
        multiprocessing.Process(target=read_on, args=(releases, stop, asked, number, log))
        for number, log in enumerate(logs)
    ]
    for reader in readers:
        reader.start()
    for switch in range(SWITCHES):
        for number in range(3):
            write(corpus, number, 2000 + switch)
        build(corpus, releases, "--keep", "3")
    stop.value = 1
    for reader in readers:
        reader.join()
    figures["releases"], figures["queries"] = SWITCHES, asked.value
    assert [log.read_text("utf-8") for log in logs] == [""] * 4
    assert asked.value > SWITCHES


# --- ten thousand documents ---------------------------------------------------------------------


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A corpus of generated communiqués."""
    folder = tmp_path / "large"
    folder.mkdir()
    for number in range(DOCUMENTS):
        text = generator.document(random.Random(number)).text
        (folder / f"d{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


def timed(name: str, figures: Counter[str], *arguments: str | Path) -> dict[str, float]:
    """Build, and note how long it took, step by step, and how much memory."""
    start = time.monotonic()
    done = run_qushu("build", *arguments)
    seconds = time.monotonic() - start
    assert done.returncode == 0, done.stderr
    figures[f"{name}: seconds"] = round(seconds, 1)  # type: ignore[assignment]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    figures[f"{name}: largest process so far, MiB"] = peak // 1024
    about = release.listing(Path(arguments[3]))[0].about
    steps: dict[str, float] = about["seconds"]
    for step, taken in steps.items():
        figures[f"{name}: seconds of {step}"] = taken  # type: ignore[assignment]
    return steps | {"whole": seconds}


def test_ten_thousand_documents(large: Path, tmp_path: Path, figures: Counter[str]) -> None:
    releases = tmp_path / "releases"
    where = ("--corpus", large, "--releases", releases)
    full = timed("full", figures, *where)
    text = generator.document(random.Random(DOCUMENTS)).text
    (large / "d00007.txt").write_text(text, encoding="utf-8")
    changed = timed("one changed", figures, *where)
    before = check_whole(releases)
    start = time.monotonic()
    done = run_qushu("build", *where)
    figures["nothing changed: seconds"] = round(time.monotonic() - start, 2)  # type: ignore[assignment]
    assert "Nothing has changed" in done.stdout
    assert check_whole(releases) == before
    # All figures are there before any of them may fail.
    assert changed["ingest"] <= 0.05 * full["ingest"]
    assert changed["warehouse"] > 0.5 * changed["whole"]
    assert figures["nothing changed: seconds"] < 3


def test_ten_thousand_tiny_files(tmp_path: Path, figures: Counter[str]) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"{number}.txt").write_text(str(number % 10), encoding="utf-8")
    done = run_qushu("ingest", "--corpus", folder, "--raw", tmp_path / "raw")
    assert f"{DOCUMENTS} documents, {DOCUMENTS} numerals" in done.stdout
    figures["tiny files"] = DOCUMENTS


# --- a full disk --------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 120 MiB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", folder]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a file system")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk(corpus: Path, small_disk: Path, figures: Counter[str]) -> None:
    releases = small_disk / "releases"
    build(corpus, releases)
    filler = small_disk / "filler"
    free = shutil.disk_usage(small_disk).free
    needed = sum(f.stat().st_size for f in (releases / "current").resolve().rglob("*"))
    # From nothing left, through every stage of the build, to just not enough.
    for left in [0, 4096, 16384, 65536, *(needed * n // 6 for n in range(1, 24))]:
        before = check_whole(releases)
        if left > free:
            break
        write(corpus, 0, 3000 + left % 9973)
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(free - left, 1))
        done = run_qushu("build", "--corpus", corpus, "--releases", releases, "--keep", "1")
        filler.unlink()
        if done.returncode == 0:
            figures["left when it sufficed, KiB"] = left // 1024
            break
        assert done.returncode == 1, done.stderr
        assert "No space left on device" in done.stderr, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        assert check_whole(releases) == before
        figures[how_far(done)] += 1
    build(corpus, releases, "--keep", "1")
    assert leftovers(releases) == []
    assert sum(figures.values()) > 3


def how_far(done: subprocess.CompletedProcess[str]) -> str:
    lines = done.stdout.splitlines()
    return f"full at: {lines[-1] if lines else 'the start'}"


# --- two at once --------------------------------------------------------------------------------


def test_two_at_once(corpus: Path, tmp_path: Path, figures: Counter[str]) -> None:
    qushu = Path(sys.executable).with_name("qushu")
    command = [qushu, "build", "--corpus", corpus, "--releases", tmp_path / "releases"]
    both = [
        subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    loser = [process.returncode for process in both].index(1)
    assert f"process {both[1 - loser].pid} on {os.uname().nodename}, since" in said[loser]
    figures[said[loser].strip().split(str(tmp_path))[0]] += 1
