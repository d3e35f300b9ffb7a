"""Pages show what the commands print and say of themselves, and name what really exists."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from qushu import cli, saved

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "scripts"))

import readme  # noqa: E402

TEXT = readme.README.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", readme.PAGES, ids=lambda page: page.name)
def test_pages_show_the_commands_of_today(release: Path, page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert readme.PAGES[page](text, release.parent) == text, "run `make readme`"


def test_readme_shows_a_query_an_explanation_and_the_score() -> None:
    shown = re.findall(r"^\$ uv run qushu (\w+)", TEXT, re.MULTILINE)
    assert shown == ["query", "explain", "score"]


def test_ten_saved_questions_each_one_short_query_in_both_languages() -> None:
    questions = saved.questions()
    assert len(questions) == 10
    for one in questions:
        assert len(one.sql.splitlines()) <= 8, one.name
        assert ";" not in one.sql
        assert one.title_en.endswith("?")
        assert one.title_zh.endswith("？")


def test_every_command_and_option_has_help() -> None:
    for name, page in readme.helps():
        assert "..." not in page.split("Options:")[1], f"{name}: help in full"
    for owner, parameter in _parameters(typer.main.get_command(cli.app), "qushu"):
        assert parameter.help, f"{owner} {parameter.name}"


def test_each_command_is_documented_once() -> None:
    sections = re.findall(r"^## (.+)$", readme.CLI.read_text("utf-8"), re.MULTILINE)
    names = [name for name, _page in readme.helps()]
    assert sections == names
    assert len(set(names)) == len(names)
    assert "qushu review accept" in names


def _parameters(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    assert command.help, name
    yield from ((name, parameter) for parameter in command.params)
    for below in getattr(command, "commands", {}).values():
        yield from _parameters(below, f"{name} {below.name}")


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z_]+/[\w./*-]*)`", TEXT))))
def test_named_files_exist(path: str) -> None:
    built = path.startswith(("releases/", "path/"))
    assert built or list(ROOT.glob(path.rstrip("/"))), path


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make (\w+)`", TEXT))))
def test_named_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
