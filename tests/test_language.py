"""Chinese and English: which is asked for, and that nothing is left untranslated."""

import pytest

from qushu.language import Language, of_locale, translations


@pytest.mark.parametrize(
    ("variable", "value", "language"),
    [
        ("LANG", "zh_CN.UTF-8", Language.ZH),
        ("LANG", "zh_TW", Language.ZH),
        ("LANG", "en_GB.UTF-8", Language.EN),
        ("LANG", "C.UTF-8", Language.EN),
        ("LANG", "de_DE.UTF-8", Language.EN),
        ("LC_ALL", "zh_CN.UTF-8", Language.ZH),
        ("LC_MESSAGES", "zh_CN.UTF-8", Language.ZH),
    ],
)
def test_the_language_is_that_of_the_locale(monkeypatch, variable, value, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    assert of_locale() is language


def test_what_is_said_once_is_said_in_both_languages():
    assert translations(Language.EN, "site").gettext("Districts") == "Districts"
    assert translations(Language.ZH, "site").gettext("Districts") == "区县"
