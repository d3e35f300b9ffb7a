"""Rewrite what pages show of the command line: outputs, saved questions, and the help of commands.

usage: python scripts/readme.py   (or `make readme`; builds the embedded corpus, and asks that)

| page | what is rewritten |
| --- | --- |
| `README.md` | what follows `$ uv run qushu …` in a block |
| `docs/questions.md` | below its mark: the saved questions, with their SQL and their answers |
| `docs/cli.md` | below its mark: each command with its help |
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer.main

from qushu import cli, saved

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
QUESTIONS = ROOT / "docs/questions.md"
CLI = ROOT / "docs/cli.md"
#: What stands below this line is written here.
MARK = "<!-- Written by scripts/readme.py from here on. -->\n"
# A command ends with its line, but that a quoted argument may run over several.
_BLOCK = re.compile(
    r"""^```console\n\$ uv run (qushu [^"\n]*(?:"[^"]*"[^"\n]*)*)\n(?:(?!```).*\n)*```$""",
    re.MULTILINE,
)
_WIDTH = 100


def run(command: str, releases: Path) -> str:
    """What a qushu command prints on stdout, in English, when it asks the given releases."""
    arguments = [sys.executable, "-m", *shlex.split(command)]
    environment = os.environ | {"QUSHU_RELEASES": str(releases), "QUSHU_LANG": "en"}
    done = subprocess.run(arguments, env=environment, cwd=ROOT, capture_output=True, check=True)
    return done.stdout.decode()


def readme(text: str, releases: Path) -> str:
    """The text with each block's output made anew."""

    def renew(block: re.Match[str]) -> str:
        command = block.group(1)
        return f"```console\n$ uv run {command}\n{run(command, releases)}```"

    return _BLOCK.sub(renew, text)


def questions(text: str, releases: Path) -> str:
    """The page with the saved questions as they are, and their answers."""
    parts = []
    for one in saved.questions():
        command = f"qushu query {one.name}"
        answer = f"```console\n$ uv run {command}\n{run(command, releases)}```\n"
        parts += [f"## {one.title_en}\n", f"```sql\n{one.sql}\n```\n", answer]
        if one.note:
            parts.append(f"{one.note}\n")
    return _above(text) + "\n".join(parts)


def commands(text: str, _releases: Path) -> str:
    """The page with the help of each command as it is."""
    parts = [f"## {name}\n\n```text\n{shown}\n```\n" for name, shown in helps()]
    return _above(text) + "\n".join(parts)


def helps() -> Iterator[tuple[str, str]]:
    """Each command by its full name, with its help in English."""
    root: Any = typer.main.get_command(cli.app)
    yield from _helps(root, "qushu", None)


#: How each page is made anew.
PAGES: dict[Path, Callable[[str, Path], str]] = {
    README: readme,
    QUESTIONS: questions,
    CLI: commands,
}


def main() -> None:
    """Build the embedded corpus aside and rewrite the pages from it."""
    with tempfile.TemporaryDirectory() as folder:
        run("qushu build", Path(folder))
        for page, renewed in PAGES.items():
            text = page.read_text(encoding="utf-8")
            page.write_text(renewed(text, Path(folder)), encoding="utf-8")


def _above(text: str) -> str:
    """What stands above the mark, with it."""
    return text[: text.index(MARK)] + MARK + "\n"


def _helps(command: Any, name: str, parent: Any) -> Iterator[tuple[str, str]]:
    context = typer.Context(
        command, parent=parent, info_name=name.split()[-1], terminal_width=_WIDTH,
        **({} if parent else command.context_settings),
    )  # fmt: skip
    yield name, command.get_help(context)
    for below in getattr(command, "commands", {}).values():
        yield from _helps(below, f"{name} {below.name}", context)


if __name__ == "__main__":
    main()
