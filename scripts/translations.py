"""Bring the Chinese in `qushu/locale/zh/` up to date with what qushu says in English.

usage: python scripts/translations.py   (then write the Chinese that it says is missing)

| catalogue        | holds                                                              |
| ---------------- | ------------------------------------------------------------------ |
| `cli.po`         | what the command line says, its help among it                      |
| `site.po`        | what pages say, and what the rules of the vocabularies are called  |
| `words.po`       | the words for codes, which both say                                |
| `dictionary.po`  | what each public table and column holds                            |
| `definitions.po` | what each indicator is                                             |
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import typer.main
import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from qushu import helps
from qushu.cli import app

# A text, or one with its plural.
Message = str | tuple[str, ...]

ROOT = Path(__file__).resolve().parent.parent
_LOCALE = ROOT / "qushu/locale/zh"
_HEADER = rb"""msgid ""
msgstr ""
"Language: zh\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""
# The pages and the words that all share have catalogues of their own.
_SITE = ROOT / "qushu/site"
_WORDS = ROOT / "qushu/words.py"
# Vocabularies whose descriptions pages show in their language.
_DESCRIBED = ("choice_rules", "identity_kinds", "rules")
_DOCS = re.compile(r"{% docs (\w+) %}(.*?){% enddocs %}", re.DOTALL)
_DOC = re.compile(r"{{ doc\('(\w+)'\) }}")
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


def messages(domain: str) -> set[Message]:
    """Everything of one catalogue that is to be said in Chinese."""
    return set(DOMAINS[domain]())


def catalogue(domain: str) -> Catalog:
    """The Chinese translations as they are."""
    with (_LOCALE / f"{domain}.po").open("rb") as file:
        return read_po(file, locale="zh")


def untranslated(domain: str) -> set[Message]:
    """What has no Chinese."""
    known = {message.id for message in catalogue(domain) if message.string}
    return messages(domain) - known


def main() -> None:
    """Add what is new, drop what is gone, and name what is missing."""
    for domain in DOMAINS:
        was = {message.id: message.string for message in catalogue(domain)}
        now = Catalog(locale="zh", charset="utf-8", fuzzy=False)
        for message in sorted(messages(domain), key=_english):
            now.add(message, string=was.get(message, ""))
        with (_LOCALE / f"{domain}.po").open("wb") as file:
            # A header of our own: Babel's holds the time, so that each run would change the file.
            file.write(_HEADER)
            write_po(file, now, omit_header=True, width=0)
        for message in untranslated(domain):
            print(f"{domain}.po: {_english(message)}")


def _cli() -> Iterator[Message]:
    """What the code passes to `_`, without the pages, and each help text."""
    code = ROOT / "qushu"
    yield from _extracted(code, lambda file: file != _WORDS and _SITE not in file.parents)
    yield from helps.said(typer.main.get_command(app))
    yield from _TYPER


def _site() -> Iterator[Message]:
    """What templates and code of the site say, and what they show of vocabularies."""
    yield from _extracted(_SITE)
    for name in _DESCRIBED:
        yield from _column(name, "description")


def _words() -> Iterator[Message]:
    yield from _extracted(ROOT / "qushu", lambda file: file == _WORDS)


def _dictionary() -> Iterator[Message]:
    """The descriptions of the marts and of their columns, each on one line."""
    shared = dict(_DOCS.findall((ROOT / "models/docs/columns.md").read_text(encoding="utf-8")))
    for file in sorted((ROOT / "models/marts").glob("*.yml")):
        for model in yaml.safe_load(file.read_text(encoding="utf-8"))["models"]:
            for described in (model, *model["columns"]):
                text = _DOC.sub(lambda doc: shared[doc[1]], described["description"])
                yield " ".join(text.split())


def _definitions() -> Iterator[Message]:
    """What indicators are: of the quantities of the catalogue, and of what is said about one."""
    yield from _column("indicators", "definition")
    yield from _column("measure_kinds", "description")


def _column(seed: str, column: str) -> Iterator[str]:
    with (ROOT / f"seeds/{seed}.csv").open(encoding="utf-8") as file:
        yield from (line[column] for line in csv.DictReader(file))


def _extracted(
    folder: Path, is_of: Callable[[Path], bool] = lambda _file: True
) -> Iterator[Message]:
    """What the code and the templates of a folder pass to gettext, in the files that are of it."""
    found = extract_from_dir(
        folder,
        method_map=[("**/templates/**.html", "jinja2"), ("**.py", "python")],
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    for file, _line, message, _comments, _context in found:
        if is_of(folder / file):
            yield message


def _english(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


DOMAINS: dict[str, Callable[[], Iterator[Message]]] = {
    "cli": _cli,
    "site": _site,
    "words": _words,
    "dictionary": _dictionary,
    "definitions": _definitions,
}


if __name__ == "__main__":
    main()
