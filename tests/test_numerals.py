"""Numbers as they are printed: Arabic and Chinese, with scale, unit and their own bounds.

| text         | number | scale | unit | form    | note                                |
| ------------ | ------ | ----- | ---- | ------- | ----------------------------------- |
| 125.93亿元   | 125.93 | 亿    | 元   | number  | the scale is named, never applied   |
| 1,234户      | 1234   |       | 户   | number  |                                     |
| 2300余家     | 2300   |       | 家   | number  | infix 余                            |
| 8.2—8.6亿元  | 8.2 8.6| 亿    | 元   | range   |                                     |
| 三百五十余家 | 350    |       | 家   | number  | resolution 10                       |
| 三分之二     | 66.67  |       | %    | fraction| exact                               |
| 近七成       | 7      |       | 成   | tenths  |                                     |
| 翻两番       | 300    |       | %    | fold    |                                     |
"""

import pytest
from generator import chinese

from ingest.numerals import NumeralReader, Quantity
from ingest.vocabulary import load

# (text, surface, number, scale, unit)
NUMBERS = [
    ("出口125.93亿元", "125.93亿元", "125.93", "亿", "元"),
    ("企业2318户", "2318户", "2318", "", "户"),
    ("企业1,234户", "1,234户", "1234", "", "户"),
    ("财政收入1,234,567元", "1,234,567元", "1234567", "", "元"),
    ("常住人口58.6万人", "58.6万人", "58.6", "万", "人"),
    ("总值47.1万亿元", "47.1万亿元", "47.1", "万亿", "元"),
    ("资金3千万元", "3千万元", "3", "千万", "元"),
    ("增长12.5%", "12.5%", "12.5", "", "%"),
    ("提高1.2个百分点", "1.2个百分点", "1.2", "", "个百分点"),
    ("提高1.2百分点", "1.2百分点", "1.2", "", "个百分点"),
    ("厂房35万㎡", "35万㎡", "35", "万", "平方米"),
    ("外资2.6亿美元", "2.6亿美元", "2.6", "亿", "美元"),
    ("浓度35微克/立方米", "35微克/立方米", "35", "", "微克/立方米"),
    ("用时0.5个工作日", "0.5个工作日", "0.5", "", "工作日"),
    ("游客3.5亿人次", "3.5亿人次", "3.5", "亿", "人次"),
    ("企业三百五十家", "三百五十家", "350", "", "家"),
    ("贷款四千七百万元", "四千七百万元", "47000000", "", "元"),
    ("商户二十万户", "二十万户", "200000", "", "户"),
    ("学校两所", "两所", "2", "", "所"),
    ("增长百分之七点八", "百分之七点八", "7.8", "", "%"),
    ("出生率千分之七", "千分之七", "7", "", "‰"),
    ("占三分之二", "三分之二", "66.67", "", "%"),
    ("占1/4", "1/4", "25", "", "%"),
    ("占七成", "七成", "7", "", "成"),
    ("占八成五", "八成五", "8.5", "", "成"),
    ("翻一番", "一番", "100", "", "%"),
    ("翻了两番", "两番", "300", "", "%"),
    ("与上年持平", "持平", "0", "", "%"),
    ("占比过半", "半", "50", "", "%"),
    ("围绕五大任务", "五大", "5", "", "个"),
    ("半个工作日", "半个工作日", "0.5", "", "工作日"),
]

# (text, surface, low, high, unit)
RANGES = [
    ("配备2-3名", "2-3名", "2", "3", "名"),
    ("新建4至6个", "4至6个", "4", "6", "个"),
    ("新建4到6个", "4到6个", "4", "6", "个"),
    ("新建4~6个", "4~6个", "4", "6", "个"),
    ("投资8.2—8.6亿元", "8.2—8.6亿元", "8.2", "8.6", "元"),
    ("增长6%—8%", "6%—8%", "6", "8", "%"),
    ("占六至七成", "六至七成", "6", "7", "成"),
    ("新增五六家", "五六家", "5", "6", "家"),
]

# (text, infix, resolution)
BOUNDED = [
    ("企业2300余家", "余", "1"),
    ("企业2300多家", "多", "1"),
    ("职工3万余人", "余", "1"),
    ("税收20余亿元", "余", "1"),
    ("企业三百五十余家", "余", "10"),
    ("企业两千多家", "多", "1000"),
    ("走访数百家", "数", "100"),
    ("增长12.55%", "", "0.01"),
    ("增长12%", "", "1"),
    ("占三分之一", "", ""),
]

NOTHING = [
    "成为标杆",
    "成立大会",
    "成都平原",
    "第一名单",
    "一家人",
    "三个代表",
    "千家万户",
    "三人行必有我师",
    "零跑",
    "“三化”改造",
    "“六稳”“六保”",
    "十二届",
    "三级联动",
    "一步到位",
]

# (Chinese integer, its value, the place value of its last digit)
INTEGERS = [
    ("两", 2, 1),
    ("九", 9, 1),
    ("十二", 12, 1),
    ("二十", 20, 10),
    ("九十九", 99, 1),
    ("三百五十", 350, 10),
    ("一百零二", 102, 1),
    ("一千二百", 1200, 100),
    ("三千零五十", 3050, 10),
    ("二十万", 200_000, 100_000),
    ("一百二十万", 1_200_000, 100_000),
    ("四千七百万", 47_000_000, 1_000_000),
    ("三亿", 300_000_000, 100_000_000),
]


@pytest.fixture(scope="module")
def reader() -> NumeralReader:
    """The reader of numerals with the vocabularies of the seeds."""
    return NumeralReader(load())


def only(reader: NumeralReader, text: str) -> Quantity:
    """The one quantity of a text."""
    found = reader.find(text, [])
    assert len(found) == 1, [text[q.start : q.end] for q in found]
    return found[0]


@pytest.mark.parametrize(("text", "surface", "number", "scale", "unit"), NUMBERS)
def test_number(
    reader: NumeralReader, text: str, surface: str, number: str, scale: str, unit: str
) -> None:
    found = only(reader, text)
    assert text[found.start : found.end] == surface
    assert (found.number, found.scale, found.unit) == (number, scale, unit)


@pytest.mark.parametrize(("text", "surface", "low", "high", "unit"), RANGES)
def test_range(
    reader: NumeralReader, text: str, surface: str, low: str, high: str, unit: str
) -> None:
    found = only(reader, text)
    assert text[found.start : found.end] == surface
    assert (found.form, found.low, found.high, found.unit) == ("range", low, high, unit)


@pytest.mark.parametrize(("text", "infix", "resolution"), BOUNDED)
def test_infix_and_resolution(
    reader: NumeralReader, text: str, infix: str, resolution: str
) -> None:
    found = only(reader, text)
    assert (found.infix, found.resolution) == (infix, resolution)


@pytest.mark.parametrize("text", NOTHING)
def test_no_numeral(reader: NumeralReader, text: str) -> None:
    assert reader.find(text, []) == []


def test_a_ratio_has_parts(reader: NumeralReader) -> None:
    text = "结构比为2.1:38.4:59.5"
    found = only(reader, text)
    assert found.form == "ratio"
    assert [(text[s:e], number) for s, e, number in found.parts] == [
        ("2.1", "2.1"),
        ("38.4", "38.4"),
        ("59.5", "59.5"),
    ]


def test_from_to_states_two_numbers(reader: NumeralReader) -> None:
    found = reader.find("由2家到6家", [])
    assert [q.number for q in found] == ["2", "6"]


def test_taken_spans_are_left_alone(reader: NumeralReader) -> None:
    text = "2023年有企业35家"
    assert [q.number for q in reader.find(text, [(0, 5)])] == ["35"]


def test_quantities_stand_in_order_without_overlap(reader: NumeralReader) -> None:
    text = "企业2300余家，三成出口，出口3.5亿元、增长6%—8%，结构2:38:60，新增五六家"
    end = 0
    for quantity in reader.find(text, []):
        assert end <= quantity.start < quantity.end
        end = quantity.end


@pytest.mark.parametrize(("text", "value", "place"), INTEGERS)
def test_chinese_integer(reader: NumeralReader, text: str, value: int, place: int) -> None:
    found = only(reader, f"企业{text}户")
    assert (int(found.number), found.unit) == (value, "户")
    # The last digit before 万 or 亿 counts as one of it: exact to a factor, and never too coarse.
    assert place % int(found.resolution) == 0


def test_every_generated_integer_is_read(reader: NumeralReader) -> None:
    for number in range(2, 10_000, 7):
        assert only(reader, f"企业{chinese(number)}户").number == str(number)


@pytest.mark.parametrize(
    ("text", "value"), [("一亿二千万", 120_000_000), ("三亿五千万", 350_000_000)]
)
def test_wan_after_yi(reader: NumeralReader, text: str, value: int) -> None:
    assert int(only(reader, f"贷款{text}元").number) == value


def test_a_noun_that_ends_in_shu(reader: NumeralReader) -> None:
    assert only(reader, "企业户数二十万户").number == "200000"


def test_resolution_before_wan(reader: NumeralReader) -> None:
    assert only(reader, "贷款四千七百万元").resolution == "1000000"
