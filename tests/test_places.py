"""Places: found by name, told apart by what a text is about, and left out inside of other names.

| in a text about | 全市     | 全区     | a name       | is              |
| --------------- | -------- | -------- | ------------ | --------------- |
| 重庆市渝中区    | 重庆市   | 渝中区   | 江北区       | 重庆市江北区    |
| 宁波市海曙区    | 宁波市   | 海曙区   | 江北区       | 宁波市江北区    |
| 江苏省昆山市    | 昆山市   |          | 鼓楼区       | left open       |
"""

import pytest

from ingest.places import NATION, Gazetteer, deictics
from ingest.vocabulary import load

# (name, what the text is about, the code of what it means)
RESOLVED = [
    ("渝中区", "", "500103"),
    ("渝中", "", "500103"),
    ("重庆市", "", "500000"),
    ("重庆", "", "500000"),
    ("江北区", "500103", "500105"),
    ("江北区", "330203", "330205"),
    ("鼓楼区", "320100", "320106"),
    ("鼓楼区", "350100", "350102"),
    ("昆山市", "", "320583"),
    ("彭水县", "", "500243"),
    ("彭水苗族土家族自治县", "", "500243"),
    ("海淀区", "", "110108"),
]

# (word, what the text is about, the code of what it points at)
DEICTIC = [
    ("全国", "500103", NATION),
    ("我国", "500103", NATION),
    ("全市", "500103", "500000"),
    ("全区", "500103", "500103"),
    ("我区", "500103", "500103"),
    ("该区", "500103", "500103"),
    ("全省", "510107", "510000"),
    ("全市", "510107", "510100"),
    ("全县", "500235", "500235"),
    ("全市", "320583", "320583"),
    ("辖区", "500103", "500103"),
]

NO_PLACE = ["重庆大学", "重庆日报", "南京路", "北京银行", "重庆机场", "上海交大"]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """All places of the seeds."""
    return Gazetteer(load())


def code(gazetteer: Gazetteer, text: str, near: str) -> str:
    """The district that the one place of a text means."""
    (mention,) = gazetteer.find(text)
    return gazetteer.resolve(mention.name, mention.candidates, near)


@pytest.mark.parametrize(("name", "near", "expected"), RESOLVED)
def test_a_name_by_its_context(gazetteer: Gazetteer, name: str, near: str, expected: str) -> None:
    assert code(gazetteer, f"{name}出口增长", near) == expected


@pytest.mark.parametrize(("word", "near", "expected"), DEICTIC)
def test_words_that_point(gazetteer: Gazetteer, word: str, near: str, expected: str) -> None:
    subject = gazetteer.deictic(word, near)
    assert subject is not None
    assert subject.district_id == expected


def test_words_that_point_at_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.deictic("全区", "") is None


def test_an_ambiguous_name_stays_open(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find("鼓楼区")
    assert len(mention.candidates) > 1
    assert gazetteer.resolve("鼓楼区", mention.candidates, "") == ""


@pytest.mark.parametrize("name", NO_PLACE)
def test_part_of_another_name(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(f"{name}发布消息") == []


def test_a_chain_of_places(gazetteer: Gazetteer) -> None:
    assert gazetteer.ancestors("500103") == ["500103", "500000", NATION]
    assert gazetteer.ancestors("510107") == ["510107", "510100", "510000", NATION]


def test_the_main_place_is_the_narrower_one(gazetteer: Gazetteer) -> None:
    text = "重庆市渝中区召开大会。渝中区出口增长，重庆市出口增长。"
    assert gazetteer.main_place(text, "") == "500103"
    assert gazetteer.main_place("会议召开。", "") == ""


def test_subjects_have_a_kind(gazetteer: Gazetteer) -> None:
    kinds = {i: gazetteer.subject(i).kind for i in (NATION, "500000", "510100", "500103")}
    assert kinds == {NATION: "nation", "500000": "city", "510100": "city", "500103": "district"}


def test_deictics_are_found_in_a_text() -> None:
    text = "全区增长，比全市高，我国和该县"
    assert [word for _, _, word in deictics(text)] == ["全区", "全市", "我国", "该县"]
    assert all(text[start:end] == word for start, end, word in deictics(text))
