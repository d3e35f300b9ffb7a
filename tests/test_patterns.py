"""What is known of a pattern's matches must hold for each of them.

| pattern        | begins with | ends with | cannot do without |
| -------------- | ----------- | --------- | ----------------- |
| 今年\\|去年    | 今, 去      | 年        | 年                |
| \\d+(?:亿)?元  | a digit     | 元        | 元                |
| (?:近\\|约)?半 | 近, 约, 半  | 半        | 半                |
| [^，]+         | anything    | anything  | nothing           |
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import names, numerals, periods
from ingest.patterns import finals, headed, longest_of, signs
from ingest.vocabulary import load

PATTERNS = [
    "今年|去年",
    r"\d+(?:亿)?元",
    r"\d++5?|\d+亿",
    r"\d++[5亿]",
    "(?:近|约)?半",
    "(?:近|约)?",
    r"第[一二三]|(?<=每)\d*(?:名|个)?人",
    r"(?P<a>[a-c]x?+)(?>yz|z)",
    "[^，]+",
    r"(?=\d)[\s\w]{2,3}?。",
    r"[\]^-]a",
]


@pytest.mark.parametrize(
    ("pattern", "text", "skipped"),
    [
        ("今年|去?年", "去年", "明年"),
        (r"\d+(?:亿)?元", "55亿元", "元"),
        ("(?:近|约)?半", "半", "一半"),
    ],
)
def test_a_search_passes_over_other_characters(pattern: str, text: str, skipped: str) -> None:
    assert headed(pattern).fullmatch(text)
    assert headed(pattern).pattern != pattern
    assert not headed(pattern).match(skipped)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("今年|去年", "年"), (r"\d+(?:亿)?元", "元"), ("(?:近|约)?", ""), ("[^，]+", "")],
)
def test_signs(pattern: str, expected: str) -> None:
    assert signs(pattern) == frozenset(expected)


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(derandomize=True, database=None, deadline=None)
@given(text=st.text("今去明年5亿元近约半第一二每名个人abcxyz^]-，。 ", max_size=12))
def test_matches_stay_the_same(pattern: str, text: str) -> None:
    expected = list(re.finditer(pattern, text))
    assert [m.span() for m in headed(pattern).finditer(text)] == [m.span() for m in expected]
    for match in expected:
        assert finals(pattern).match(match.group()[-1:])
        assert not signs(pattern) or not signs(pattern).isdisjoint(text)


@settings(derandomize=True, database=None, deadline=None)
@given(
    words=st.sets(st.text("万亿元吨m2/", min_size=1, max_size=4), min_size=1),
    text=st.text("万亿元吨m2/5", max_size=12),
)
def test_longest_of_matches_as_alternatives_do(words: set[str], text: str) -> None:
    alternatives = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    # What follows a word may ask for a shorter one.
    for tail in ("", "(?=5|$)"):
        expected = re.findall(f"(?:{alternatives}){tail}", text)
        assert re.findall(longest_of(words) + tail, text) == expected


def test_longest_of_many_words() -> None:
    units = load().unit_of_alias
    one_of_them = re.compile(longest_of(units))
    for unit in units:
        longer = [u for u in units if u.startswith(unit)]
        for text in (unit, *longer):
            found = one_of_them.match(text + "。")
            assert found and found.group() == text
    assert not one_of_them.match("。")


def test_the_great_patterns_are_headed() -> None:
    """What is searched at every character of a text begins with few characters."""
    reader = numerals.NumeralReader(load())
    for pattern in (periods._PATTERN, reader._arabic, reader._chinese):
        assert pattern.pattern.startswith("(?=[")
    assert sum(not needed for _, needed, _ in names._COMPILED) <= 2
