"""Whatever happens to a build, the release before stays current and whole, and the next recovers.

| fault                                     | this build                    | the next one        |
| ----------------------------------------- | ----------------------------- | ------------------- |
| killed at any moment                      | is cut off                    | cleans up, builds   |
| another build is at work                  | says who, and ends            | builds              |
| its folder cannot be written to           | says so, and ends             | builds              |
| the disk is full, at any stage            | says so, and ends             | builds              |
| a vocabulary is broken                    | names file and line, and ends | builds              |
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import quick
from quick import QUICK, run_quick

from qushu import release
from qushu.errors import BusyError

SENTENCE = "2023年，渝中区有企业{}户，同比增长5.2%。\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Thirty short texts, enough for other processes to read them."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(30):
        write(folder, number, 1000 + number)
    return folder


@pytest.fixture
def releases(corpus: Path) -> Path:
    """A folder with one release of that corpus."""
    quick.build(corpus, corpus.parent / "releases")
    return corpus.parent / "releases"


def write(corpus: Path, number: int, figure: int) -> None:
    (corpus / f"n{number:02}.txt").write_text(SENTENCE.format(figure), encoding="utf-8")


def check_whole(releases: Path) -> str:
    """Check that the current release is complete and answers; return its name."""
    (current,) = [one for one in release.listing(releases) if one.is_current]
    assert release.damage(current) == []
    return current.path.name


def leftovers(releases: Path) -> list[str]:
    """What no build should leave."""
    expected = {".lock", ".cache", ".last-run.json", "current"}
    return [f.name for f in releases.iterdir() if f.name not in expected and f.name[0] == "."]


# --- kill -9 ------------------------------------------------------------------------------------


def kill_builds(corpus: Path, releases: Path, times: int, chance: random.Random) -> None:
    """Start builds that each have something to do, and kill each at some moment."""
    for time_ in range(times):
        write(corpus, time_ % 30, 2000 + time_)
        build = subprocess.Popen(
            [*QUICK, "build", "--corpus", corpus, "--releases", releases, "--workers", "2"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"QUICK_PAUSE": "0.2"},
        )
        wait_for(releases / ".building")
        time.sleep(chance.uniform(0, 1.0))
        build.kill()
        build.wait()
        check_whole(releases)


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    for _ in range(1000):
        if path.exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"{path} never came")


def test_killed_at_any_moment(corpus: Path, releases: Path, tmp_path: Path) -> None:
    kill_builds(corpus, releases, 6, random.Random(5))
    done = run_quick("build", "--corpus", corpus, "--releases", releases)
    assert done.returncode == 0, done.stderr
    scratch = tmp_path / "scratch"
    quick.build(corpus, scratch)
    check_whole(releases)
    assert leftovers(releases) == []
    for file in (scratch / "current" / "raw").iterdir():
        assert (releases / "current" / "raw" / file.name).read_bytes() == file.read_bytes()


def test_nothing_survives_a_killed_build(corpus: Path, tmp_path: Path) -> None:
    """Neither dbt nor a process that reads texts goes on where the next build works."""
    releases = tmp_path / "new"
    for number in range(40, 400):
        write(corpus, number, number)
    qushu = Path(sys.executable).with_name("qushu")
    for stage in ("facts.csv", "warehouse.duckdb"):
        build = subprocess.Popen(
            [qushu, "build", "--corpus", corpus, "--releases", releases, "--workers", "2"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        at = "raw/facts.csv" if stage == "facts.csv" else stage
        for _ in range(6000):
            if (releases / ".building" / at).exists() or build.poll() is not None:
                break
            time.sleep(0.01)
        assert build.poll() is None
        build.kill()
        build.wait()
        for _ in range(1000):
            found = release.holder(releases)
            if found is not None and not found[1]:
                break
            time.sleep(0.01)
        assert found == (f"process {build.pid} on {os.uname().nodename}, {found[0][-29:]}", False)


# --- the lock -----------------------------------------------------------------------------------


def test_of_two_builds_one_says_who_the_other_is(corpus: Path, tmp_path: Path) -> None:
    both = [
        subprocess.Popen(
            [*QUICK, "build", "--corpus", corpus, "--releases", tmp_path / "new"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"QUICK_PAUSE": "5"},
        )
        for _ in range(2)
    ]
    said = [build.communicate()[1] for build in both]
    statuses = [build.returncode for build in both]
    assert sorted(statuses) == [0, 1]
    loser, winner = statuses.index(1), statuses.index(0)
    assert "another build is at work" in said[loser]
    assert f"process {both[winner].pid} on {os.uname().nodename}, since " in said[loser]
    check_whole(tmp_path / "new")


def test_a_build_that_has_not_begun_is_not_recorded(corpus: Path, releases: Path) -> None:
    with release.exclusive(releases), pytest.raises(BusyError):
        quick.build(corpus, releases)
    assert not (releases / ".last-run.json").exists()


def test_a_dead_holder_is_named_and_passed_by(corpus: Path, releases: Path) -> None:
    (releases / ".lock").write_text("process 1 on elsewhere, since long ago\n", encoding="utf-8")
    assert release.holder(releases) == ("process 1 on elsewhere, since long ago", False)
    write(corpus, 0, 7)
    done = run_quick("build", "--corpus", corpus, "--releases", releases)
    assert done.returncode == 0
    assert "An earlier build was cut off (process 1 on elsewhere" in done.stderr
    assert release.holder(releases) is None


# --- the disk -----------------------------------------------------------------------------------


def limited(kilobytes: int, corpus: Path, releases: Path) -> subprocess.CompletedProcess[str]:
    """Build where no file may grow beyond a size, as on a disk that fills up."""
    limit = kilobytes * 1024

    def lower() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [*QUICK, "build", "--corpus", corpus, "--releases", releases],
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lower,
        check=False,
    )


@pytest.mark.parametrize("kilobytes", [0, 2, 8, 64, 400])
def test_a_disk_that_fills_up(corpus: Path, releases: Path, kilobytes: int) -> None:
    before = check_whole(releases)
    write(corpus, 0, 7)
    done = limited(kilobytes, corpus, releases)
    assert done.returncode == 1, (done.stdout, done.stderr)
    lines = done.stderr.splitlines()
    assert lines[0].startswith("qushu: ")
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert check_whole(releases) == before
    assert run_quick("build", "--corpus", corpus, "--releases", releases).returncode == 0
    assert check_whole(releases) != before
    assert leftovers(releases) == []


def test_a_folder_that_is_no_folder(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run_quick("build", "--corpus", corpus, "--releases", tmp_path / "file")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(corpus: Path, releases: Path) -> None:
    before = check_whole(releases)
    releases.chmod(0o500)
    (releases / ".lock").chmod(0o400)
    done = run_quick("build", "--corpus", corpus, "--releases", releases)
    releases.chmod(0o700)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "Permission denied" in done.stderr
    assert check_whole(releases) == before


# --- the vocabularies ---------------------------------------------------------------------------

# (a file of the project, what is done to it, a part of the complaint)
BROKEN = {
    "a cell too few": ("seeds/units.csv", lambda t: t + "丈\n", "units.csv, line "),
    "no header": ("seeds/scales.csv", lambda t: "", "scales.csv"),
    "a factor that is no number": (
        "seeds/scales.csv",
        lambda t: t.replace("10000", "viel", 1),
        "scales.csv",
    ),
    "not UTF-8": ("seeds/indicators.csv", lambda t: t + "\udcff", "indicators.csv: "),
    "no such column": (
        "seeds/units.csv",
        lambda t: t.replace("dimension", "size", 1),
        "units.csv, line 1: no column 'dimension'",
    ),
    "events without a year": (
        "ingest/language/events.yml",
        lambda t: t.replace("year:", "when:"),
        "events.yml: 'year'",
    ),
    "cues that are no YAML": ("ingest/language/cues.yml", lambda t: "[" + t, "cues.yml"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_vocabulary(corpus: Path, releases: Path, tmp_path: Path, case: str) -> None:
    file, breaking, part = BROKEN[case]
    before = check_whole(releases)
    project = tmp_path / "project"
    root = Path(__file__).parents[1]
    for name in ("ingest", "qushu", "seeds", "models", "macros"):
        shutil.copytree(root / name, project / name)
    text = (project / file).read_text("utf-8")
    (project / file).write_text(breaking(text), encoding="utf-8", errors="surrogateescape")
    done = subprocess.run(
        [*QUICK, "build", "--corpus", corpus, "--releases", releases],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(project)},
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert part in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert check_whole(releases) == before
