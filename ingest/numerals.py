"""Find the numerals of a clean text: Arabic and Chinese, with their scale, unit and own bounds.

A :class:`Quantity` says how a number is printed, and nothing of what it means. Values are exact
decimals in text form; the scale (万, 亿) is named beside the number and never multiplied in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ingest.vocabulary import Vocabulary


@dataclass(slots=True)
class Quantity:
    """A printed number.

    ``start``/``end``: half-open span in the clean text, first digit to end of unit. ``number`` (or
    ``low`` and ``high`` of a range): plain decimal text before scaling. ``resolution``: place value
    of the last printed digit, ``""`` where exact. ``scale``: a key of ``seeds/scales.csv`` or "".
    ``unit``: a canonical unit or "". ``infix``: 余, 多, 几 inside the number. ``form``: number |
    range | ratio | fraction | rank | tenths (成) | fold (翻番) | half. ``parts``: of a ratio, with
    their spans. ``numeral``: ar | zh.
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
    unit_start: int = -1
    infix: str = ""
    parts: tuple[tuple[int, int, str], ...] = ()


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}


def chinese_integer(text: str) -> tuple[int, int]:
    """Read a Chinese integer such as 三百五十 or 二十万.

    :returns: the value, and the place value of the last digit that was written (10 for 三百五十).
    :raises ValueError: for characters that form no number.
    """
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)), 1
    total = section = digit = 0
    last = 1
    for c in text:
        if c in _DIGITS:
            digit, last = _DIGITS[c], 1
        elif c in _POWERS:
            section += (digit or 1) * _POWERS[c]
            digit, last = 0, _POWERS[c]
        elif c in _MYRIADS:
            total = (total + section + digit or 1) * _MYRIADS[c]
            section = digit = 0
            last = _MYRIADS[c]
        else:
            raise ValueError(f"not a Chinese numeral: {text}")
    return total + section + digit, last


_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?![\d.])|\d+(?:\.\d+)?"
_SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_RANGE_SIGN = r"[-—~至到]|——"
_ZH = "零〇一二两三四五六七八九十百千万亿"
#: After these the character 成 is part of a word (成为, 成立, 成都), not a tenth.
_TENTH_WORDS = "为立功果员本长效就交绩熟都品份型套片批分渝人像形因体渠千色文名家活"


def _compile(units: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    unit = "|".join(re.escape(u) for u in sorted(set(units) - {"大"}, key=lambda u: (-len(u), u)))

    def tail(name: str) -> str:
        """What may follow a number: its unit, or 余, a scale, 余 again, and then its unit."""
        return (
            rf"(?:(?P<{name}_unit>{unit})|(?P<{name}_infix>[余多几](?![国样方元种次年]))?"
            rf"(?P<{name}_scale>{_SCALE})?(?P<{name}_infix2>[余多几])?(?P<{name}_unit2>{unit})?)"
        )

    arabic = re.compile(
        r"(?P<ratio>(?:\d+(?:\.\d+)?:)+\d+(?:\.\d+)?)"
        r"|(?P<fraction>\d+/\d+(?![\d/年月]))"
        rf"|(?P<low>{_NUMBER})(?P<low_tail>(?:{_SCALE})?(?:{unit})?)(?:{_RANGE_SIGN})(?P<high>-?(?:{_NUMBER}))"
        + tail("high")
        + rf"|(?P<number>{_NUMBER})"
        + tail("number")
    )
    count = rf"(?P<unit>{unit})"
    chinese = re.compile(
        rf"(?P<permille>[百千万]分之)(?P<per>[{_ZH}]+(?:点[{_ZH}]+)?|\d+(?:\.\d+)?)"
        rf"|(?P<den>[二三四五六七八九十]+)分之(?P<num>[一二两三四五六七八九十]+)"
        rf"|(?P<tenths>[一二两三四五六七八九](?:[至到、]?[一二三四五六七八九])?)成(?P<tenths2>[一二三四五六七八九半](?![季月年个]))?(?![{_TENTH_WORDS}])(?P<tmore>[多余])?"
        rf"|翻了?(?:近|约|超过?)?(?P<fold>[一两二三四])番|(?P<double>翻番)|(?P<flat>持平)"
        rf"|(?P<half>(?:过|近|超|逾|占|一|减)半(?![年个月天径导岛数]?[年个月天径导岛])|半数)"
        r"|(?P<halfof>半)(?P<halfunit>个?工作日|个?小时|天|个月)"
        rf"|(?P<vague>[数几上好]?)(?P<zh>[{_ZH}]+(?:点[{_ZH}]+)?)(?P<zinfix>[余多几来])?(?P<zscale>[万亿])?(?P<zinfix2>[余多])?(?:{count}|(?P<great>大)(?=[^\w]?[\u4e00-\u9fff“]))"
    )
    return arabic, chinese


class NumeralReader:
    """Finds quantities; built once per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._arabic, self._chinese = _compile(vocabulary.unit_of_alias)
        self._count_units = vocabulary.count_aliases

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
        position = 0
        for hole_start, hole_end in [*taken, (len(text), len(text))]:
            while position < hole_start:
                match = self._arabic.search(text, position, hole_start)
                if match is None:
                    break
                if match["low"] and _FROM_TO.search(text, 0, match.start("low")) and not match["low_tail"].isascii():
                    # 从2家到6家 states two numbers, no range.
                    first = self._arabic.match(text, match.start(), match.start("high") - 1)
                    if first is not None and first["number"]:
                        match = first
                elif match["low"] and self._other_unit(match):
                    # 3.8个百分点至44.5%: two numbers of different units.
                    first = self._arabic.match(text, match.start(), match.end("low_tail"))
                    match = first if first is not None else match
                result.append(self._from_arabic(text, match))
                position = max(match.end(), position + 1)
            position = max(position, hole_end)
        return result

    def _other_unit(self, match: re.Match[str]) -> bool:
        """Whether the two ends of what looks like a range have units that differ."""
        low = re.sub(rf"^(?:{_SCALE})", "", match["low_tail"])
        high = match["high_unit"] or match["high_unit2"] or ""
        units = self._vocabulary.unit_of_alias
        return bool(low) and units.get(low) != units.get(high)

    def _from_arabic(self, text: str, match: re.Match[str]) -> Quantity:
        start, end = match.span()
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
            unit=self._vocabulary.unit_of_alias.get(alias, ""),
            unit_start=match.start(unit_group) if alias else -1,
            infix=match[f"{group}_infix"] or match[f"{group}_infix2"] or "",
            resolution=_resolution(number),
        )
        if match["low"]:
            quantity.form, quantity.low, quantity.high = "range", _plain(match["low"]), number
            quantity.number = ""
        return quantity

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
                    position = max(match.start() + 1, match.end("zh"))
            position = max(position, hole_end)
        return result

    def _from_chinese(self, text: str, match: re.Match[str]) -> Quantity | None:
        start, end = match.span()
        if match["permille"]:
            value = _chinese_decimal(match["per"])
            unit = {"百": "%", "千": "‰", "万": "‱"}[match["permille"][0]]
            return Quantity(start, end, value, "zh", resolution=_resolution(value), unit=unit)
        if match["num"]:
            above, below = chinese_integer(match["num"])[0], chinese_integer(match["den"])[0]
            value = f"{Decimal(100) * above / below:.2f}".rstrip("0").rstrip(".")
            return Quantity(start, end, value, "zh", "fraction", resolution="", unit="%")
        if match["tenths"]:
            return self._tenths(match)
        if match["fold"] or match["double"]:
            times = chinese_integer(match["fold"])[0] if match["fold"] else 1
            first = match.start("fold") if match["fold"] else start
            return Quantity(
                first, end, str((2**times - 1) * 100), "zh", "fold", resolution="", unit="%"
            )
        if match["halfof"]:
            unit = self._vocabulary.unit_of_alias.get(match["halfunit"], "")
            return Quantity(start, end, "0.5", "zh", resolution="", unit=unit) if unit else None
        if match["flat"]:
            return Quantity(start, end, "0", "zh", "flat", resolution="", unit="%")
        if match["half"]:
            first = start + (match["half"] != "半数")
            return Quantity(first, end, "50", "zh", "half", resolution="", unit="%")
        return self._counted(text, match)

    def _tenths(self, match: re.Match[str]) -> Quantity | None:
        digits = [d for d in match["tenths"] if d in _DIGITS]
        second = match["tenths2"]
        tail = "" if not second else ".5" if second == "半" else f".{_DIGITS[second]}"
        infix = match["tmore"] or ""
        values = [f"{_DIGITS[d]}{tail}" for d in digits]
        resolution = "0.1" if tail else "1"
        common = {"resolution": resolution, "unit": "成", "infix": infix}
        start, end = match.span()
        if len(values) == 2:
            return Quantity(start, end, "", "zh", "range", values[0], values[1], **common)
        return Quantity(start, end, values[0], "zh", "tenths", **common)

    def _counted(self, text: str, match: re.Match[str]) -> Quantity | None:
        """A Chinese numeral before a unit: 二十万户, 三项, 五大(任务), 数百家, 上千万元."""
        alias = match["unit"] or ""
        digits, vague = match["zh"], match["vague"]
        start = match.start("zh")
        before = text[start - 1 : start]
        quoted = before in "“‘" and before != ""
        if before == "第" or (quoted and not match["great"]) or digits.strip("零〇") == "":
            return None
        if match["great"]:
            if len(digits) > 1 or digits in "一十百千万亿" or before in "前界国":
                return None
            return Quantity(start, match.end(), _integer(digits), "zh", unit="个")
        if (digits == "一" and alias != "倍") or (set(digits) <= set("百千万亿") and _CLASS_AFTER.match(text, match.end())):
            return None
        scale = match["zscale"] or ""
        infix = match["zinfix"] or match["zinfix2"] or ""
        if digits[0] in "百千万亿" and not vague and before not in "近超逾约达过上破":
            return None
        if alias in _AMBIGUOUS or _OTHER_WORD.match(text, match.start("unit")):
            return None
        if vague == "上" and digits[0] not in "十百千万亿":
            vague = ""
        if before == "几" or (alias in self._count_units and _IDIOM.match(text, start)):
            return None
        unit = self._vocabulary.unit_of_alias[alias]
        common = {"scale": scale, "unit": unit, "unit_start": match.start("unit"), "infix": infix}
        if vague in ("数", "几", "好") and digits[0] in _POWERS | _MYRIADS:
            infix = "数"
            common["infix"] = infix
        elif vague in ("数", "几", "好"):
            return None
        pair = re.fullmatch(r"([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)", digits)
        if pair and _DIGITS[pair[2]] == _DIGITS[pair[1]] + 1:
            low, high = (_integer(pair[i] + pair[3]) for i in (1, 2))
            return Quantity(start, match.end(), "", "zh", "range", low, high, **common)
        if not _WELL_FORMED.fullmatch(digits):
            return None
        if "点" in digits:
            value = _chinese_decimal(digits)
            return Quantity(start, match.end(), value, "zh", resolution=_resolution(value), **common)
        number, last = chinese_integer(digits)
        if vague == "上":
            common["infix"] = "上"
        quantity = Quantity(start, match.end(), str(number), "zh", resolution=str(last), **common)
        return quantity


#: 税收过亿元的楼宇, 百亿元级企业: a class, no quantity.
_CLASS_AFTER = re.compile(r"(?:及|或)?(?:以上)?(?:的(?!资|投|奖)|级|以上|企业|楼宇|项目|俱乐部|园区|产业|集群)")
_FROM_TO = re.compile(r"[由从]$")
_WELL_FORMED = re.compile(
    r"(?:[一二两三四五六七八九]?[十百千万亿])+(?:零?[一二两三四五六七八九][十百千]?)*[万亿]?"
    r"|[一二两三四五六七八九]|(?:[一二两三四五六七八九][十百千万亿零]*)+|[一二三四五六七八九]+点.+"
)
#: Units that after a Chinese numeral are more often part of a word: 三级, 三方, 十二届, 五方面.
_AMBIGUOUS = {"级", "方", "届", "面", "手", "头", "口", "心", "线", "重", "层", "步", "季", "轮", "岁", "分", "点", "时", "号", "节", "代", "期", "角", "路", "秒", "道", "把", "通", "声", "票", "番"}
_OTHER_WORD = re.compile(r"次(?:[、二三四五六七]|全|会|产|党|常|代|握)|天(?:然|津|府)|人(?:民|才)|个(?:性|别|体)|家(?:庭|园|乡)|名(?:单|录|城|牌|优)|项(?:目)|类(?:型)|件(?:套)|种(?:植|子|业)|批(?:发)|本(?:地|级|土)|万(?:州|盛)|条(?:件|例)|场(?:景|地)|度")
_IDIOM = re.compile(r"千家|万户|百家争|三个代表|两个维护|四个意识|四个自信|三人行|十里八乡|两条路|[一二三四]块[分:]|[两三]项相加|[两三]项合计|两次三番|千人一面|万人空巷")


def _integer(text: str) -> str:
    return str(chinese_integer(text)[0])


def _plain(number: str) -> str:
    return number.replace(",", "").replace("，", "")


def _resolution(number: str) -> str:
    whole, _, decimals = number.partition(".")
    return f"0.{'0' * (len(decimals) - 1)}1" if decimals else "1"


def _chinese_decimal(text: str) -> str:
    if text[0] in "0123456789":
        return text
    whole, _, decimals = text.partition("点")
    value = _integer(whole)
    return f"{value}.{''.join(str(_DIGITS.get(c, '')) for c in decimals)}" if decimals else value
