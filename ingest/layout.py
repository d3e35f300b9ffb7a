"""Undo the layout of a page: rejoin the lines and words that columns have broken.

A text arrives as physical lines. :func:`blocks` returns logical ones, each with its clean text and
a map back to the characters of the file. Clean text is what every later module reads: full-width
digits and letters are half-width, blanks inside words are gone, and a sentence stands on one line.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from dataclasses import dataclass, field

from ingest.doubling import doubled

#: One to one, so that offsets stay. Full-width ASCII to half-width, except the punctuation that
#: Chinese sentences are made of.
_HALF_WIDTH = {chr(ord(c) + 0xFEE0): c for c in string.digits + string.ascii_letters}
_HALF_WIDTH |= {
    "％": "%",
    "．": ".",
    "／": "/",
    "＋": "+",
    "－": "-",
    "〜": "~",
    "～": "~",
    "–": "—",
    "―": "—",
    "─": "—",
    "∶": ":",
    "：": ":",
    "(": "（",
    ")": "）",
    "［": "[",
    "］": "]",
    ";": "；",
    "?": "？",
    "!": "！",
    "＂": '"',
    "\u3000": " ",
    "\xa0": " ",
    "\t": " ",
    "﻿": " ",
}
_TO_CLEAN = re.compile(f"[{re.escape(''.join(_HALF_WIDTH))}]")

_TERMINAL = ("。", "！", "？", "；", "…")
_CLOSING = "”’）》」』】"
_OPENING = re.compile(r"[“（《〔(‘]")
_ASCII = re.compile(r"[\0-~]+")
#: A line that starts like this starts something new.
_OPENERS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}(?:、|\.(?!\d))|（\d{1,2}）"
    r"|第[一二三四五六七八九十\d]{1,3}[章节条部]|[①-⑳■●◆▲★□◇○※]|本报讯|本报记者|——"
    r"|附表|附件|附录|注[:：]|单位[:：]|来源[:：]|\[\d{1,2}\]|附[:：])"
)
_BYLINE = re.compile(r"\s*(?:[（(]?本报讯|■)")
#: 江府发〔2023〕9号 in a line of its own, between the title and the addressees.
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[（(]\d{4}[〕\]）)]\s*\d+号")
_LINE_END = re.compile(r"(\r\n|[\n\r\f\v\x85\u2028\u2029])")
#: Without one of these a line has one cell.
_CELL_SIGN = re.compile(r"[\t|｜\u3000]|[ \xa0]{2}")
_CELL_GAP = re.compile(r"\s*(?:\t|[ \u3000\xa0]{2}|[|｜])\s*")
_CAPTION = re.compile(r"^附?[表图]|单位:")
_FIGURE_CELL = re.compile(
    r"[〔（(\[]?[≥≤＞＜><约近超]?[-—+－]?[\d０-９][\d０-９.,，．]*[%％‰]?(?:左右|以上|以内|以下)?[〕）)\]]?|—|－|-"
)
#: A single ideographic blank parts two cells, unless it spreads a word: 合　计.
_WIDE_BLANK = re.compile(r"(?<=[^\s\u3000])\u3000(?=[^\s\u3000])")
_SPREAD_BLANKS = 4
_SPREAD = re.compile(r"[\u4e00-\u9fff]")
_UNIT_START = re.compile(
    r"\s*(?:[万亿]|[元户家个人名项台米吨亩%％倍]|平方|公里|百分|千瓦|工作日|[年月日时]|季度|[余多](?=[万亿元户家个人名项件]))"
)
#: The rest of a number that a line end has broken, and no list number.
_NUMBER_GOES_ON = re.compile(r"\d+(?:\.\d+)?(?:[万亿元%％户家个人项]|，|。|、\d)|\.\d")
_DIGIT_END = re.compile(r"[\d.][万亿]?\s*$")
#: A line that ends so goes on after a column break.
_OPEN_END = re.compile(r"[\d\u4e00-\u9fff][到至占达比由从]$")
#: 工业用水：3.1元/立方米: a line that says whose figure it states.
_LABELLED = re.compile(r"[\u4e00-\u9fff（）/]{2,12}:[^:。；]{0,12}\d[^:。；]{0,30}")
_COMMA_OR_STOP = re.compile(r"[，。；]")
_COMMA = re.compile(r"(?<!^[一二三四五六七八九十])(?<!^十[一二三四五六七八九])[，、；]|,(?!\d)")


@dataclass(slots=True)
class Block:
    """A logical line: a paragraph, a heading, a caption or the row of a table.

    ``kind`` is ``"prose"``, ``"heading"``, ``"row"`` or ``"noise"``; ``text`` is clean; ``starts``
    and ``sources`` map a clean offset to the offset in the file (see :meth:`source`).
    """

    kind: str
    text: str
    starts: list[int]
    sources: list[int]
    paragraph: int
    cells: list[tuple[int, int]] = field(default_factory=list)

    def source(self, offset: int) -> int:
        """Map an offset of ``text`` to the offset of the same character in the file."""
        i = bisect_right(self.starts, offset) - 1
        return self.sources[i] + offset - self.starts[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open clean span to the half-open span of the file that encloses it."""
        first = self.source(start)
        if len(self.starts) == 1:
            return first, first + end - start
        return first, self.source(end - 1) + 1


@dataclass(slots=True)
class _Line:
    """A physical line without the blanks around it; ``text`` is as the file has it."""

    start: int
    text: str
    clean: str
    width: float
    blank_before: bool
    indented: bool
    terminated: bool
    doubled: bool
    row: bool = False


def blocks(text: str) -> list[Block]:
    """Split a decoded document into logical blocks, in the order of the file.

    :param text: the document as it stands in the file.
    :returns: blocks that together hold every visible character of the text.
    """
    lines = _lines(text)
    widths = _local_widths(lines)
    groups: list[list[_Line]] = []
    paragraph_of: list[int] = []
    paragraph = 0
    # In a text that is not hard-wrapped every finished line is a paragraph.
    wrapped = sum(not line.terminated for line in lines) > 0.4 * len(lines)
    for i, line in enumerate(lines):
        if i and _continues(lines[i - 1], line, widths[i - 1]):
            groups[-1].append(line)
            continue
        if not i or not wrapped or _starts_paragraph(lines[i - 1], line, widths[i - 1]):
            paragraph += 1
        groups.append([line])
        paragraph_of.append(paragraph)
    result = [_block(group, p) for group, p in zip(groups, paragraph_of, strict=True)]
    return [b for b in result if b.text]


def _lines(text: str) -> list[_Line]:
    result: list[_Line] = []
    gaps: list[int] = []
    line_ends = position = 0
    cleaned = _clean(text)
    for i, raw in enumerate(_LINE_END.split(text)):
        start, position = position, position + len(raw)
        if i % 2:
            line_ends += 1
            continue
        stripped = raw.strip()
        if not stripped:
            continue
        lead = len(raw) - len(raw.lstrip())
        clean = cleaned[start + lead : start + lead + len(stripped)]
        width = len(stripped) - 0.5 * sum(map(len, _ASCII.findall(clean)))
        gaps.append(line_ends - 1 if result else 0)
        result.append(
            _Line(
                start + lead,
                stripped,
                clean,
                width,
                line_ends != 1,
                lead > 0,
                _terminated(stripped),
                doubled(stripped),
            )
        )
        line_ends = 0
    if _double_spaced(result):
        # A blank line after every line says nothing; its absence, or a second one, does.
        for line, gap in zip(result, gaps, strict=True):
            line.blank_before = gap != 1
    _mark_rows(result)
    return result


def _double_spaced(lines: list[_Line]) -> bool:
    blank = sum(line.blank_before for line in lines) > 0.7 * len(lines)
    return len(lines) > 5 and blank and sum(not a.terminated for a in lines) > 0.5 * len(lines)


def _mark_rows(lines: list[_Line]) -> None:
    """Find the rows of tables: lines of several cells of which one is a figure, and their heads."""
    cells = [_cells(line.text) for line in lines]
    figures = [
        any(_FIGURE_CELL.fullmatch(line.text, *cell) for cell in row[1:])
        for line, row in zip(lines, cells, strict=True)
    ]
    for i, line in enumerate(lines):
        # A head stands right over the figures, or over the name of their first group.
        below = min(i + 1, len(lines) - 1)
        several = (len(cells[i]) > 2 or line.indented) and len(cells[below]) > 2
        two = several and not _CAPTION.search(line.clean)
        reach = 3 if two or (len(cells[i]) > 2 and len(lines[below].text) <= 12) else 2
        beside = (i and figures[i - 1]) or any(figures[i + 1 : i + reach])
        line.row = figures[i] or (len(cells[i]) > 1 and beside)


def _cells(line: str) -> list[tuple[int, int]]:
    """The spans of the cells of a line: parted by tabs, bars, two blanks or an ideographic one."""
    if not _CELL_SIGN.search(line):
        return [(0, len(line))]
    result: list[tuple[int, int]] = []
    position = 0
    for gap in [*_CELL_GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        if end > position:
            near = result and position - result[-1][1] <= _SPREAD_BLANKS
            spread = near and _SPREAD.fullmatch(line, *result[-1])
            if spread and _SPREAD.fullmatch(line, position, end):
                # 类  别: one word.
                result[-1] = (result[-1][0], end)
            else:
                result += _parted(line, position, end)
        position = gap.end() if gap else end
    return result


def _parted(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a cell at its single ideographic blanks."""
    result = [(start, end)]
    for blank in _WIDE_BLANK.finditer(line, start, end):
        last, _ = result[-1]
        stop = line.find("\u3000", blank.end(), end)
        left, right = line[last : blank.start()], line[blank.end() : stop if stop > 0 else end]
        if _SPREAD.fullmatch(left) and _SPREAD.fullmatch(right):
            continue
        result[-1:] = [(last, blank.start()), (blank.end(), end)]
    return result


def _local_widths(lines: list[_Line]) -> list[float]:
    """Give each line the width of its column: of the narrower of those before and after it.

    The second widest of the four lines on a side, so that one long heading does not count.
    """
    reach = 4
    widths = [line.width for line in lines]
    # The second widest of the four lines up to each index; what follows line i ends at i + 5.
    sides = (widths[max(0, i - reach) : i] for i in range(len(widths) + reach + 1))
    second = [sorted(side)[-2] if len(side) > 1 else float("inf") for side in sides]
    near = [min(second[i], second[i + reach + 1]) for i in range(len(widths))]
    return [own if n == float("inf") else n for own, n in zip(widths, near, strict=True)]


def _clean(text: str) -> str:
    """Make full-width characters half-width, one to one."""
    return _TO_CLEAN.sub(lambda m: _HALF_WIDTH[m.group()], text)


def _terminated(line: str) -> bool:
    return line.rstrip(_CLOSING + ' "').endswith(_TERMINAL)


def _open_bracket(line: str) -> bool:
    return _OPENING.search(line) is not None and any(
        line.count(a) > line.count(b) for a, b in ("“”", "（）", "《》", "〔〕", "()", "‘’")
    )


def _continues(before: _Line, line: _Line, width: float) -> bool:
    """Decide whether ``line`` goes on with the sentence that ``before`` began."""
    a, b = before.text, line.text
    if before.row or line.row or before.doubled or line.doubled:
        return False
    if _DOCUMENT_NUMBER.fullmatch(a) or _DOCUMENT_NUMBER.fullmatch(b):
        return False
    if _DIGIT_END.search(a) and (_UNIT_START.match(b) or _NUMBER_GOES_ON.match(b)):
        return True
    if _OPENERS.match(line.clean) and not _open_bracket(a):
        # 本报讯 and list numbers start anew, but a decimal or a dash may have been broken.
        return a[-1:] in "，、" and not _BYLINE.match(b)
    if before.terminated:
        return False
    if line.blank_before and _OPEN_END.search(a) and _COMMA_OR_STOP.search(b):
        return True
    if a[-1:] in "，、（《“〔" or b[0] in "，。、；：）》”〕％%":
        return True
    if a[-1:] in "：:" and line.blank_before:
        return False
    if _LABELLED.fullmatch(line.clean) and _heads_list(before):
        return False
    full = before.width >= 0.75 * width
    if line.indented and not before.indented and not line.blank_before:
        return False
    if _open_bracket(a):
        return True
    apart = before.blank_before or line.blank_before or _OPENERS.match(before.clean)
    if apart and line.width > 2 * before.width and not _COMMA_OR_STOP.search(a):
        # A headline: in a column the line before would be as wide.
        return False
    if full:
        # The widest line around may itself be a lone heading, unless commas tell it is prose.
        if not line.blank_before or _COMMA.search(a):
            return True
        return not before.blank_before and width <= 60 and line.width >= 0.7 * width
    # A short line between two blank ones is a heading, be there a comma in it or not.
    alone = before.blank_before and line.blank_before
    return before.width >= 12 and not alone and bool(_COMMA.search(a))


def _heads_list(line: _Line) -> bool:
    """Whether a line may stand before one of a list of labelled figures: one of them, a heading."""
    if _LABELLED.fullmatch(line.clean):
        return True
    return bool(_OPENERS.match(line.clean)) and not _COMMA_OR_STOP.search(line.text)


def _starts_paragraph(before: _Line, line: _Line, width: float) -> bool:
    """After a finished sentence: does a new paragraph start, or only a new line?"""
    if before.terminated and not line.blank_before and not line.indented:
        return before.width < 0.85 * width or bool(_OPENERS.match(line.text))
    return True


_PROSE = re.compile(r"[。；！？]")
_BLANKS = re.compile(r"[ \u3000\xa0\t\u200b\ufeff]+")
_WORD = re.compile(r"[A-Za-z0-9&]")


def _block(group: list[_Line], paragraph: int) -> Block:
    if group[0].row:
        return _row(group[0], paragraph)
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = 0
    for line in group:
        before = ""
        for first, last in _words(line):
            word, source = line.text[first:last], line.start + first
            if before and _gap(before, word):
                pieces.append(" ")
                starts.append(length)
                sources.append(source - 1)
                length += 1
            pieces.append(line.clean[first:last])
            starts.append(length)
            sources.append(source)
            length += last - first
            before = word
    text = "".join(pieces)
    # A paragraph in one line is as that line is.
    twice = group[0].doubled if text == group[0].text else doubled(text)
    return Block(_kind(text, twice), text, starts, sources, paragraph)


def _words(line: _Line) -> list[tuple[int, int]]:
    """The spans of a line between its blanks."""
    result: list[tuple[int, int]] = []
    position = 0
    for gap in _BLANKS.finditer(line.text):
        if gap.start() > position:
            result.append((position, gap.start()))
        position = gap.end()
    if position < len(line.text):
        result.append((position, len(line.text)))
    return result


def _gap(left: str, right: str) -> bool:
    """Whether a blank stays between two pieces of a line.

    Blanks between Latin words, between numbers and between phrases say something; those around a
    figure in Chinese text, and those that spread the characters of a word, do not.
    """
    a, b = left[-1], right[0]
    if _WORD.match(a) or _WORD.match(b):
        return bool(_WORD.match(a) and _WORD.match(b))
    return len(left) > 1 and len(right) > 1


def _row(line: _Line, paragraph: int) -> Block:
    """A table row keeps its blanks, and knows where its cells are."""
    return Block("row", line.clean, [0], [line.start], paragraph, _cells(line.text))


def _kind(text: str, twice: bool) -> str:
    if twice:
        return "noise"
    if len(text) <= 60 and not _PROSE.search(text):
        return "heading"
    return "prose"
