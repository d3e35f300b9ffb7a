"""Writes pages: templates rendered in each language, with what every page needs at hand."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ingest.listing import Quarantined
from qushu import words
from qushu.changes import Changes
from qushu.language import Language, translations
from qushu.output import text
from qushu.query import Answer
from qushu.site import figures, layout, reuse
from qushu.site.catalogue import Catalogue, Row
from qushu.site.charts import Chart
from qushu.site.reuse import Before, Mentioned, Page
from qushu.site.segments import legible

_T = TypeVar("_T")
# Enough to read; what is more stands in the table.
MOST_CHANGES = 500


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


SECTIONS = (
    ("districts.html", _("Districts")),
    ("indicators.html", _("Indicators")),
    ("documents.html", _("Documents")),
    ("coverage.html", _("Coverage")),
    ("checks.html", _("Checks")),
    ("targets.html", _("Targets")),
    ("dictionary.html", _("Dictionary")),
)


@dataclass(frozen=True)
class Changed:
    """What is different from the release before, and that release's name."""

    since: str
    totals: dict[str, int]
    by_document: Answer
    by_indicator: Answer
    facts: Answer

    @classmethod
    def of(cls, since: str, changes: Changes) -> "Changed":
        """Ask for the part of the changes that a page shows."""
        return cls(
            since,
            changes.totals(),
            changes.by("document_id"),
            changes.by("indicator_id"),
            changes.facts(MOST_CHANGES),
        )


@dataclass(frozen=True)
class Edition:
    """The release that pages belong to: what they say of it, and what they are made of.

    Without a corpus, documents show what was read of them, and not their texts. `before` is the
    folder of documentation of the release before, whose pages go on where nothing has changed;
    `made_by` differs whenever the code or a vocabulary does.
    """

    release: str
    created: datetime
    changed: Changed | None = None
    quarantined: Sequence[Quarantined] = ()
    corpus: Path | None = None
    before: Path | None = None
    made_by: str = ""


@dataclass
class Pages:
    """The folder of documentation, ready to receive pages."""

    docs: Path
    edition: Edition
    catalogue: Catalogue
    #: What has been written here or has gone on: the part of the record that is due to this object.
    done: list[Page] = field(init=False, default_factory=list)
    _environments: dict[Language, Environment] = field(init=False)

    def __post_init__(self) -> None:
        self._environments = {
            language: _environment(language, self.edition, self.catalogue) for language in Language
        }

    @cached_property
    def _before(self) -> Before:
        """What may go on; a long record, which only those read who write pages of things."""
        return Before.of(self.edition.before)

    def fingerprint(self, shown: Any, mentioned: Mentioned) -> str:
        """What differs whenever a page that shows some rows would; see `qushu.site.reuse`."""
        return reuse.fingerprint(self.catalogue, self.edition.made_by, shown, mentioned)

    def unlike(self, made_of: Mapping[str, str]) -> list[str]:
        """Let pages go on that the release before has as they would be; return the others' keys.

        :param made_of: the fingerprint of each thing by its key.
        """
        unlike = []
        for key, fingerprint in made_of.items():
            pages = self._before.go_on(self.docs, fingerprint)
            self.done += pages
            if not pages:
                unlike.append(key)
        return unlike

    def write(self, path: str, template: str, made_of: str | None = None, **context: Any) -> None:
        """Write a page in each language.

        :param path: relative to the folder of a language; see `qushu.site.layout`.
        :param made_of: the fingerprint of a page that may go on in later releases.
        """
        for language, environment in self._environments.items():
            place = layout.translated(path, language)
            html = environment.get_template(template).render(
                path=path,
                up=layout.root(path),
                top=layout.root(place),
                made_of=made_of,
                **context,
            )
            file = self.docs / place
            file.parent.mkdir(parents=True, exist_ok=True)
            data = html.encode()
            file.write_bytes(data)
            self.done.append(Page(place, made_of or "", hashlib.sha256(data).hexdigest()))

    def write_list(
        self, path: str, template: str, rows: Sequence[Row], size: int, **context: Any
    ) -> None:
        """Write rows in their order over as many pages as they need, of `size` rows each."""
        parts = list(chunks(rows, size)) or [[]]
        for number, part in enumerate(parts, 1):
            self.write(
                layout.numbered(path, number),
                template,
                rows=part,
                leaves=[layout.numbered(path, n) for n in range(1, len(parts) + 1)],
                n_rows=len(rows),
                **context,
            )


def chunks(items: Sequence[_T], size: int) -> Iterator[list[_T]]:
    """Cut a sequence into lists of at most `size`."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def _environment(language: Language, edition: Edition, catalogue: Catalogue) -> Environment:
    """Jinja for one language: escaping everything, and failing on whatever is not given."""
    environment = Environment(
        loader=PackageLoader("qushu.site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=legible,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations(language, "site"), newstyle=True
    )
    other = Language.EN if language is Language.ZH else Language.ZH

    def figure(row: Row) -> Any:
        return figures.marked(row, language, catalogue.units.get(row["unit"] or ""))

    def named(row: Row) -> str:
        return str(row["name_en"] if language is Language.EN and row["name_en"] else row["name_zh"])

    def axis(chart: Chart, unit: str | None) -> str:
        return figures.axis(chart.factor, unit, language, catalogue.units.get(unit or ""))

    def points(row: Row) -> str:
        said = figures.number(
            row["difference"], row["difference_precision"], language, is_signed=True
        )
        return f"{said}{'个百分点' if language is Language.ZH else ' pp'}"

    environment.filters |= {
        "points": points,
        "axis": axis,
        "conversion": figures.conversion,
        "figure": figure,
        "grouped": figures.grouped,
        "label": lambda value: words.label(value, language),
        "named": named,
        "said": translations(language, "site").gettext,
        "shown": text,
        "ticked": _ticked,
        "defined": lambda definition: words.defined(definition, language),
        "count": lambda value: f"{value:,}",
    }
    environment.globals |= {
        "language": language,
        "other": other,
        "folders": layout.FOLDERS,
        "edition": edition,
        "catalogue": catalogue,
        "layout": layout,
        "sections": SECTIONS,
    }
    return environment


def _ticked(description: str) -> Markup:
    """A description as HTML, with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(description))))
