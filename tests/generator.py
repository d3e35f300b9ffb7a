"""Writes Chinese statistical prose with known truth, from the vocabularies in `seeds/`.

| style    | example                                                        |
| -------- | -------------------------------------------------------------- |
| level    | 2023年，渝中区出口总值35.2亿元。                               |
| growth   | 2023年，渝中区出口总值35.2亿元，比上年下降3.1%。               |
| share    | 2023年，渝中区小学在校学生数占全市的12.5%。                    |
| rank     | 2023年，渝中区出口总值35.2亿元，居全市第3位。                  |
| gap      | 2023年，渝中区出口总值增长3.1%，增速比全市高0.4个百分点。      |
| among    | 2023年，渝中区进出口总值35.2亿元，其中出口总值12.6亿元。       |
| lists    | 2023年，渝中区出口总值、进口总值分别增长3.1%和下降0.4%。       |
| series   | … 分别为35.2亿元、12.6亿元，分别增长3.1%和4.2%。               |
| fromto   | 渝中区医院数由2019年的12家增加到2023年的18家。                 |
| targets  | 到2027年，渝中区医院数力争达到18家。                           |
| estimate | 预计2023年渝中区出口总值达到35.2亿元。                         |
| bounds   | 2023年，渝中区医院数不少于18家。                               |
| chinese  | 2023年，渝中区医院数达到三百五十余家。                         |

Everything follows from the seed of the `random.Random` that is handed in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from random import Random

from reading import seed

#: The year in which every generated text was published, and the one that it reviews.
PUBLISHED, THIS_YEAR, YEAR = "2024-03", 2024, 2023


@dataclass(frozen=True, slots=True)
class Place:
    """A district whose name no other place bears, and the city or province that it lies in."""

    name: str
    above: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A catalogued indicator that prose states as an amount; ``name`` is how the text calls it."""

    concept_id: str
    name: str
    unit: str
    catalogue_name: str


@dataclass(frozen=True, slots=True)
class Truth:
    """What a number in a generated text states; the value in base units."""

    surface: str
    value: Decimal
    unit: str
    measure: str
    subject: str
    concept: Measured
    year: int = YEAR
    status: str = "actual"
    bound: str = "eq"


@dataclass(slots=True)
class Text:
    """A sentence or a document, with the facts that it states in their order."""

    text: str
    place: str
    style: str
    facts: list[Truth] = field(default_factory=list)
    published: str = PUBLISHED


@cache
def places() -> list[Place]:
    """The districts and counties of today whose names are unique, with what they lie in."""
    rows = {row["district_id"]: row for row in seed("districts.csv")}
    bearers: dict[str, int] = {}
    for row in seed("district_aliases.csv"):
        bearers[row["alias"]] = bearers.get(row["alias"], 0) + 1
    return [
        Place(row["name_zh"], rows[row["parent_district_id"]]["name_zh"])
        for row in rows.values()
        if row["type"] in ("district", "county")
        and not row["valid_to"]
        and bearers.get(row["name_zh"]) == 1
        and rows[row["parent_district_id"]]["name_zh"].endswith("市")
    ]


#: Units that prose scales, and those that it prints as they are.
_SCALED = {"元": ("万", "亿", "亿"), "人": ("", "万"), "吨": ("", "万"), "户": ("", "万")}
_COUNTED = {"家", "个", "件", "所", "项"}


@cache
def indicators() -> list[Measured]:
    """The catalogued amounts, under each of their names that is plain Chinese."""
    rows = {
        row["indicator_id"]: row
        for row in seed("indicators.csv")
        if row["temporal"] in ("flow", "stock") and row["unit"] in _COUNTED | set(_SCALED)
    }
    return [
        Measured(row["indicator_id"], row["alias"], concept["unit"], concept["name_zh"])
        for row in seed("indicator_aliases.csv")
        if (concept := rows.get(row["indicator_id"])) and _plain(row["alias"])
    ]


_PLAIN = re.compile(r"[\u4e00-\u9fff]{4,}")
#: What speaks of a change, a rate or another period, or ends in a unit.
_NOT_PLAIN = re.compile(
    r"[每均增减升降累计年月底末比率一二三四五六七八九十百千万亿两新]|全[市区县省国]|[家户个人件所项]$"
)


def _plain(name: str) -> bool:
    return bool(_PLAIN.fullmatch(name)) and not _NOT_PLAIN.search(name)


@cache
def parts() -> list[tuple[Measured, Measured]]:
    """Indicators and the one that they are a part of."""
    known = {i.concept_id: i for i in indicators() if i.name == i.catalogue_name}
    sums = {row["identity_id"] for row in seed("identities.csv") if row["kind"] == "sum"}
    totals = {
        row["identity_id"]: row
        for row in seed("identity_parts.csv")
        if row["role"] == "left" and row["identity_id"] in sums
    }
    return [
        (known[row["indicator_id"]], known[total["indicator_id"]])
        for row in seed("identity_parts.csv")
        if row["role"] == "part"
        and (total := totals.get(row["identity_id"]))
        and {row["indicator_id"], total["indicator_id"]} <= known.keys()
    ]


def chinese(number: int) -> str:
    """Write a number below 10,000 in Chinese numerals."""
    digits, result, gap = "零一二三四五六七八九", "", False
    for power, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            result += ("零" if gap and result else "") + digits[digit] + mark
            gap = False
        else:
            gap = bool(result)
    return result.removeprefix("一") if result.startswith("一十") else result


class Writer:
    """Writes sentences and documents about one place."""

    def __init__(self, random: Random, place: Place | None = None) -> None:
        self.random = random
        self.place = place or random.choice(places())

    # --- the parts of a sentence ----------------------------------------------------------------

    def amount(self, unit: str) -> tuple[str, Decimal]:
        """An amount as printed, and its value."""
        scale = self.random.choice(_SCALED.get(unit, ("",)))
        if not scale:
            number = self.random.randint(11, 9999)
            return f"{number}{unit}", Decimal(number)
        printed = f"{self.random.randint(1, 900)}.{self.random.randint(1, 99):02}"
        factor = {"万": 10**4, "亿": 10**8}[scale]
        return f"{printed}{scale}{unit}", Decimal(printed) * factor

    def percent(self, most: int = 30) -> tuple[str, Decimal]:
        """A percentage as printed, and its value."""
        printed = f"{self.random.randint(0, most)}.{self.random.randint(1, 9)}"
        return f"{printed}%", Decimal(printed)

    def change(self) -> tuple[str, str, Decimal]:
        """A word of growth or decline, the percentage as printed, and its signed value."""
        word, sign = self.random.choice([("增长", 1), ("下降", -1)])
        printed, value = self.percent()
        return word, printed, sign * value

    def several(self, count: int) -> list[Measured]:
        """Different indicators of one unit."""
        first = self.random.choice(indicators())
        others = {i.concept_id: i for i in indicators() if i.unit == first.unit}
        others.pop(first.concept_id)
        return [first, *self.random.sample(sorted(others.values(), key=str), count - 1)]

    def opening(self) -> str:
        """When and where."""
        name = self.place.name
        return self.random.choice(
            [f"{YEAR}年，{name}", f"{YEAR}年，全{self._kind()}", f"{YEAR}年{name}"]
        )

    def _kind(self) -> str:
        return self.place.name[-1]

    def _level(self, what: Measured, **more: object) -> Truth:
        printed, value = self.amount(what.unit)
        return Truth(printed, value, what.unit, "level", self.place.name, what, **more)  # type: ignore[arg-type]

    def _growth(self, what: Measured) -> tuple[str, Truth]:
        word, printed, value = self.change()
        return word + printed, Truth(printed, value, "%", "growth", self.place.name, what)

    # --- the styles -----------------------------------------------------------------------------

    def level(self) -> Text:
        what = self.random.choice(indicators())
        fact = self._level(what)
        verb = self.random.choice(["", "为", "达", "达到"])
        return self._text("level", f"{self.opening()}{what.name}{verb}{fact.surface}。", [fact])

    def growth(self) -> Text:
        what = self.random.choice(indicators())
        fact = self._level(what)
        words, growth = self._growth(what)
        base = self.random.choice(["", "同比", "比上年", "较上年"])
        text = f"{self.opening()}{what.name}{fact.surface}，{base}{words}。"
        return self._text("growth", text, [fact, growth])

    def share(self) -> Text:
        part, whole = self.random.choice(parts())
        printed, value = self.percent(90)
        fact = Truth(printed, value, "%", "share", self.place.name, part)
        phrase = self.random.choice(
            [f"占{whole.name}的{printed}", f"占{whole.name}比重为{printed}", f"占全市的{printed}"]
        )
        return self._text("share", f"{self.opening()}{part.name}{phrase}。", [fact])

    def rank(self) -> Text:
        what = self.random.choice(indicators())
        fact = self._level(what)
        place = self.random.randint(2, 20)
        verb = self.random.choice(["居", "位列", "排名"])
        surface = self.random.choice([f"{place}位", f"{chinese(place)}位"])
        rank = Truth(surface, Decimal(place), "位", "rank", self.place.name, what)
        text = f"{self.opening()}{what.name}{fact.surface}，{verb}全市第{surface}。"
        return self._text("rank", text, [fact, rank])

    def gap(self) -> Text:
        what = self.random.choice(indicators())
        words, growth = self._growth(what)
        word, sign = self.random.choice([("高", 1), ("低", -1)])
        printed, value = self.percent(9)
        surface = printed.replace("%", "个百分点")
        gap = Truth(surface, sign * value, "个百分点", "gap_pp", self.place.name, what)
        text = f"{self.opening()}{what.name}{words}，增速比全市{word}{surface}。"
        return self._text("gap", text, [growth, gap])

    def among(self) -> Text:
        part, whole = self.random.choice([p for p in parts() if p[0].unit == p[1].unit])
        first, second = self._level(whole), self._level(part)
        text = f"{self.opening()}{whole.name}{first.surface}，其中{part.name}{second.surface}。"
        return self._text("among", text, [first, second])

    def lists(self) -> Text:
        things = self.several(self.random.randint(2, 4))
        grown = [self._growth(what) for what in things]
        text = f"{self.opening()}{self._names(things)}分别{self._joined([w for w, _ in grown])}。"
        return self._text("lists", text, [truth for _, truth in grown])

    def series(self) -> Text:
        things = self.several(2)
        levels, grown = [self._level(w) for w in things], [self._growth(w) for w in things]
        amounts = self._joined([fact.surface for fact in levels])
        changes = self._joined([words for words, _ in grown])
        text = f"{self.opening()}{self._names(things)}分别为{amounts}，分别{changes}。"
        return self._text("series", text, [*levels, *(truth for _, truth in grown)])

    def fromto(self) -> Text:
        what = self.random.choice(indicators())
        start = self.random.randint(2015, 2021)
        first, second = self._level(what, year=start), self._level(what)
        text = (
            f"{self.place.name}{what.name}由{start}年的{first.surface}"
            f"增加到{YEAR}年的{second.surface}。"
        )
        return self._text("fromto", text, [first, second])

    def targets(self) -> Text:
        what = self.random.choice(indicators())
        year = self.random.randint(THIS_YEAR + 1, 2035)
        fact = self._level(what, year=year, status="target")
        verb = self.random.choice(["达到", "力争达到", "将达到"])
        text = f"到{year}年，{self.place.name}{what.name}{verb}{fact.surface}。"
        return self._text("targets", text, [fact])

    def estimate(self) -> Text:
        what = self.random.choice(indicators())
        fact = self._level(what, status="estimate")
        text = f"预计{YEAR}年{self.place.name}{what.name}达到{fact.surface}。"
        return self._text("estimate", text, [fact])

    def bounds(self) -> Text:
        what = self.random.choice(indicators())
        before, after, bound = self.random.choice(_BOUNDS)
        fact = self._level(what, bound=bound)
        text = f"{self.opening()}{what.name}{before}{fact.surface}{after}。"
        return self._text("bounds", text, [fact])

    def chinese(self) -> Text:
        what = self.random.choice([i for i in indicators() if i.unit in _COUNTED])
        tens = self.random.randint(2, 99) * 10
        infix, bound = self.random.choice([("", "eq"), ("余", "gt"), ("多", "gt")])
        surface = f"{chinese(tens)}{infix}{what.unit}"
        fact = Truth(
            surface, Decimal(tens), what.unit, "level", self.place.name, what, bound=bound
        )  # fmt: skip
        return self._text("chinese", f"{self.opening()}{what.name}达到{surface}。", [fact])

    def _text(self, style: str, text: str, facts: list[Truth]) -> Text:
        return Text(text, self.place.name, style, facts)

    @staticmethod
    def _names(things: list[Measured]) -> str:
        return "、".join(what.name for what in things)

    @staticmethod
    def _joined(words: list[str]) -> str:
        return "、".join(words[:-1]) + "和" + words[-1]


_BOUNDS = [
    ("近", "", "approx"),
    ("约", "", "approx"),
    ("达到", "左右", "approx"),
    ("超过", "", "gt"),
    ("突破", "", "gt"),
    ("逾", "", "gt"),
    ("达到", "以上", "ge"),
    ("不低于", "", "ge"),
    ("不超过", "", "le"),
    ("不足", "", "lt"),
]

STYLES: dict[str, Callable[[Writer], Text]] = {
    "among": Writer.among,
    "bounds": Writer.bounds,
    "chinese": Writer.chinese,
    "estimate": Writer.estimate,
    "fromto": Writer.fromto,
    "gap": Writer.gap,
    "growth": Writer.growth,
    "level": Writer.level,
    "lists": Writer.lists,
    "rank": Writer.rank,
    "series": Writer.series,
    "share": Writer.share,
    "targets": Writer.targets,
}


def sentence(random: Random, style: str) -> Text:
    """A sentence of a style, about some place."""
    return STYLES[style](Writer(random))


def document(random: Random, paragraphs: int = 4, place: Place | None = None) -> Text:
    """A communiqué: a title, headings, and paragraphs of three to five sentences.

    Its lines are not wrapped: :func:`wrapped` does that.
    """
    writer = Writer(random, place)
    # A document of one period: what changes the period would change that of what follows.
    styles = [s for n, s in STYLES.items() if n not in ("fromto", "targets", "estimate")]
    lines = [f"{writer.place.name}{YEAR}年国民经济和社会发展统计公报", ""]
    facts: list[Truth] = []
    for number in range(paragraphs):
        lines.append(f"{'一二三四五六七八九'[number]}、{random.choice(_HEADINGS)}")
        texts = [random.choice(styles)(writer) for _ in range(random.randint(3, 5))]
        lines.append("".join(t.text for t in texts))
        facts += [fact for t in texts for fact in t.facts]
    return Text("\n".join(lines) + "\n", writer.place.name, "document", facts)


_HEADINGS = ("综合", "农业", "工业和建筑业", "固定资产投资", "国内贸易", "财政金融", "社会事业")


def wrapped(text: str, width: int, end: str = "\n") -> str:
    """Break the lines of a text hard at a width, as a page in columns is."""
    lines = [line[i : i + width] for line in text.split("\n") for i in range(0, len(line), width)]
    return end.join(lines) + end
