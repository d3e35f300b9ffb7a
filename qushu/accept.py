"""Write a phrase into the catalogue: one line of `seeds/indicator_aliases.csv`, in its place."""

import csv
import io
import re
from pathlib import Path

from qushu.errors import QushuError
from qushu.files import written
from qushu.language import _
from qushu.paths import shown

# As the reader sees a phrase: without quotation marks and blanks.
_DROPPED = re.compile(r"[“”‘’\"\s]")
_SHORTEST = 2


def accept(seeds: Path, phrase: str, indicator_id: str) -> Path:
    """Let a phrase name an indicator; return the file that says so now.

    :param seeds: the folder of vocabularies.
    :param indicator_id: a key of `indicators.csv` there.
    :raises QushuError: an unknown id, a phrase that has a meaning, or none that a text could hold.
    """
    file = seeds / "indicator_aliases.csv"
    known = {row["indicator_id"] for row in _rows(seeds / "indicators.csv")}
    aliases = {row["alias"]: row["indicator_id"] for row in _rows(file)}
    if indicator_id not in known:
        raise QushuError(_("no indicator {id} in {file}").format(
            id=indicator_id, file=shown(seeds / "indicators.csv")
        ))  # fmt: skip
    alias = _DROPPED.sub("", phrase)
    if len(alias) < _SHORTEST or not any(c.isalpha() for c in alias):
        raise QushuError(_("{phrase} is too short to be looked for").format(phrase=phrase or "''"))
    if alias in aliases:
        raise QushuError(
            _("{phrase} is already a name of {id}").format(phrase=alias, id=aliases[alias])
        )
    aliases[alias] = indicator_id
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("alias", "indicator_id"))
    writer.writerows(sorted(aliases.items()))
    with written(file) as part:
        part.write_text(buffer.getvalue(), encoding="utf-8")
    return file


def _rows(file: Path) -> list[dict[str, str]]:
    """A vocabulary, which must be there and sound: it is about to be written again."""
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened, strict=True))
    except FileNotFoundError as error:
        raise QushuError(_("no such file: {file}").format(file=shown(file))) from error
