"""Bring `qushu/locale/zh/cli.po` up to date with what the command line says in English.

usage: python scripts/translations.py   (then write the Chinese that it says is missing)
"""

from collections.abc import Iterator
from pathlib import Path

import typer.main
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from qushu import helps
from qushu.cli import app

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "qushu/locale/zh/cli.po"
_HEADER = rb"""msgid ""
msgstr ""
"Language: zh\n"
"Content-Type: text/plain; charset=UTF-8\n"

"""
# The pages have a catalogue of their own.
_SITE = ROOT / "qushu/site"
# What typer says in every help.
_TYPER = (
    "Arguments",
    "Commands",
    "Missing command.",
    "No such command {name!r}.",
    "Options",
    "Show this message and exit.",
    "default: {default}",
    "env var: {var}",
    "required",
)


def messages() -> set[str]:
    """Everything that is translated: what is passed to `_` in the code, and each help text."""
    return {*_extracted(), *helps.said(typer.main.get_command(app)), *_TYPER}


def catalogue() -> Catalog:
    """The Chinese translations as they are."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh")


def untranslated() -> set[str]:
    """What has no Chinese."""
    known = {message.id for message in catalogue() if message.string}
    return {message for message in messages() if message not in known}


def main() -> None:
    """Add what is new, drop what is gone, and name what is missing."""
    was = {message.id: message.string for message in catalogue()}
    now = Catalog(locale="zh", charset="utf-8", fuzzy=False)
    for message in sorted(messages()):
        now.add(message, string=was.get(message, ""))
    with CATALOGUE.open("wb") as file:
        # A header of our own: Babel's holds the time, so that each run would change the file.
        file.write(_HEADER)
        write_po(file, now, omit_header=True, width=100)
    for message in untranslated():
        print(message)


def _extracted() -> Iterator[str]:
    """What the code passes to `_`, without the pages."""
    found = extract_from_dir(
        ROOT / "qushu",
        method_map=[("**.py", "python")],
        keywords={"_": None},
        directory_filter=lambda folder: Path(folder) != _SITE,
    )
    for _file, _line, message, _comments, _context in found:
        yield str(message)


if __name__ == "__main__":
    main()
