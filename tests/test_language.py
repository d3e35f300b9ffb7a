"""Chinese and English: which is asked for, and that nothing is left untranslated."""

import re
import sys
from pathlib import Path

import pytest
from conftest import run_qushu

from qushu import words
from qushu.language import Language, of_locale, translations

sys.path.append(str(Path(__file__).parents[1] / "scripts"))

import translations as catalogue


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


# How many messages there are at least, so that none can pass by being empty.
DOMAINS = {"cli": 150, "site": 250, "words": 70, "dictionary": 150, "definitions": 1500}


def test_each_catalogue_is_tested() -> None:
    files = (catalogue.ROOT / "qushu/locale/zh").glob("*.po")
    assert {file.stem for file in files} == set(DOMAINS) == set(catalogue.DOMAINS)


@pytest.mark.parametrize("domain", DOMAINS)
def test_all_that_is_said_has_chinese(domain: str) -> None:
    assert len(catalogue.messages(domain)) > DOMAINS[domain]
    assert catalogue.untranslated(domain) == set(), "run `python scripts/translations.py`"


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_translation_outlives_what_it_translates(domain: str) -> None:
    assert entries(domain).keys() == catalogue.messages(domain)


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_are_sorted(domain: str) -> None:
    kept = [english(message) for message in entries(domain)]
    assert kept == sorted(kept)


@pytest.mark.parametrize(
    ("domain", "field"),
    [
        ("cli", r"\{\w+"),
        ("site", r"%\(\w+\)s|%%"),
        ("dictionary", r"`[^`]+`|\b[a-z]+_[a-z_]+\b"),
    ],
)
def test_translations_keep_the_places_of_values(domain: str, field: str) -> None:
    """And, where columns are described, the names of columns, tables and files."""
    for message, said in entries(domain).items():
        kept = sorted(set(re.findall(field, english(said))))
        assert kept == sorted(set(re.findall(field, english(message)))), message


def test_no_bare_percent_sign_is_left_to_jinja() -> None:
    """Jinja formats every message: one would break its page."""
    for message, said in entries("site").items():
        both = english(message) + english(said)
        assert "%" not in re.sub(r"%\(\w+\)s|%%", "", both), message


def entries(domain: str) -> dict[catalogue.Message, catalogue.Message]:
    """The English of each message, with its Chinese."""
    return {entry.id: entry.string for entry in catalogue.catalogue(domain) if entry.id}


def english(message: catalogue.Message) -> str:
    """A message without its plural."""
    return message if isinstance(message, str) else message[0]


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


# A definition, and how it reads in Chinese.
OUTPUT = "Value of the goods that left the customs territory."
CHANGE = "较以前时期的变动，以该时期的百分比表示。"
MEASURE = "Change against an earlier period as a percentage of it."
DEFINED = [
    (OUTPUT, "运出关境的货物价值。"),
    (
        f"{MEASURE} Of: {OUTPUT}",
        "较以前时期的变动，以该时期的百分比表示。所指：运出关境的货物价值。",
    ),
    (MEASURE, "较以前时期的变动，以该时期的百分比表示。"),
    ("Of no catalogue.", None),
    (f"{MEASURE} Of: Of no catalogue.", None),
]


@pytest.mark.parametrize(("english", "chinese"), DEFINED)
def test_the_definition_of_a_measure_is_put_together(english: str, chinese: str | None) -> None:
    assert words.defined(english, Language.ZH) == chinese
    assert words.defined(english, Language.EN) == english
