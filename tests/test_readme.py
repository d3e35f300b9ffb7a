"""README.md shows what the commands really print, and names what really exists."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "scripts"))

import readme  # noqa: E402

TEXT = readme.README.read_text(encoding="utf-8")


def test_outputs_are_those_of_today(release: Path) -> None:
    assert TEXT.count("```console") >= 2
    assert readme.render(TEXT, release.parent) == TEXT, "run `make readme`"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z_]+/[\w./*-]*)`", TEXT))))
def test_named_files_exist(path: str) -> None:
    built = path.startswith(("releases/", "path/"))
    assert built or list(ROOT.glob(path.rstrip("/"))), path


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make (\w+)`", TEXT))))
def test_named_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
