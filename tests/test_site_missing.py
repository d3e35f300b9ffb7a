"""What an identity lacks, told in words.

| missing                                  | told as                                   |
| ---------------------------------------- | ----------------------------------------- |
| gdp@500120:2021-01-01/2021-12-31         | the indicator, the place, 2021            |
| 1 of 2 parts                             | 1, of 2                                   |
| the rest of the total                    | itself                                    |
"""

import pytest

from qushu.site.catalogue import Catalogue
from qushu.site.missing import Parts, Term, days, told

GDP = {"name_zh": "地区生产总值", "name_en": "Gross domestic product"}
PHRASE = {"name_zh": "夜市摊位数", "name_en": None}
PLACE = {"name_zh": "璧山区", "name_en": "Bishan District"}
CATALOGUE = Catalogue({"500120": PLACE}, {"gdp": GDP}, {}, {}, {})
CONCEPTS = {"gdp": GDP, "x0a": PHRASE}


@pytest.mark.parametrize(
    ("missing", "terms"),
    [
        ("gdp@500120:2021-01-01/2021-12-31", [Term("gdp", GDP, None, "500120", "2021")]),
        ("gdp@zone-x:../2021-12-31", [Term("gdp", GDP, None, None, "2021-12-31")]),
        (
            "gdp.growth.yoy@500120:2021-04-01/2021-06-30",
            [Term(None, GDP, "growth", "500120", "2021-Q2")],
        ),
        ("x0a~1b2c@500120:2021-07-01/2021-07-31", [Term(None, PHRASE, None, "500120", "2021-07")]),
        (
            "x0a.share.gdp@500120:../2020-12-31, gdp@500120:../2020-12-31",
            [
                Term(None, PHRASE, "share", "500120", "2020-12-31"),
                Term("gdp", GDP, None, "500120", "2020-12-31"),
            ],
        ),
        (
            "500120.growth.yoy@500120:../2020-12-31",
            [Term(None, PLACE, "growth", "500120", "2020-12-31")],
        ),
        (
            "外贸.growth.yoy@500120:../2020-12-31",
            [Term(None, {"name_zh": "外贸", "name_en": None}, "growth", "500120", "2020-12-31")],
        ),
        ("1 of 2 parts", [Parts(1, 2)]),
        ("the rest of the total", ["the rest of the total"]),
    ],
)
def test_what_is_missing_is_told_in_words(missing: str, terms: list[object]) -> None:
    assert told(missing, CATALOGUE, CONCEPTS) == terms


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-07-01", "2021-09-30", "2021-Q3"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2021-02-01", "2021-04-30", "2021-02-01/2021-04-30"),
        ("2017-01-01", "2021-12-31", "2017-01-01/2021-12-31"),
        ("2021-01-02", "2021-12-31", "2021-01-02/2021-12-31"),
        ("..", "2021-12-31", "2021-12-31"),
    ],
)
def test_days_are_written_as_the_period_that_they_are(first: str, last: str, period: str) -> None:
    assert days(first, last) == period
