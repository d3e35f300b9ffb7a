"""A figure on the command line: 约52.37亿元, ≥ 3万户, 2–3个.

To its last digit and without a mark between thousands, so that it can be copied; pages write
figures as they were printed, in `qushu.site.figures`.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from qushu.language import _
from qushu.output import text

_SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def figure(row: dict[str, Any]) -> str:
    """The value of a row with its bound, its scale and its unit, exact to the last digit.

    :param row: `value` or `value_low` and `value_high` in the base unit, `unit`, and `bound`.
    """
    unit = text(row["unit"])
    if row["value"] is not None:
        number, scale = scaled(row["value"])
        return f"{_bounds().get(row['bound'], '')}{number}{scale}{unit}"
    ends = [row[end] for end in ("value_low", "value_high") if row[end] is not None]
    if not ends:
        return ""
    factor, scale = _scale(max(ends, key=abs))
    return f"{'–'.join(text(end / factor) for end in ends)}{scale}{unit}"


def scaled(value: Decimal) -> tuple[str, str]:
    """A number in 亿 or 万 where it reaches them, and which of them; nothing is rounded."""
    factor, scale = _scale(value)
    return text(value / factor), scale


def conversion(row: Mapping[str, Any], write: Callable[[Decimal], str] = text) -> str:
    """The arithmetic from the printed number to the value: 125.93 × 100000000 (亿) = …

    :param row: with number, number_low, number_high, scale, scale_factor, unit_printed,
        factor_to_base and unit.
    :param write: how a number is written, to its last digit.
    """
    factor = (row["scale_factor"] or 1) * (row["factor_to_base"] or 1)
    names = ("number",) if row["number"] is not None else ("number_low", "number_high")
    ends = [row[name] for name in names if row[name] is not None]
    printed = "–".join(write(end) for end in ends)
    value = "–".join(write(end * factor) for end in ends)
    if row["scale"]:
        printed += f" × {write(row['scale_factor'])} ({row['scale']})"
    if row["unit_printed"] != row["unit"]:
        printed += f" × {write(row['factor_to_base'])} ({row['unit_printed']})"
    return f"{printed} = {value} {row['unit'] or ''}".strip()


def _scale(value: Decimal) -> tuple[Decimal, str]:
    """The largest scale that the number reaches."""
    fitting = (pair for pair in _SCALES if abs(value) >= pair[0])
    return next(fitting, (Decimal(1), ""))


def _bounds() -> dict[str, str]:
    """What stands before a number that is not meant exactly."""
    return {"approx": _("about "), "gt": "> ", "ge": "≥ ", "lt": "< ", "le": "≤ "}
