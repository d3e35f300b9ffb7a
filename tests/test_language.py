"""Chinese and English: which is asked for, and that nothing is left untranslated."""

import re
import sys
from pathlib import Path

import pytest
from conftest import run_qushu

from qushu.language import Language, of_locale, translations

sys.path.append(str(Path(__file__).parents[1] / "scripts"))

import translations as catalogue

_FIELD = re.compile(r"\{\w+")


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


def test_all_that_the_command_line_says_has_chinese() -> None:
    assert len(catalogue.messages()) > 150
    assert catalogue.untranslated() == set(), "run `python scripts/translations.py`"


def test_no_translation_outlives_what_it_translates() -> None:
    kept = {message.id for message in catalogue.catalogue() if message.id}
    assert kept == catalogue.messages()


def test_translations_keep_the_places_of_values() -> None:
    for message in catalogue.catalogue():
        assert set(_FIELD.findall(message.string)) == set(_FIELD.findall(message.id)), message.id


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--lang", "zh", "query", "--help"], {}),
        (["query", "--lang", "zh", "--help"], {}),
        (["query", "--help", "--lang=zh"], {}),
        (["query", "--help"], {"QUSHU_LANG": "zh"}),
        (["query", "--help"], {"QUSHU_LANG": "", "LC_ALL": "zh_CN.UTF-8"}),
        (["query", "--help", "--lang", "zh"], {"QUSHU_LANG": "en", "LC_ALL": "en_GB.UTF-8"}),
    ],
)
def test_the_language_may_be_asked_for_anywhere(arguments, environment):
    page = run_qushu(*arguments, **environment).stdout
    assert "用 SQL 查询当前版本。" in page
    assert "Ask the current" not in page


@pytest.mark.parametrize("arguments", [["query", "--help"], ["query", "--help", "--lang", "en"]])
def test_english_unless_asked_otherwise(arguments):
    environment = {"QUSHU_LANG": "", "LC_ALL": "C.UTF-8"}
    assert "Ask the current release in SQL." in run_qushu(*arguments, **environment).stdout


def test_after_two_dashes_nothing_is_an_option():
    done = run_qushu("query", "--", "--lang", QUSHU_LANG="zh")
    assert "没有名为 --lang 的已存问题" in done.stderr
