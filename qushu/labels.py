"""What people read above the columns of an answer, and for the codes in them."""

from collections.abc import Mapping
from typing import Any

from qushu.language import _, spoken
from qushu.words import word

# Within lies a place in another, and an indicator in a theme.
_CODED = frozenset(
    {"agreement", "kind", "measure", "series_break", "status", "theme", "within", "wording"}
)


def labels(*columns: str) -> dict[str, str]:
    """The labels of these columns, in this order; keys keep their names."""
    known = _columns()
    return {column: known.get(column, column) for column in columns}


def worded(column: str, value: Any) -> Any:
    """The word for a code, in the columns that hold codes; anything else as it is."""
    if column not in _CODED or not isinstance(value, str):
        return value
    return word(value, spoken()) or value


def _columns() -> Mapping[str, str]:
    return {
        "agreement": _("agreement"),
        "documents": _("texts"),
        "example": _("example"),
        "figure": _("figure"),
        "found_by": _("found by"),
        "indicator": _("indicator"),
        "indicator_name": _("phrase"),
        "kind": _("kind"),
        "latest": _("latest"),
        "measure": _("measure"),
        "mentions": _("mentions"),
        "n_observations": _("observations"),
        "name_en": _("English"),
        "name_zh": _("Chinese"),
        "observations": _("observations"),
        "reason": _("reason"),
        "sentence": _("sentence"),
        "series_break": _("break"),
        "source": _("source"),
        "status": _("status"),
        "suggestions": _("nearest"),
        "surface": _("numeral"),
        "theme": _("theme"),
        "unit": _("unit"),
        "value": _("value"),
        "value_high": _("to"),
        "value_low": _("from"),
        "within": _("within"),
        "wording": _("wording"),
        "year": _("year"),
        "years": _("years"),
    }
