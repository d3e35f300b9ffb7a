"""Places, units and scales: the vocabularies other parts look things up in.

| seed             | what must hold                                                         |
| ---------------- | ---------------------------------------------------------------------- |
| districts        | parents exist, no circle, known places, former divisions lead somewhere |
| district_aliases | every place under its full name, namesakes kept apart                  |
| units            | exact factors, one reference unit a dimension                          |
| unit_aliases     | every unit its own alias                                               |
| scales           | powers of ten                                                          |
"""

import csv
import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
KEYS = {
    "districts": ("district_id",),
    "district_aliases": ("alias", "district_id"),
    "units": ("unit",),
    "unit_aliases": ("alias",),
    "scales": ("scale",),
}
Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def districts() -> dict[str, Row]:
    return {row["district_id"]: row for row in read("districts")}


@pytest.fixture(scope="module")
def meanings() -> dict[str, set[str]]:
    """The places each alias may mean."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read("district_aliases"):
        found[row["alias"]].add(row["district_id"])
    return found


@pytest.fixture(scope="module")
def units() -> dict[str, Row]:
    return {row["unit"]: row for row in read("units")}


@pytest.mark.parametrize("name", KEYS)
def test_sorted_by_a_unique_key(name: str) -> None:
    keys = [tuple(row[column] for column in KEYS[name]) for row in read(name)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", KEYS)
def test_file_is_plain(name: str) -> None:
    text = (SEEDS / f"{name}.csv").read_bytes().decode("utf-8")
    assert "\r" not in text and "\ufeff" not in text and text.endswith("\n")
    assert not re.search(r"(?m)[ \t]$|, |^ ", re.sub(r'"[^"\n]*"', "", text))


# --- districts -----------------------------------------------------------------------------------


def test_every_place_leads_up_to_the_nation(districts: dict[str, Row]) -> None:
    for district_id in districts:
        chain = [district_id]
        while parent := districts[chain[-1]]["parent_district_id"]:
            assert parent not in chain, f"{district_id} is part of itself"
            chain.append(parent)
        assert chain[-1] == "100000"


def test_only_zones_and_former_divisions_lack_a_code(districts: dict[str, Row]) -> None:
    for row in districts.values():
        if row["type"] == "zone":
            assert row["code"] == "" and row["district_id"].startswith("zone-")
        elif row["valid_to"]:
            assert row["district_id"].startswith((row["code"] + "-", "former-"))
        else:
            assert row["district_id"] == row["code"] and re.fullmatch(r"\d{6}", row["code"])


def test_ids_are_plain_ascii(districts: dict[str, Row]) -> None:
    assert [i for i in districts if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_levels(districts: dict[str, Row]) -> None:
    count = Counter(row["type"] for row in districts.values() if not row["valid_to"])
    assert count["nation"] == 1 and count["province"] == 34
    assert 330 <= count["city"] <= 340
    assert 2840 <= count["district"] + count["county"] <= 2880
    assert count["zone"] >= 150
    municipalities = {i for i, row in districts.items() if row["is_municipality"] == "true"}
    assert municipalities == {"110000", "120000", "310000", "500000"}


def test_no_pseudo_divisions(districts: dict[str, Row]) -> None:
    names = {row["name_zh"] for row in districts.values()}
    assert not names & {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
    assert all(len(row["short_name_zh"]) > 1 for row in districts.values())


@pytest.mark.parametrize(
    ("district_id", "name_zh", "short", "name_en", "kind", "parent"),
    [
        ("500000", "重庆市", "重庆", "Chongqing", "province", "100000"),
        ("500104", "大渡口区", "大渡口", "Dadukou District", "district", "500000"),
        ("500109", "北碚区", "北碚", "Beibei District", "district", "500000"),
        ("500102", "涪陵区", "涪陵", "Fuling District", "district", "500000"),
        ("500110", "綦江区", "綦江", "Qijiang District", "district", "500000"),
        ("500115", "长寿区", "长寿", "Changshou District", "district", "500000"),
        ("500233", "忠县", "忠县", "Zhong County", "county", "500000"),
        (
            "500243",
            "彭水苗族土家族自治县",
            "彭水",
            "Pengshui Miao and Tujia Autonomous County",
            "county",
            "500000",
        ),
        ("610000", "陕西省", "陕西", "Shaanxi", "province", "100000"),
        ("540000", "西藏自治区", "西藏", "Tibet", "province", "100000"),
        ("150000", "内蒙古自治区", "内蒙古", "Inner Mongolia", "province", "100000"),
        ("810000", "香港特别行政区", "香港", "Hong Kong", "province", "100000"),
        ("441900", "东莞市", "东莞", "Dongguan", "city", "440000"),
        ("320583", "昆山市", "昆山", "Kunshan", "county", "320500"),
        ("429021", "神农架林区", "神农架", "Shennongjia Forestry District", "district", "420000"),
        ("520203", "六枝特区", "六枝", "Luzhi Special District", "district", "520200"),
        ("231202", "北林区", "北林", "Beilin District", "district", "231200"),
    ],
)
def test_known_place(
    districts: dict[str, Row],
    district_id: str,
    name_zh: str,
    short: str,
    name_en: str,
    kind: str,
    parent: str,
) -> None:
    row = districts[district_id]
    assert (row["name_zh"], row["short_name_zh"], row["name_en"]) == (name_zh, short, name_en)
    assert (row["type"], row["parent_district_id"], row["valid_to"]) == (kind, parent, "")


def test_chongqing_has_its_38_divisions(districts: dict[str, Row]) -> None:
    current = [
        row
        for row in districts.values()
        if row["parent_district_id"] == "500000" and row["code"] and not row["valid_to"]
    ]
    assert Counter(row["type"] for row in current) == {"district": 26, "county": 12}


def test_former_divisions_end_where_their_successor_begins(districts: dict[str, Row]) -> None:
    former = [row for row in districts.values() if row["valid_to"]]
    assert {"500110-2011", "500222-2011", "500381-2006"} <= {row["district_id"] for row in former}
    for row in former:
        assert "1997-03-14" <= row["valid_from"] < row["valid_to"]
        if row["successor_district_id"]:
            successor = districts[row["successor_district_id"]]
            assert successor["valid_to"] == ""
            assert successor["valid_from"] >= row["valid_to"]
    assert districts["500110-2011"]["name_zh"] == "万盛区"
    assert districts["500110-2011"]["successor_district_id"] == "500110"


# --- district_aliases ----------------------------------------------------------------------------


def test_every_place_is_found_by_its_full_name(
    districts: dict[str, Row], meanings: dict[str, set[str]]
) -> None:
    assert [i for i, row in districts.items() if i not in meanings[row["name_zh"]]] == []
    assert set().union(*meanings.values()) == set(districts)
    assert all(len(alias) > 1 for alias in meanings if meanings[alias])


@pytest.mark.parametrize(
    ("alias", "at_least"), [("江北区", 2), ("鼓楼区", 4), ("朝阳", 4), ("吉林", 2)]
)
def test_namesakes_are_all_kept(meanings: dict[str, set[str]], alias: str, at_least: int) -> None:
    assert len(meanings[alias]) >= at_least


@pytest.mark.parametrize(
    ("alias", "name_zh"),
    [
        ("彭水县", "彭水苗族土家族自治县"),
        ("恩施州", "恩施土家族苗族自治州"),
        ("重庆经开区", "重庆经济技术开发区"),
        ("重庆高新区", "重庆高新技术产业开发区"),
        ("两江新区", "重庆两江新区"),
        ("江津", "江津区"),
        ("江津市", "江津市"),
        ("浦东", "浦东新区"),
        ("全国", "中国"),
    ],
)
def test_alias_means(
    districts: dict[str, Row], meanings: dict[str, set[str]], alias: str, name_zh: str
) -> None:
    assert {districts[i]["name_zh"] for i in meanings[alias]} == {name_zh}


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        *(
            (word, "true")
            for word in ("和平", "朝阳", "双城", "通道", "资源", "新平", "和政", "长寿")
        ),
        *((word, "false") for word in ("江北", "永川", "北碚", "延安", "重庆", "江北区", "朝阳区")),
    ],
)
def test_common_words_are_marked(alias: str, expected: str) -> None:
    marks = {row["is_common_word"] for row in read("district_aliases") if row["alias"] == alias}
    assert marks == {expected}


# --- units and scales ----------------------------------------------------------------------------


def test_units_lead_to_a_base_and_one_reference_per_dimension(units: dict[str, Row]) -> None:
    assert len(units) >= 150
    references = defaultdict(set)
    for row in units.values():
        base, reference = units[row["base_unit"]], units[row["reference_unit"]]
        assert base["base_unit"] == row["base_unit"], "a base unit is its own base"
        assert reference["reference_unit"] == row["reference_unit"]
        assert base["dimension"] == reference["dimension"] == row["dimension"]
        references[row["dimension"]].add(row["reference_unit"])
    assert {d: r for d, r in references.items() if len(r) > 1} == {}


def test_factors_are_exact_and_agree(units: dict[str, Row]) -> None:
    for row in units.values():
        to_base, to_reference = Decimal(row["factor_to_base"]), Decimal(row["factor_to_reference"])
        assert to_base > 0 and to_reference > 0
        assert -int(to_reference.as_tuple().exponent) <= 18
        if row["unit"] == row["base_unit"]:
            assert to_base == 1
        if row["unit"] == row["reference_unit"]:
            assert to_reference == 1
        base = units[row["base_unit"]]
        assert to_reference == to_base * Decimal(base["factor_to_reference"]), row["unit"]


@pytest.mark.parametrize(
    ("unit", "base_unit", "to_base", "reference_unit", "to_reference"),
    [
        ("成", "%", "10", "%", "10"),
        ("‰", "‰", "1", "%", "0.1"),
        ("角", "元", "0.1", "元", "0.1"),
        ("公斤", "公斤", "1", "千克", "1"),
        ("平方公里", "平方公里", "1", "平方米", "1000000"),
        ("公顷", "公顷", "1", "平方米", "10000"),
        ("亩", "亩", "1", "平方米", "666.666666666667"),
        ("家", "家", "1", "个", "1"),
        ("人", "人", "1", "人", "1"),
        ("吨", "吨", "1", "千克", "1000"),
        ("元/亩", "元/亩", "1", "元/平方米", "0.0015"),
        ("海里", "海里", "1", "米", "1852"),
    ],
)
def test_known_unit(
    units: dict[str, Row],
    unit: str,
    base_unit: str,
    to_base: str,
    reference_unit: str,
    to_reference: str,
) -> None:
    row = units[unit]
    assert (row["base_unit"], row["reference_unit"]) == (base_unit, reference_unit)
    assert Decimal(row["factor_to_base"]) == Decimal(to_base)
    assert Decimal(row["factor_to_reference"]) == Decimal(to_reference)


def test_currencies_are_money(units: dict[str, Row]) -> None:
    for row in units.values():
        money = re.fullmatch(r"money_[a-z]{3}", row["dimension"]) is not None
        assert (row["is_currency"] == "true") == money


def test_aliases_stand_for_units(units: dict[str, Row]) -> None:
    aliases = {row["alias"]: row["unit"] for row in read("unit_aliases")}
    assert set(aliases.values()) == set(units)
    assert all(aliases[unit] == unit for unit in units)
    assert aliases["㎡"] == "平方米" and aliases["％"] == "%"
    assert aliases["百分点"] == "个百分点" and aliases["平方千米"] == "平方公里"


def test_scales_are_powers_of_ten() -> None:
    scales = {row["scale"]: int(row["factor"]) for row in read("scales")}
    assert all(re.fullmatch("10+", str(factor)) for factor in scales.values())
    assert len(set(scales.values())) == len(scales)
    assert (scales["十"], scales["万"], scales["亿"]) == (10, 10**4, 10**8)
    assert scales["万亿"] == 10**12
    simple = {"十", "百", "千", "万", "亿"}
    for scale, factor in scales.items():
        product = 1
        for character in scale:
            assert character in simple
            product *= scales[character]
        assert factor == product
