"""The page of a release that shows what has changed since the one before."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from ingest.listing import Quarantined
from qushu.changes import Changes
from qushu.output import text

PAGE = "changes.html"
# Enough to read; what is more stands in the table.
_MOST = 500


def write(
    docs: Path,
    release: str,
    since: str | None,
    changes: Changes | None,
    quarantined: Sequence[Quarantined],
) -> None:
    """Write `changes.html` into the folder of documentation.

    :param changes: None where there is no release before.
    """
    environment = Environment(
        loader=PackageLoader("qushu"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["shown"] = text
    found = {}
    if changes is not None:
        found = {
            "totals": changes.totals(),
            "by_document": changes.by("document_id"),
            "by_indicator": changes.by("indicator_id"),
            "facts": changes.facts(_MOST),
        }
    html = environment.get_template(PAGE).render(
        release=release, since=since, quarantined=quarantined, most=_MOST, **found
    )
    (docs / PAGE).write_text(html, encoding="utf-8")
