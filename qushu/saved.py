"""Saved questions: SQL files of `qushu/questions/`, asked by name.

A file begins with comments: its title in English and Chinese, and what there is to know of the
answer; the rest is one query over the marts.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from qushu.errors import QushuError
from qushu.language import Language, _, spoken

FOLDER = Path(__file__).parent / "questions"
_COMMENT = re.compile(r"^-- (en|zh|note): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """A question: the name by which it is asked, its titles, a note in Markdown, and its SQL."""

    name: str
    title_en: str
    title_zh: str
    note: str
    sql: str

    @property
    def title(self) -> str:
        """The title in the language of the command line."""
        return self.title_zh if spoken() is Language.ZH else self.title_en


def questions() -> list[Question]:
    """All saved questions, by name."""
    return [_read(file) for file in sorted(FOLDER.glob("*.sql"))]


def sql_of(asked: str) -> str:
    """SQL as it stands, or that of the saved question with this name.

    :raises QushuError: one word that is no question's name, and can be no SQL.
    """
    saved = {question.name: question.sql for question in questions()}
    if asked in saved:
        return saved[asked]
    if re.fullmatch(r"[\w-]*", asked.strip()):
        raise QushuError(
            _("no saved question {name}; there are {names}").format(
                name=asked.strip() or "''", names=", ".join(saved)
            )
        )
    return asked


def _read(file: Path) -> Question:
    head: list[str] = []
    sql: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        (sql if sql or not line.startswith("--") else head).append(line)
    said: dict[str, list[str]] = {"en": [], "zh": [], "note": []}
    for kind, words in _COMMENT.findall("\n".join(head)):
        said[kind].append(words)
    return Question(
        file.stem,
        " ".join(said["en"]),
        "".join(said["zh"]),
        "\n".join(said["note"]),
        "\n".join(sql).strip(),
    )
