"""Time expressions, in a text published in May 2024.

| text             | grain    | first      | last       | instant |
| ---------------- | -------- | ---------- | ---------- | ------- |
| 2021年           | year     | 2021-01-01 | 2021-12-31 |         |
| 2021年末         | year     |            | 2021-12-31 | yes     |
| 1—4月            | ytd      | 2024-01-01 | 2024-04-30 |         |
| 12月             | month    | 2023-12-01 | 2023-12-31 |         |
| 去年             | year     | 2023-01-01 | 2023-12-31 |         |
| “十四五”期间     | plan     | 2021-01-01 | 2025-12-31 |         |
| 近3年            | duration | 2022-01-01 | 2024-05-31 |         |
"""

from datetime import date

import pytest

from ingest.periods import Period, PeriodReader

PUBLISHED = date(2024, 5, 31)

# (text, surface, grain, first, last)
PERIODS = [
    ("2021年，出口增长", "2021年", "year", "2021-01-01", "2021-12-31"),
    ("2021年度报告", "2021年度", "year", "2021-01-01", "2021-12-31"),
    ("二〇二一年，出口增长", "二〇二一年", "year", "2021-01-01", "2021-12-31"),
    ("2021年上半年", "2021年上半年", "half", "2021-01-01", "2021-06-30"),
    ("2021年下半年", "2021年下半年", "half", "2021-07-01", "2021-12-31"),
    ("2021年三季度", "2021年三季度", "quarter", "2021-07-01", "2021-09-30"),
    ("2021年第3季度", "2021年第3季度", "quarter", "2021-07-01", "2021-09-30"),
    ("2021年前三季度", "2021年前三季度", "ytd", "2021-01-01", "2021-09-30"),
    ("2021年1—9月", "2021年1—9月", "ytd", "2021-01-01", "2021-09-30"),
    ("2021年1-9月份", "2021年1-9月份", "ytd", "2021-01-01", "2021-09-30"),
    ("2021年1月至9月", "2021年1月至9月", "ytd", "2021-01-01", "2021-09-30"),
    ("2020年2月", "2020年2月", "month", "2020-02-01", "2020-02-29"),
    ("2021年2月26日", "2021年2月26日", "day", "2021-02-26", "2021-02-26"),
    ("1—4月，出口增长", "1—4月", "ytd", "2024-01-01", "2024-04-30"),
    ("前4个月，出口增长", "前4个月", "ytd", "2024-01-01", "2024-04-30"),
    ("一季度，出口增长", "一季度", "quarter", "2024-01-01", "2024-03-31"),
    ("3月，出口增长", "3月", "month", "2024-03-01", "2024-03-31"),
    ("12月，出口增长", "12月", "month", "2023-12-01", "2023-12-31"),
    ("3月8日，召开会议", "3月8日", "day", "2024-03-08", "2024-03-08"),
    ("今年出口增长", "今年", "year", "2024-01-01", "2024-12-31"),
    ("去年出口增长", "去年", "year", "2023-01-01", "2023-12-31"),
    ("前年出口增长", "前年", "year", "2022-01-01", "2022-12-31"),
    ("明年出口增长", "明年", "year", "2025-01-01", "2025-12-31"),
    ("去年上半年", "去年上半年", "half", "2023-01-01", "2023-06-30"),
    ("“十三五”期间", "“十三五”期间", "plan", "2016-01-01", "2020-12-31"),
    ("“十四五”时期", "“十四五”时期", "plan", "2021-01-01", "2025-12-31"),
    ("2018—2020年", "2018—2020年", "span", "2018-01-01", "2020-12-31"),
    ("2018年至2020年", "2018年至2020年", "span", "2018-01-01", "2020-12-31"),
]

# (text, surface, last)
INSTANTS = [
    ("2021年末", "2021年末", "2021-12-31"),
    ("2021年底", "2021年底", "2021-12-31"),
    ("截至2021年9月底", "2021年9月底", "2021-09-30"),
    ("截至4月末", "4月末", "2024-04-30"),
    ("去年底", "去年底", "2023-12-31"),
]

# (text, surface, years, direction)
DURATIONS = [
    ("近3年", "3年", 3, "past"),
    ("过去五年", "五年", 5, "past"),
    ("五年来", "五年", 5, "past"),
    ("未来5年", "5年", 5, "future"),
    ("3年内", "3年", 3, "future"),
    ("连续12年", "12年", 12, ""),
    ("近6个月", "6个月", 0.5, "past"),
]

NOTHING = [
    "年轻干部",
    "同年龄段",
    "一年级学生",
    "3年级学生",
    "2021亩",
    "〔2021〕11号",
    "3.2021",
    "五年级",
    "青年人才",
    "今年轻松",
]


def find(text: str, published: date | None = PUBLISHED) -> list[Period]:
    """The periods of a text."""
    return PeriodReader(published).find(text)


def only(text: str) -> Period:
    """The one period of a text."""
    found = find(text)
    assert len(found) == 1, [text[p.start : p.end] for p in found]
    return found[0]


@pytest.mark.parametrize(("text", "surface", "grain", "first", "last"), PERIODS)
def test_period(text: str, surface: str, grain: str, first: str, last: str) -> None:
    found = only(text)
    assert (text[found.start : found.end], found.grain) == (surface, grain)
    assert (str(found.first), str(found.last), found.instant) == (first, last, False)


@pytest.mark.parametrize(("text", "surface", "last"), INSTANTS)
def test_instant(text: str, surface: str, last: str) -> None:
    found = only(text)
    assert (text[found.start : found.end], str(found.last)) == (surface, last)
    assert found.instant


@pytest.mark.parametrize(("text", "surface", "years", "direction"), DURATIONS)
def test_duration(text: str, surface: str, years: float, direction: str) -> None:
    found = only(text)
    assert (text[found.start : found.end], found.grain) == (surface, "duration")
    assert (found.length, found.direction) == (years, direction)


@pytest.mark.parametrize("text", NOTHING)
def test_no_period(text: str) -> None:
    assert find(text) == []


def test_a_list_of_quarters_is_a_period_each() -> None:
    found = find("一、二、三季度分别增长5%、6%和7%")
    assert [str(p.last) for p in found] == ["2024-03-31", "2024-06-30", "2024-09-30"]


def test_a_month_belongs_to_the_year_before_it() -> None:
    found = find("2021年出口增长，其中9月下降")
    assert [str(p.last) for p in found] == ["2021-12-31", "2021-09-30"]


def test_the_base_of_a_comparison_moves_no_year() -> None:
    found = find("今年比2021年增长，其中3月下降")
    assert [p.year for p in found] == [2024, 2021, 2024]


def test_without_a_date_a_relative_year_stays_open() -> None:
    assert [p.last for p in find("去年出口增长", None)] == [None]
    assert [p.year for p in find("2021年出口增长", None)] == [2021]


@pytest.mark.parametrize("text", ["2021年2月30日", "2021年13月", "0月"])
def test_days_that_do_not_exist_raise_nothing(text: str) -> None:
    for period in find(text):
        assert 0 <= period.start < period.end <= len(text)


def test_an_impossible_month_is_no_period() -> None:
    assert find("13月") == []
