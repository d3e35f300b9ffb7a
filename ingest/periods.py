"""Find time expressions in a clean text and say which days they cover.

A :class:`Period` is resolved against an anchor: the publication date for 今年 and 去年, the year
last named for 12月 and 同年. What kind of expression it is comes from its form; what it is *for*
(the period of a fact, the base of a comparison, a deadline) is the business of ``timing``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from ingest.patterns import LIST_NUMBER, headed


@dataclass(slots=True)
class Period:
    """A time expression.

    ``start``/``end``: clean span. ``grain``: year, half, quarter, month, day, ytd, span, plan or
    duration. ``first``/``last``: the days it covers, ``None`` for a bare duration. ``instant``: it
    names a point (年末, 12月底). ``length``: of a duration, in years, else 0. ``direction``: of a
    duration, ``"past"``, ``"future"`` or "". ``explicit_year``: the year is printed.
    """

    start: int
    end: int
    grain: str
    first: date | None = None
    last: date | None = None
    instant: bool = False
    length: float = 0
    direction: str = ""
    explicit_year: bool = True

    @property
    def year(self) -> int | None:
        """The calendar year of the last day."""
        return self.last.year if self.last else None


_ZH = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_QUARTER = r"[一二三四1-4]"
YEAR = r"(?:19|20)\d\d"
ZH_YEAR = r"[一二][〇○零九][〇○零一二三四五六七八九]{2}"
_MONTH_TAIL = r"(?P<m>(?<!\d)\d{1,2})月(?:份)?(?:(?P<d>\d{1,2})[日号])?"

_PATTERN = headed(
    # 2025-01-20, 2025.1.20
    rf"(?P<iso>(?<![\d-]){YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}(?![\d-]))"
    # 2022—2023年(度), 2021-2025年
    rf"|(?P<y1>{YEAR})年?(?:[-—~至到/]|——)(?P<y2>{YEAR})学?年(?:度|末|底|期间)?"
    # 2011-2015 of a caption
    rf"|(?P<s1>(?<![\d.〔\[+-]){YEAR})[-—~～](?P<s2>{YEAR})(?=[\u4e00-\u9fff）)])(?!年)"
    # 2019年, with whatever narrows it
    rf"|(?P<year>{YEAR}|1[6-8]\d\d|{ZH_YEAR})年(?!代|间|龄)(?:度)?"
    # a year without 年: 较2018增长, (2023), 2023年度 榜单 are told apart by what is around them
    rf"|(?<![\d.〔\[+-])(?P<bare>20[0-4]\d)(?=(?:[较比增下同末底—至~-]|[)）]))(?![\d.])"
    r"|(?P<census>第[二三四五六七八]次全国(?:人口|经济|农业)普查)"
    r"|(?P<rel>今年|去年|上年(?:度(?!假))?|明年|当年|本年度?|同年|该年|次年|[上前]一年(?:度(?!假))?"
    r"|(?<![^\W比较从自到至于在和与、\d])[前后]年)(?!轻|龄|均|产(?![值量业销能出])|纪)"
    r"|(?P<plan>[“‘]?十[一二三四五]五[”’]?(?:规划|时期|期间|以来|初期|期?末|开局)?)"
    r"|(?P<ytd>前[一二两三四五六七八九十\d]{1,2}(?:个月|个?季度)"
    r"|(?P<mr1>\d{1,2})月?(?:[-—~至到]|——)(?P<mr2>\d{1,2})月(?:份)?)"
    r"|(?P<qlist>(?:[一二三四][、和])+[一二三四]季度)"
    rf"|(?P<half>[上下])半年|第?(?P<q>{_QUARTER})季度|(?P<fullyear>全年)"
    rf"|{_MONTH_TAIL}"
    r"|(?P<dir>近|最近|过去|未来|今后|(?<!学)前|连续|历时|每|这|为期|用|后)?"
    r"(?P<n>(?<![\d.])\d{1,3}|[一二两三四五六七八九十]{1,3}|几|数|多|半)[余多]?"
    r"(?P<nunit>周年|年(?!期LPR|期国债|期定|度|级|代|龄|末|底|轻|初|均)|个月|个季度|周(?!岁|边)|年度)"
    r"(?P<dir2>来|以来|间|内|后|前|以上|时间|期)?"
    r"|(?P<to_date>截至目前|截止目前|目前为止|目前|迄今|至今(?!年)|现有|如今)"
    r"|(?P<decade>\d{2}世纪(?:\d0年代)?|\d0年代)"
    r"|(?P<clock>(?<![\d.:])(?:[01]?\d|2[0-4])(?:[:时][0-5]\d分?(?![\d.:]|的?比例)|时(?=许|整|左右|，)))"
    r"|(?P<stamp>(?<=\d )[0-2]\d:[0-5]\d:[0-5]\d)"
    r"|(?P<hour>(?<=凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|深夜|夜里)\d{1,2}点(?:半|钟|许|多|[0-5]?\d分)?(?!\d))"
    r"|(?P<bareday>(?<![\d.])\d{1,2}日(?![均报元]))"
)
_NUMERAL = re.compile(r"\d+|[一二两三四五六七八九十]+")
_TAIL = re.compile(
    r"\s?(?:(?P<ytd>前[一二三]季度|前\d{1,2}个月|前[一二三四五六七八九十]{1,2}个月"
    r"|1月?(?:[-—~至到]|——)(?P<m2>\d{1,2})月(?:份)?)"
    rf"|第?(?P<q>{_QUARTER})季度(?P<qend>末)?|(?P<half>[上下])半年"
    rf"|{_MONTH_TAIL}(?P<mend>[底末])?|(?P<fullyear>全年)|(?P<yend>年?[末底])|(?P<ystart>[初])"
    r"|(?P<mid>中期))"
)
#: 2008年12月经国务院批准设立: a date of history, and of nothing that follows.
_FOUNDED = re.compile(r"[^，。；\d]{0,16}(?:设立|成立|获批|挂牌|始建|升格|升级为|落户|入驻|创办)")
#: 12月底前: a month to come.
_DUE = re.compile(r"(?:月?[底末]|[1-3]?\d日)?(?:之?前|将|起|至)")
#: So many years before its publication a text may still be about.
_RECENT = 3
#: 三十年前 is told, and dates no figure.
_LONG_AGO = 10
#: The base of a comparison does not change the year that following months belong to.
_COMPARED = ("比", "较", "与", "同", "和")
_COMPARED_AFTER = re.compile(
    r"同[期月]|(?:水平)?的[近约超过]{0,2}[\d.一二三四五六七八九十两]+[倍成%]"
)


def calendar_year(year: int) -> Period:
    """A calendar year that a text implies, without a span of its own."""
    return Period(0, 0, "year", date(year, 1, 1), date(year, 12, 31))


def quarters(period: Period) -> list[Period]:
    """The quarters that a period of one year to date is made of, each at the span of the whole."""
    first, last = period.first, period.last
    if first is None or last is None:
        return []
    return [
        replace(
            period, grain="quarter", first=date(last.year, m, 1), last=_last_day(last.year, m + 2)
        )
        for m in range(first.month, last.month, 3)
    ]


class PeriodReader:
    """Finds time expressions relative to a publication date."""

    def __init__(self, published: date | None) -> None:
        """:param published: last day of the (partial) publication date, None where unknown."""
        self.published = published

    def find(self, text: str, year: int | None = None) -> list[Period]:
        """Find the time expressions of a clean text.

        :param text: a clean block.
        :param year: the year that a month without a year belongs to; default: by publication.
        :returns: periods in order, not overlapping.
        """
        result: list[Period] = []
        position = 0
        usual, named_at = year, 0
        while match := _PATTERN.search(text, position):
            position = match.end()
            passing = self._is_far(year) or _FOUNDED.match(text, named_at)
            if year != usual and passing and "。" in text[named_at : match.start()]:
                # A year to come, or one long past, holds for its own sentence only.
                year = usual
            if match["qlist"]:
                result += self._quarter_list(match, year)
                continue
            period = self._read(text, match, year)
            if period is None:
                position = match.start() + 1
                continue
            # A bracketed or hedged year is still the year that following months belong to.
            compared = text[match.start() - 1 : match.start()] in _COMPARED
            compared = compared or _COMPARED_AFTER.match(text, period.end) is not None
            if period.explicit_year and period.year and not compared:
                year, named_at = period.year, period.end
            position = period.end
            result.append(period)
        return result

    def _is_far(self, year: int | None) -> bool:
        """Whether a year is to come, or some years before the publication."""
        if year is None or self.published is None:
            return False
        return not self.published.year - _RECENT <= year <= self.published.year

    def _read(self, text: str, match: re.Match[str], year: int | None) -> Period | None:
        start, end = match.span()
        this_year = self.published.year if self.published else None
        if match["y1"]:
            return _span(start, end, int(match["y1"]), int(match["y2"]))
        if match["s1"]:
            return _span(start, end, int(match["s1"]), int(match["s2"]))
        if match["year"] or match["bare"]:
            named = year_number(match["year"] or match["bare"])
            if start and text[start - 1] in ".〔[" and not LIST_NUMBER.search(text, 0, start):
                return None
            return self._in_year(text, start, end, named, True)
        if match["census"]:
            held = _CENSUS[match["census"][5:7]].get(match["census"][1])
            return self._in_year(text, start, end, held, False) if held else None
        if match["rel"]:
            return self._relative(text, match, year)
        if match["plan"]:
            return self._plan(match)
        if match["m"] and text.startswith("每年", start - 2):
            return Period(start, end, "duration")
        if match["ytd"] or match["half"] or match["q"] or match["fullyear"] or match["m"]:
            base = year or self._year_of_month(match)
            if base is None:
                base = this_year
            elif base == this_year and not _DUE.match(text, end):
                base = min(base, self._year_of_month(match) or base)
            part = _part_of_year(match, base, start, end, text)
            return part and replace(part, explicit_year=False)
        if match["n"]:
            return self._duration(text, match)
        if match["iso"]:
            return _iso_day(start, end, match["iso"])
        if match["to_date"]:
            return Period(start, end, "now", self.published, self.published, True, 0, "", False)
        return Period(start, end, "duration")

    def _quarter_list(self, match: re.Match[str], year: int | None) -> list[Period]:
        """一、二、三季度: a period for each."""
        base = year or (self.published.year if self.published else None)
        if base is None:
            return [Period(match.start(), match.end(), "duration")]
        result = []
        for offset, char in enumerate(match["qlist"]):
            if char in "一二三四":
                month = 3 * _ZH[char]
                start = match.start() + offset
                first, last = date(base, month - 2, 1), _last_day(base, month)
                result.append(Period(start, start + 1, "quarter", first, last, explicit_year=False))
        result[-1] = replace(result[-1], end=match.end())
        return result

    def _year_of_month(self, match: re.Match[str]) -> int | None:
        """A month later than that of publication belongs to the year before."""
        if self.published is None:
            return None
        month = int(match["m"] or match["mr2"] or 0)
        return self.published.year - (month > self.published.month)

    def _in_year(self, text: str, start: int, end: int, year: int, explicit: bool) -> Period:
        tail = _TAIL.match(text, end)
        if tail:
            part = _part_of_year(tail, year, start, tail.end(), text)
            if part:
                return replace(part, explicit_year=explicit)
        return replace(calendar_year(year), start=start, end=end, explicit_year=explicit)

    def _relative(self, text: str, match: re.Match[str], year: int | None) -> Period | None:
        start, end = match.span()
        word = match["rel"].removesuffix("度")
        this_year = self.published.year if self.published else year
        shift = _SHIFT.get(word, 0)
        if word in ("当年", "同年", "该年", "次年"):
            base = year or this_year
        elif word in ("上年", "上一年", "前一年") and year is not None:
            base = year
        else:
            base = this_year
        if base is None:
            return Period(start, end + text.startswith(("末", "底", "初"), end), "duration")
        return self._in_year(text, start, end, base + shift, False)

    def _plan(self, match: re.Match[str]) -> Period:
        """A five-year plan: 十四五 is 2021 to 2025."""
        number = _ZH[match["plan"].lstrip("“‘")[1]]
        first = 2021 + 5 * (number - 4)
        if match["plan"].endswith(("末", "初期")):
            year = calendar_year(first + 4 if match["plan"].endswith("末") else first)
            return replace(year, start=match.start(), end=match.end())
        return _span(*match.span(), first, first + 4, "plan")

    def _ago(self, start: int, end: int, years: int) -> Period | None:
        """5年前: the year so many years before the publication."""
        if self.published is None or years > _LONG_AGO:
            return Period(start, end, "duration")
        year = calendar_year(self.published.year - years)
        return replace(year, start=start, end=end, explicit_year=False)

    def _duration(self, text: str, match: re.Match[str]) -> Period | None:
        start, end = match.span("n")
        end = match.end("nunit")
        direction = {
            "近": "past",
            "最近": "past",
            "过去": "past",
            "前": "past",
            "未来": "future",
        }.get(match["dir"] or "", "")
        if match["dir"] in ("今后", "用"):
            direction = "future"
        if match["dir2"] in ("来", "以来", "间"):
            direction = "past"
        if match["dir2"] in ("内", "后"):
            direction = direction or "future"
        count = small_number(match["n"])
        if (
            match["nunit"].startswith("年")
            and match["n"] in ("多", "数", "几")
            and not match["dir"]
        ):
            return None
        if match["dir2"] == "前" and not match["dir"] and match["nunit"] == "年" and count:
            return self._ago(start, match.end("dir2"), count)
        part = {"个月": count / 12, "个季度": count / 4, "周": 0.0, "周年": 0.0}
        years = part.get(match["nunit"], float(count))
        period = Period(start, end, "duration", length=years, direction=direction)
        last = self.published
        if last is not None and direction == "past" and years >= 1:
            first = date(last.year - int(years) + 1, 1, 1)
            return replace(period, first=first, last=last, explicit_year=False)
        return period


#: The years of the national censuses (State Council, Regulations on National Censuses).
_CENSUS = {
    "人口": {"四": 1990, "五": 2000, "六": 2010, "七": 2020, "八": 2030},
    "农业": {"二": 2006, "三": 2016, "四": 2026},
    "经济": {"四": 2018, "五": 2023, "六": 2028, "七": 2033, "八": 2038},
}
_SHIFT = {
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "前一年": -1,
    "前年": -2,
    "明年": 1,
    "次年": 1,
    "后年": 2,
}


def _iso_day(start: int, end: int, printed: str) -> Period | None:
    """2025-01-20, 2025.1.20: a day; None where there is no such day."""
    try:
        day = date(*(int(part) for part in re.split("[-./]", printed)))
    except ValueError:
        return None
    return Period(start, end, "day", day, day)


def small_number(text: str) -> int:
    """The number of a printed month or count below a hundred: 12 or 十二; 0 for 几 and 半."""
    if text.isdigit():
        return int(text)
    if text in ("几", "数", "多"):
        return 0
    if text == "半":
        return 0
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * _ZH.get(tens[-1:], 1) + _ZH.get(ones[-1:], 0)
    return _ZH.get(text[-1], 0)


def year_number(text: str) -> int:
    """The number of a printed year: 2024 or 二〇二四."""
    if text.isdigit():
        return int(text)
    return int("".join(str(_ZH.get(c, 0)) for c in text.replace("○", "〇")))


def _span(start: int, end: int, first: int, last: int, grain: str = "span") -> Period:
    return Period(start, end, grain, date(first, 1, 1), date(last, 12, 31), False, 0)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _part_of_year(
    match: re.Match[str], year: int | None, start: int, end: int, text: str
) -> Period | None:
    """Read a quarter, half, month, day or year-to-date expression of a known year."""
    group = match.groupdict()
    if year is None:
        return Period(start, end, "duration")
    if group.get("ytd"):
        numbers = _NUMERAL.findall(group["ytd"])
        month = small_number(numbers[-1]) * (3 if "季度" in group["ytd"] else 1)
        opening = small_number(numbers[0]) if len(numbers) > 1 else 1
        if not (1 <= opening <= month <= 12):
            return None
        if opening == 1 and month == 12:
            return Period(start, end, "year", date(year, 1, 1), date(year, 12, 31))
        return Period(start, end, "ytd", date(year, opening, 1), _last_day(year, month))
    if group.get("half"):
        second = group["half"] == "下"
        grain, months = "half", (7, 12) if second else (1, 6)
    elif group.get("q"):
        quarter = small_number(group["q"])
        grain, months = "quarter", (3 * quarter - 2, 3 * quarter)
    elif group.get("m"):
        month = int(group["m"])
        if not 1 <= month <= 12:
            return None
        grain, months = "month", (month, month)
        if group.get("d"):
            day = int(group["d"])
            if not 1 <= day <= calendar.monthrange(year, month)[1]:
                return None
            return Period(start, end, "day", date(year, month, day), date(year, month, day))
    else:
        grain, months = "year", (1, 12)
    instant = bool(group.get("yend") or group.get("mend") or group.get("qend"))
    if not instant and grain in ("month", "quarter") and text[end : end + 1] in ("末", "底"):
        instant, end = True, end + 1
    if group.get("yend"):
        end = match.end()
    first, last = date(year, months[0], 1), _last_day(year, months[1])
    if group.get("ystart"):
        last = first
        instant = True
    return Period(start, end, grain, first, last, instant)
