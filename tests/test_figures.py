"""Figures as people write them: exact, in the scale of the sources, with what limits them."""

from decimal import Decimal

import pytest

from qushu.figures import figure
from qushu.language import Language, speak

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
