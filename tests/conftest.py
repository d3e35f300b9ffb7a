"""What tests share: one release of the embedded corpus, built once by the real command."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from mutations import Laboratory
from playwright.sync_api import Browser, sync_playwright

from qushu import cli
from qushu.language import Language, speak
from qushu.query import Warehouse
from qushu.site.pages import Pages

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_qushu(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command; return how it ended and what it said, in English."""
    return subprocess.run(
        [Path(sys.executable).with_name("qushu"), *arguments],
        env=os.environ | {"QUSHU_LANG": "en"} | environment,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


def write_each(
    kind: ModuleType, pages: Pages, warehouse: Warehouse, keys: Sequence[str] | None = None
) -> None:
    """Write the pages of one kind that do not go on: of some things, or all of them.

    :param kind: a module of `qushu.site`.
    """
    made_of = kind.fingerprints(pages, warehouse, keys or list(kind.sizes(pages)))
    kind.each(pages, warehouse, {key: made_of[key] for key in pages.unlike(made_of)})


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of the embedded corpus; its parent is the folder of releases."""
    releases = tmp_path_factory.mktemp("releases")
    done = run_qushu("build", "--releases", releases)
    assert done.returncode == 0, done.stderr
    return (releases / "current").resolve()


@pytest.fixture(scope="session")
def laboratory(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    """The models and tests of the embedded corpus, ready to run over tampered raw rows."""
    opened = Laboratory(release, tmp_path_factory.mktemp("laboratory"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: playwright's own comes from a host that need not be within reach."""
    executable = shutil.which("chromium")
    if executable is None:
        said = "no chromium on PATH (Debian: apt-get install chromium): no page was tried"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(said)
    # Chromium's own sandbox refuses to work for root.
    more = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=more)
        yield launched
        launched.close()


@pytest.fixture
def qushu(release: Path) -> Run:
    """The command, asking that release."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run_qushu(*arguments, QUSHU_RELEASES=str(release.parent))

    return run


@pytest.fixture
def ask(release: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The same in this process, which takes a tenth of the time."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        monkeypatch.setenv("QUSHU_RELEASES", str(release.parent))
        monkeypatch.setenv("QUSHU_LANG", "en")
        monkeypatch.setattr(sys, "argv", ["qushu", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, ended.value.code or 0, said.out, said.err)

    return run


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Whatever the locale of the machine, and the test before."""
    speak(Language.EN)


@pytest.fixture
def figures(request: pytest.FixtureRequest, pytestconfig: pytest.Config) -> Iterator[Counter[str]]:
    """What a test counts: printed when it has ended, if it is one of endurance."""
    counted: Counter[str] = Counter()
    yield counted
    if request.node.get_closest_marker("endurance"):
        reporter = pytestconfig.pluginmanager.getplugin("terminalreporter")
        for name, number in sorted(counted.items()):
            reporter.write_line(f"  {number} {name}")
