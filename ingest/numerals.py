"""Find the numerals of a clean text: Arabic and Chinese, with their scale, unit and own bounds.

A :class:`Quantity` says how a number is printed, and nothing of what it means. Values are exact
decimals in text form; the scale (万, 亿) is named beside the number and never multiplied in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ingest import chinese
from ingest.cues import alternation
from ingest.patterns import headed, longest_of
from ingest.vocabulary import Vocabulary


@dataclass(slots=True, eq=False)
class Quantity:
    """A printed number; each is itself alone, whatever it says.

    ``start``/``end``: half-open span in the clean text, first digit to end of unit. ``number`` (or
    ``low`` and ``high`` of a range): plain decimal text before scaling. ``resolution``: place value
    of the last printed digit, ``""`` where exact. ``scale``: a key of ``seeds/scales.csv`` or "".
    ``unit``: a canonical unit or "". ``infix``: 余, 多, 几 inside the number. ``form``: number |
    range | ratio | fraction | rank | tenths (成) | fold (翻番) | flat (持平) | half | label.
    ``parts``: of a ratio, with their spans. ``numeral``: ar | zh.
    """

    start: int
    end: int
    number: str
    numeral: str
    form: str = "number"
    low: str = ""
    high: str = ""
    resolution: str = "1"
    scale: str = ""
    unit: str = ""
    infix: str = ""
    parts: tuple[tuple[int, int, str], ...] = ()


_DIGIT = re.compile(r"\d")
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?![\d.])|\d+(?:\.\d+)?"
#: Scales, the longer before those that they begin with.
SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_SCALE_AT_HEAD = re.compile(rf"^(?:{SCALE})")
_RANGE_SIGN = r"[-—~至到]|——"
_ZH = "零〇一二两三四五六七八九十百千万亿"
#: After these the character 成 is part of a word (成为, 成立, 成都), not a tenth.
_TENTH_WORDS = "为立功果员本长效就交绩熟都品份型套片批分渝像形因体渠千色文名家活"


def _compile(units: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile the patterns of Arabic and of Chinese numerals.

    :param units: the spellings of units; 大 (五大任务) is one after Chinese numerals only.
    """
    # m2 before another digit is no unit, but part of a longer run.
    spellings = set(units) - {"大"}
    unit = longest_of(spellings) + r"(?!(?<=[\d²³])\d)"
    # Two more for a scale. One look ahead for its sign spares most numbers the try of a range.
    reach = max(map(len, spellings)) + 2
    range_ahead = rf"(?=[\d.,，]++[^，。；、]{{0,{reach}}}?[-—~至到])"

    def tail(name: str) -> str:
        """What may follow a number: its unit, or 余, a scale, 余 again, and then its unit."""
        return (
            rf"(?:(?P<{name}_unit>{unit})|(?P<{name}_infix>[余多几](?![国样方元种次年]))?"
            rf"(?P<{name}_scale>{SCALE})?(?P<{name}_infix2>[余多几])?(?P<{name}_unit2>{unit})?)"
        )

    arabic = headed(
        # 百分之12, 3.1:42.5:54.4, 1/3, 10%—15%, 125.93亿元
        rf"(?P<permille>[百千万]分之)(?P<per>{_NUMBER})"
        r"|(?P<ratio>(?:\d++(?:\.\d++)?+:)+\d+(?:\.\d+)?)"
        r"|(?P<fraction>\d++/\d+(?![\d/年月学]))"
        rf"|{range_ahead}(?P<low>(?>{_NUMBER}))(?P<low_tail>(?:{SCALE})?(?:{unit})?)(?:{_RANGE_SIGN})"
        rf"(?P<high>-?(?:{_NUMBER}))" + tail("high") + rf"|(?P<number>{_NUMBER})" + tail("number")
    )
    zh = headed(
        # 百分之三点五, 三分之一
        rf"(?P<permille>[百千万]分之)(?P<per>[{_ZH}]+(?:点[{_ZH}]+)?)"
        r"|(?P<den>[二三四五六七八九十]+)分之(?P<num>[一二两三四五六七八九十]+)"
        # 六成, 七八成, 六成五, 三成多
        r"|(?P<tenths>[一二两三四五六七八九](?:[至到、]?[一二三四五六七八九])?)成"
        r"(?P<tenths2>[一二三四五六七八九半](?![季月年个]))?"
        rf"(?![{_TENTH_WORDS}]|人[教高礼])(?P<tmore>[多余])?"
        # 翻一番, 持平, 过半, 半天
        r"|翻了?(?:近|约|超过?)?(?P<fold>[一两二三四])番|(?P<double>翻番)|(?P<flat>持平(?!稳|衡))"
        # 由4.1%降至零
        r"|(?<=[降减归][至为到])(?P<zero>零)(?=[，。；、）])"
        r"|(?P<half>(?:过|近|超|逾|占|一|(?<![二两三五])减)半"
        r"(?![年个月天径导岛数]?[年个月天径导岛])|半数)"
        r"|(?P<halfof>半)(?P<halfunit>个?工作日|个?小时|天|个月)"
        # 三项, 二十余万户, 数百家, 三至五个, 五大(任务)
        rf"|(?P<vague>[数几上]?)(?:(?P<zlow>[{_ZH}]+)[至到])?(?P<zh>[{_ZH}]+(?:点[{_ZH}]+)?)(?P<zinfix>[余多几来])?"
        r"(?P<zscale>[万亿])?(?P<zinfix2>[余多])?"
        rf"(?:(?P<unit>{unit})|(?P<great>大)(?=[^\w]?[\u4e00-\u9fff“]))"
    )
    return arabic, zh


class NumeralReader:
    """Finds quantities; built once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._unit_of_alias = vocabulary.unit_of_alias
        self._arabic, self._chinese = _compile(vocabulary.unit_of_alias)
        self._factor_of_scale = vocabulary.factor_of_scale
        self._count_units = vocabulary.count_aliases
        self._word_units = frozenset(vocabulary.cues["word_unit"])
        self._unit_in_word = re.compile(alternation(vocabulary.cues["unit_in_word"]))
        self._idiom = re.compile(alternation(vocabulary.cues["idiom"]))

    def find(self, text: str, taken: list[tuple[int, int]]) -> list[Quantity]:
        """Find the quantities of a clean text.

        :param taken: spans that time expressions and names hold already, sorted.
        :returns: quantities in order, none overlapping another or a taken span.
        """
        found = self._find_arabic(text, taken)
        holes = sorted(taken + [(q.start, q.end) for q in found])
        found += self._find_chinese(text, holes)
        found.sort(key=lambda q: q.start)
        return found

    def _find_arabic(self, text: str, taken: list[tuple[int, int]]) -> list[Quantity]:
        result: list[Quantity] = []
        if not _DIGIT.search(text):
            return result
        position = 0
        for hole_start, hole_end in [*taken, (len(text), len(text))]:
            while position < hole_start:
                match = self._arabic.search(text, position, hole_start)
                if match is None:
                    break
                if self._is_change(text, match):
                    # 从2家到6家 states two numbers, no range.
                    first = self._arabic.match(text, match.start(), match.start("high") - 1)
                    if first is not None and first["number"]:
                        match = first
                elif match["low"] and self._other_unit(match):
                    # 3.8个百分点至44.5%: two numbers of different units.
                    first = self._arabic.match(text, match.start(), match.end("low_tail"))
                    match = first if first is not None else match
                result.append(self._from_arabic(match))
                position = max(match.end(), position + 1)
            position = max(position, hole_end)
        return result

    def _is_change(self, text: str, match: re.Match[str]) -> bool:
        """Whether what looks like a range with a unit in it says from what to what."""
        if not match["low"] or match["low_tail"].isascii():
            return False
        return text[match.start("low") - 1 : match.start("low")] in ("由", "从")

    def _other_unit(self, match: re.Match[str]) -> bool:
        """Whether the two ends of what looks like a range have units that differ."""
        low = _SCALE_AT_HEAD.sub("", match["low_tail"])
        high = match["high_unit"] or match["high_unit2"] or ""
        return bool(low) and self._unit_of_alias.get(low) != self._unit_of_alias.get(high)

    def _from_arabic(self, match: re.Match[str]) -> Quantity:
        start, end = match.span()
        if match["permille"]:
            return _per(match, "ar")
        if match["ratio"]:
            parts, offset = [], start
            for part in match["ratio"].split(":"):
                parts.append((offset, offset + len(part), part))
                offset += len(part) + 1
            return Quantity(start, end, parts[0][2], "ar", "ratio", parts=tuple(parts))
        if match["fraction"]:
            above, below = match["fraction"].split("/")
            if int(below) == 0:
                return Quantity(start, end, match["fraction"], "ar", "label")
            value = f"{Decimal(100) * int(above) / int(below):.6f}".rstrip("0").rstrip(".")
            return Quantity(start, end, value, "ar", "fraction", resolution="", unit="%")
        group = "high" if match["low"] else "number"
        number = _plain(match[group])
        unit_group = f"{group}_unit" if match[f"{group}_unit"] else f"{group}_unit2"
        alias = match[unit_group] or ""
        quantity = Quantity(
            start,
            end,
            number,
            "ar",
            scale=match[f"{group}_scale"] or "",
            unit=self._unit_of_alias.get(alias, ""),
            # 4个多百分点 has its 多 inside of the unit.
            infix=match[f"{group}_infix"]
            or match[f"{group}_infix2"]
            or ("多" if alias.startswith("个多") else ""),
            resolution=resolution_of(number),
        )
        if match["low"]:
            quantity.form, quantity.low, quantity.high = "range", _plain(match["low"]), number
            quantity.number = ""
            self._one_scale(quantity, match["low_tail"])
        return quantity

    def _one_scale(self, quantity: Quantity, low_tail: str) -> None:
        """8000元至1.2万元: ends printed in two scales are told without any."""
        if not low_tail or not quantity.scale:
            return
        scale = _SCALE_AT_HEAD.match(low_tail)
        if (scale.group() if scale else "") == quantity.scale:
            return
        if not scale and low_tail not in self._unit_of_alias:
            return
        factors = self._factor_of_scale
        low = Decimal(quantity.low) * factors.get(scale.group() if scale else "", Decimal(1))
        factor = factors[quantity.scale]
        quantity.low, quantity.high = f"{low.normalize():f}", _times(quantity.high, factor)
        quantity.resolution, quantity.scale = _times(quantity.resolution, factor), ""

    def _find_chinese(self, text: str, taken: list[tuple[int, int]]) -> list[Quantity]:
        result: list[Quantity] = []
        position = 0
        for hole_start, hole_end in [*taken, (len(text), len(text))]:
            while position < hole_start:
                match = self._chinese.search(text, position, hole_start)
                if match is None:
                    break
                quantity = self._from_chinese(text, match)
                if quantity is not None:
                    result.append(quantity)
                    position = match.end()
                else:
                    position = max(match.start() + 1, match.end("zlow" if match["zlow"] else "zh"))
            position = max(position, hole_end)
        return result

    def _from_chinese(self, text: str, match: re.Match[str]) -> Quantity | None:
        start, end = match.span()
        if match["permille"]:
            return _per(match, "zh")
        if match["num"]:
            above, below = chinese.integer(match["num"])[0], chinese.integer(match["den"])[0]
            value = f"{Decimal(100) * above / below:.2f}".rstrip("0").rstrip(".")
            return Quantity(start, end, value, "zh", "fraction", resolution="", unit="%")
        if match["tenths"]:
            return self._tenths(match)
        if match["fold"] or match["double"]:
            times = chinese.integer(match["fold"])[0] if match["fold"] else 1
            first = match.start("fold") if match["fold"] else start
            return Quantity(
                first, end, str((2**times - 1) * 100), "zh", "fold", resolution="", unit="%"
            )
        if match["halfof"]:
            unit = self._unit_of_alias.get(match["halfunit"], "")
            return Quantity(start, end, "0.5", "zh", resolution="", unit=unit) if unit else None
        if match["zero"]:
            return Quantity(start, end, "0", "zh", resolution="1")
        if match["flat"]:
            return Quantity(start, end, "0", "zh", "flat", resolution="", unit="%")
        if match["half"]:
            first = start + (match["half"] not in ("半数", "一半"))
            return Quantity(first, end, "50", "zh", "half", resolution="", unit="%")
        return self._counted(text, match)

    def _tenths(self, match: re.Match[str]) -> Quantity:
        second = match["tenths2"]
        tail = "" if not second else ".5" if second == "半" else f".{chinese.DIGITS[second]}"
        values = [f"{chinese.DIGITS[d]}{tail}" for d in match["tenths"] if d in chinese.DIGITS]
        quantity = Quantity(
            *match.span(),
            values[0],
            "zh",
            "tenths",
            resolution="0.1" if tail else "1",
            unit="成",
            infix=match["tmore"] or "",
        )
        if len(values) == 2:
            quantity.form, quantity.low, quantity.high = "range", values[0], values[1]
            quantity.number = ""
        return quantity

    def _zh_range(self, match: re.Match[str], quantity: Quantity) -> Quantity | None:
        """三至五个; where the first end is no number below the second, nothing."""
        first, second = match["zlow"], match["zh"]
        if len(first) == 1 and second[0] in chinese.DIGITS:
            # 三至五万户: the scale is that of both.
            first += second[1:]
        ends = first, second
        if not all(_WELL_FORMED.fullmatch(d) and "点" not in d for d in ends):
            return None
        low, high = (chinese.integer(d)[0] for d in ends)
        if low >= high:
            return None
        quantity.form, quantity.low, quantity.high = "range", str(low), str(high)
        return quantity

    def _counted(self, text: str, match: re.Match[str]) -> Quantity | None:
        """A Chinese numeral before a unit: 二十万户, 三项, 五大(任务), 数百家, 上千万元."""
        alias = match["unit"] or ""
        digits, vague = match["zh"], match["vague"]
        start = match.start("zlow") if match["zlow"] else match.start("zh")
        before = text[start - 1 : start]
        quoted = before in "“‘" and before != ""
        if before == "第" or (quoted and not match["great"]) or digits.strip("零〇") == "":
            return None
        if before == "几" or self._idiom.match(text, start):
            return None
        if match["great"]:
            if len(digits) > 1 or digits in "一十百千万亿" or before in "前界国":
                return None
            return Quantity(start, match.end(), chinese.plain(digits), "zh", unit="个")
        if chinese.is_class(digits, text, match.end()):
            return None
        exceeded = bool(match["zinfix"]) and match["zinfix"] in "余多"
        near = _NEAR.search(text, start - 2, start)
        if digits[0] in "百千万亿" and not (vague or exceeded or near):
            return None
        if alias in self._word_units or self._unit_in_word.match(text, match.start("unit")):
            return None
        if (digits == "一" and alias != "倍") or (before == "前" and alias in ("位", "名", "强")):
            return None
        infix = match["zinfix"] or match["zinfix2"] or ""
        if vague in ("数", "几"):
            # 数百家 is some hundreds; 数三家 is nothing.
            if digits[0] in chinese.POWERS | chinese.MYRIADS:
                infix = "数"
            elif vague != "数":
                return None
        quantity = Quantity(
            start,
            match.end(),
            "",
            "zh",
            scale=match["zscale"] or "",
            unit=self._unit_of_alias[alias],
            infix=infix,
        )
        if match["zlow"]:
            return self._zh_range(match, quantity)
        pair = _PAIR.fullmatch(digits)
        if pair and chinese.DIGITS[pair[3]] == chinese.DIGITS[pair[2]] + 1:
            quantity.form, tens = "range", pair[1] or ""
            quantity.low, quantity.high = (chinese.plain(tens + pair[i] + pair[4]) for i in (2, 3))
            return quantity
        if not _WELL_FORMED.fullmatch(digits):
            return None
        if "点" in digits:
            # 一点五万: the scale is no part of the decimals.
            decimal = digits.rstrip("百千万亿")
            quantity.scale = digits[len(decimal) :] or quantity.scale
            quantity.number = chinese.plain(decimal)
            quantity.resolution = resolution_of(quantity.number)
            return quantity
        number, last = chinese.integer(digits)
        quantity.number, quantity.resolution = str(number), str(last)
        if alias == "倍" and text.startswith("半", quantity.end):
            # 一倍半
            quantity.number, quantity.resolution = f"{number}.5", "0.1"
            quantity.end += 1
        if vague == "上" and digits[0] in "十百千万亿":
            quantity.infix = "上"
        return quantity


_NEAR = re.compile(r"(?:[近超逾约达过上破]|不足|不到|达到)$")  # Before 千亿元 alone.
#: Two digits in a row are a range: 三四十家, 二十五六万元.
_PAIR = re.compile(r"(\w?十)?([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)")
_WELL_FORMED = re.compile(
    r"(?:[一二两三四五六七八九]?[十百千万亿])+(?:零?[一二两三四五六七八九][十百千]?)*[万亿]?"
    r"|[一二两三四五六七八九]|(?:[一二两三四五六七八九][十百千万亿零]*)+|[一二三四五六七八九]+点.+"
)


def _per(match: re.Match[str], numeral: str) -> Quantity:
    """百分之三点五, 千分之12: the words before the number are its unit."""
    value = _plain(match["per"]) if numeral == "ar" else chinese.plain(match["per"])
    unit = {"百": "%", "千": "‰", "万": "‱"}[match["permille"][0]]
    return Quantity(*match.span(), value, numeral, resolution=resolution_of(value), unit=unit)


def _times(number: str, factor: Decimal) -> str:
    """A printed decimal times a factor, without an exponent."""
    return f"{(Decimal(number) * factor).normalize():f}"


def _plain(number: str) -> str:
    return number.replace(",", "").replace("，", "")


def resolution_of(number: str) -> str:
    """The place value of the last digit of a printed decimal: 0.01 for 3.25."""
    decimals = number.partition(".")[2]
    return f"0.{'0' * (len(decimals) - 1)}1" if decimals else "1"
