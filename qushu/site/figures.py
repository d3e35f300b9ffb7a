"""How pages write a figure: with its bound, its printed digits, its scale and its unit."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from qushu import figures as exact
from qushu.language import Language, translations

# The scales of each language, the largest first.
_SCALES = {
    Language.ZH: ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万")),
    Language.EN: (
        (Decimal(10**12), " trillion"),
        (Decimal(10**9), " billion"),
        (Decimal(10**6), " million"),
    ),
}
# What a reader takes in; a number that needs more of them is written without a scale.
_MOST_DECIMALS = {Language.ZH: 2, Language.EN: 3}
_SIGNED = frozenset({"growth", "growth_multiple", "gap_pp", "change_pp"})
_ATTACHED = {"%": "%", "‰": "‰", "个百分点": " pp"}
_UNCOUNTED = frozenset({"yuan", "mu", "jin", "percent", "times", "tonnes"})


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


_BOUNDS = {
    "approx": _("about %(figure)s"),
    "gt": _("more than %(figure)s"),
    "ge": _("at least %(figure)s"),
    "lt": _("less than %(figure)s"),
    "le": _("at most %(figure)s"),
}


def figure(row: Mapping[str, Any], language: Language, unit_en: str | None = None) -> str:
    """Write the value of a row as it was said, in plain text.

    :param row: with value, value_low, value_high, unit, bound, and if known precision and measure.
    :param unit_en: the English name of the unit; "" where English has no word for it.
    """
    measure, precision = row.get("measure"), row.get("precision")
    is_signed = measure in _SIGNED
    if row["value"] is None:
        said = _range(row, language, is_signed)
    else:
        said = number(row["value"], precision, language, is_signed=is_signed)
    if measure == "rank":
        return f"第{said}位" if language is Language.ZH else f"No. {said}"
    said += _unit(row["unit"], unit_en, language, row["value"] == 1)
    message = _BOUNDS.get(row["bound"])
    if message is None:
        return said
    return translations(language, "site").gettext(message) % {"figure": said}


def number(
    value: Decimal, precision: Decimal | None, language: Language, *, is_signed: bool = False
) -> str:
    """Write a number to its printed digits: 12593000000 ± 500000 is 125.93亿, or 12.593 billion.

    :param precision: half a unit of the last digit that was printed.
    """
    for factor, word in _SCALES[language]:
        if abs(value) < factor:
            continue
        scaled, decimals = value / factor, _decimals(value, precision, factor)
        if decimals <= _MOST_DECIMALS[language]:
            return _signed(f"{scaled:,.{decimals}f}", is_signed) + word
    return _signed(f"{value:,.{_decimals(value, precision, Decimal(1))}f}", is_signed)


def marked(row: Mapping[str, Any], language: Language, unit_en: str | None = None) -> Markup:
    """The same as HTML, in which a figure does not break over a line."""
    return Markup(f'<span class="figure">{escape(figure(row, language, unit_en))}</span>')


def grouped(value: Decimal) -> str:
    """A number in full, its thousands apart: 12,593,000,000."""
    return f"{value:,.{_places(value)}f}"


def conversion(row: Mapping[str, Any]) -> str:
    """The arithmetic from the printed number to the value: 125.93 × 100,000,000 (亿) = …

    :param row: as `qushu.figures.conversion` takes it.
    """
    return exact.conversion(row, grouped)


def axis(factor: int, unit: str | None, language: Language, unit_en: str | None) -> str:
    """What the numbers of an axis count: 亿元, or 100 million yuan."""
    if language is Language.ZH:
        return {10**8: "亿", 10**4: "万"}.get(factor, "") + (unit or "")
    scale = {10**8: "100 million", 10**4: "10,000"}.get(factor, "")
    return f"{scale}{_unit(unit, unit_en, language, False)}".strip()


def _decimals(value: Decimal, precision: Decimal | None, factor: Decimal) -> int:
    """How many digits after the point say all that was printed."""
    if not precision:
        return _places(value / factor)
    return _places(2 * precision / factor)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(-exponent, 0)


def _range(row: Mapping[str, Any], language: Language, is_signed: bool) -> str:
    ends = [row["value_low"], row["value_high"]]
    return "–".join(
        number(end, None, language, is_signed=is_signed) for end in ends if end is not None
    )


def _signed(plain: str, is_signed: bool) -> str:
    """The sign of a number as it is written; nothing has none."""
    digits = plain.removeprefix("-")
    if not digits.strip("0."):
        return digits
    if plain != digits:
        return f"−{digits}"
    return f"+{digits}" if is_signed else digits


def _unit(unit: str | None, unit_en: str | None, language: Language, is_one: bool) -> str:
    if unit is None:
        return ""
    if language is Language.ZH:
        return unit
    if unit in _ATTACHED:
        return _ATTACHED[unit]
    name = unit if unit_en is None else unit_en
    if not name:
        return ""
    head, per, rest = name.partition(" per ")
    if not is_one and not head.endswith(("s", ")")) and head not in _UNCOUNTED and head.isascii():
        head += "s"
    return f" {head}{per}{rest}"
