"""Figures as people write them: exact, in the scale of the sources, with what limits them."""

from decimal import Decimal

import pytest

from qushu.figures import conversion, figure
from qushu.language import Language, speak
from qushu.site import figures as paged_figures

# (value, low, high, unit, bound, English, Chinese)
FIGURES = [
    ("5237000000", None, None, "元", "eq", "52.37亿元", "52.37亿元"),
    ("579280000000", None, None, "元", "eq", "5792.8亿元", "5792.8亿元"),
    ("116000.000000", None, None, "户", "gt", "> 11.6万户", "> 11.6万户"),
    ("75000", None, None, "户", "ge", "≥ 7.5万户", "≥ 7.5万户"),
    ("9999", None, None, "户", "le", "≤ 9999户", "≤ 9999户"),
    ("70", None, None, "%", "approx", "about 70%", "约70%"),
    ("-12345678", None, None, "元", "lt", "< -1234.5678万元", "< -1234.5678万元"),
    ("0", None, None, "家", "eq", "0家", "0家"),
    ("66.666667", None, None, "%", "eq", "66.666667%", "66.666667%"),
    ("3", None, None, None, "eq", "3", "3"),
    (None, "2", "3", "个", "range", "2–3个", "2–3个"),
    (None, "820000000", "860000000", "元", "range", "8.2–8.6亿元", "8.2–8.6亿元"),
    (None, "8000", "12000", "元", "range", "0.8–1.2万元", "0.8–1.2万元"),
    (None, None, None, "元", "eq", "", ""),
]


@pytest.mark.parametrize(("value", "low", "high", "unit", "bound", "english", "chinese"), FIGURES)
def test_a_figure_in_both_languages(value, low, high, unit, bound, english, chinese):
    ends = {"value": value, "value_low": low, "value_high": high}
    row = {name: None if end is None else Decimal(end) for name, end in ends.items()}
    row |= {"unit": unit, "bound": bound}
    for language, expected in ((Language.EN, english), (Language.ZH, chinese)):
        speak(language)
        try:
            assert figure(row) == expected
        finally:
            speak(None)


# (number or its ends, scale, its factor, printed unit, its factor, base unit, exact, as on pages)
CONVERSIONS = [
    (("3712.9",), "亿", 10**8, "元", 1, "元", "3712.9 × 100000000 (亿) = 371290000000 元",
     "3,712.9 × 100,000,000 (亿) = 371,290,000,000 元"),
    (("5.5",), None, None, "%", 1, "%", "5.5 = 5.5 %", "5.5 = 5.5 %"),
    (("2", "3"), "万", 10**4, "公顷", 10000, "平方米",
     "2–3 × 10000 (万) × 10000 (公顷) = 200000000–300000000 平方米",
     "2–3 × 10,000 (万) × 10,000 (公顷) = 200,000,000–300,000,000 平方米"),
    (("0.7",), None, None, None, None, None, "0.7 = 0.7", "0.7 = 0.7"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "scale", "scale_factor", "printed", "factor", "unit", "plain", "paged"), CONVERSIONS
)
def test_the_conversion_of_a_number(
    ends, scale, scale_factor, printed, factor, unit, plain, paged
) -> None:
    names = ("number",) if len(ends) == 1 else ("number_low", "number_high")
    row = dict.fromkeys(("number", "number_low", "number_high"))
    row |= {name: Decimal(end) for name, end in zip(names, ends, strict=True)}
    row |= {"scale": scale, "scale_factor": scale_factor and Decimal(scale_factor)}
    row |= {"unit_printed": printed, "factor_to_base": factor and Decimal(factor), "unit": unit}
    assert conversion(row) == plain
    assert paged_figures.conversion(row) == paged
