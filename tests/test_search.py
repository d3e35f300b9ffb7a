"""Names found in Chinese, pinyin and English, by parts, by sound, and misspelt."""

import pytest

from qushu.names import DISTRICT, INDICATOR, Named
from qushu.search import exact, search

AMONG = [
    Named(DISTRICT, "1", "青石区", "Qingshi District", "1", "东湖市", 0, ("青石区", "青石"),
          ("东湖市", "东湖")),
    Named(DISTRICT, "2", "青石县", "Qingshi County", "1", "东湖市", 0, ("青石县", "青石")),
    Named(DISTRICT, "3", "长乐区", "Changle District", "3", "东湖市", 9, ("长乐区", "长乐"),
          ("东湖市", "东湖")),
    Named(DISTRICT, "4", "长乐区", "Changle District", "4", "西山市", 0, ("长乐区", "长乐"),
          ("西山市", "西山")),
    Named(DISTRICT, "5", "绿水区", "Lüshui District", "5", "", 0, ("绿水区",)),
    Named(INDICATOR, "exports", "出口总值", "Total exports", "exports", "trade", 5,
          ("出口总值", "出口", "出口额")),
    Named(INDICATOR, "exports.growth", "出口总值·增长率", "Total exports, growth",
          "exports.growth", "trade", 2, ("出口总值·增长率",)),
    Named(INDICATOR, "trade", "进出口总值", "Total imports and exports", "trade", "trade", 3,
          ("进出口总值", "外贸进出口总额")),
    Named(INDICATOR, "rd", "研发经费", "R&D expenditure", "rd", "science", 1,
          ("研发经费", "R&D经费")),
]  # fmt: skip

# (what is typed, the ids that are found, best first)
FOUND = [
    ("青石", ["1", "2"]),
    ("青石区", ["1"]),
    ("qingshi", ["1", "2"]),
    ("Qing Shi", ["1", "2"]),
    ("QINGSHI", ["1", "2"]),
    ("qsq", ["1"]),
    ("Qingshi District", ["1"]),
    ("清石区", ["1"]),
    ("东湖长乐", ["3"]),
    ("东湖市长乐区", ["3"]),
    ("changle", ["3", "4"]),
    ("lushui", ["5"]),
    ("lvshui", ["5"]),
    ("lüshui", ["5"]),
    ("出口", ["exports", "exports.growth", "trade"]),
    ("chukou", ["exports", "exports.growth", "trade"]),
    ("exports", ["exports", "exports.growth", "trade"]),
    ("imports total", ["trade"]),
    ("R&D", ["rd"]),
    ("Ｒ＆Ｄ经费", ["rd"]),
    ("研发费用", ["rd"]),
    ("expotrs", ["exports"]),
    ("qingshii", ["1", "2"]),
]
NOT_FOUND = ["", " ", "·", "zzzzzz", "海关"]

# (what is typed, the ids that are meant)
MEANT = [
    ("1", ["1"]),
    ("青石", ["1", "2"]),
    ("青石县", ["2"]),
    ("qingshixian", ["2"]),
    ("长乐", ["3", "4"]),
    ("西山市长乐区", ["4"]),
    ("changle qu", ["3", "4"]),
    ("exports", ["exports"]),
    ("出口额", ["exports"]),
    ("Total exports", ["exports"]),
    # Near, but not the name.
    ("出", []),
    ("清石区", []),
    ("qsq", []),
]


@pytest.mark.parametrize(("typed", "ids"), FOUND)
def test_found_best_first(typed: str, ids: list[str]) -> None:
    assert [match.named.id for match in search(AMONG, typed)][: len(ids)] == ids


@pytest.mark.parametrize("typed", NOT_FOUND)
def test_nothing_is_called_so(typed: str) -> None:
    assert search(AMONG, typed) == []


@pytest.mark.parametrize(("typed", "ids"), MEANT)
def test_meant(typed: str, ids: list[str]) -> None:
    assert [named.id for named in exact(AMONG, typed)] == ids


def test_what_is_only_alike_stays_out_where_something_has_the_name() -> None:
    assert {match.named.id for match in search(AMONG, "青石区")} == {"1"}
