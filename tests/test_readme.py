"""README.md and docs/questions.md show what the commands print, and name what really exists."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "scripts"))

import readme  # noqa: E402

TEXTS = {page.name: page.read_text(encoding="utf-8") for page in readme.PAGES}
TEXT = TEXTS["README.md"]


@pytest.mark.parametrize(("page", "n_blocks"), [("README.md", 2), ("questions.md", 10)])
def test_outputs_are_those_of_today(release: Path, page: str, n_blocks: int) -> None:
    text = TEXTS[page]
    assert text.count("```console") == n_blocks
    assert readme.render(text, release.parent) == text, "run `make readme`"


def test_each_question_is_one_short_query() -> None:
    queries = re.findall(r'qushu query "([^"]*)"', TEXTS["questions.md"])
    assert len(queries) == 10
    assert all(len(query.strip().splitlines()) <= 8 and ";" not in query for query in queries)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z_]+/[\w./*-]*)`", TEXT))))
def test_named_files_exist(path: str) -> None:
    built = path.startswith(("releases/", "path/"))
    assert built or list(ROOT.glob(path.rstrip("/"))), path


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make (\w+)`", TEXT))))
def test_named_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
