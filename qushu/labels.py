"""What people read above the columns of an answer, and for the codes in them."""

from collections.abc import Mapping

from qushu.language import _


def labels(*columns: str) -> dict[str, str]:
    """The labels of these columns, in this order; keys keep their names."""
    known = _columns()
    return {column: known.get(column, column) for column in columns}


def words() -> Mapping[str, str]:
    """The words for codes of status, wording, agreement and kind."""
    return {
        "actual": _("actual"),
        "estimate": _("estimate"),
        "target": _("target"),
        "binding": _("binding"),
        "striven": _("striven"),
        "expected": _("expected"),
        "planned": _("planned"),
        "single": _("single"),
        "same": _("same"),
        "within_rounding": _("within_rounding"),
        "revised": _("revised"),
        "conflict": _("conflict"),
        "district": _("district"),
        "indicator": _("indicator"),
        "document": _("document"),
    }


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
