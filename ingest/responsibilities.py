"""Find the numbered measures of a policy paper, and the units that lead or share each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.layout import Block

_SECTION = re.compile(r"^（[一二三四五六七八九十]{1,3}）\s*(?P<title>[^。；]{2,40})。?")
_CHAPTER = re.compile(r"^[一二三四五六七八九十]{1,3}、\s*(?P<title>[^。；]{2,30})")
_MEASURE = re.compile(
    r"^(?P<number>\d{1,3})[.．、]\s*(?:\[[^\]]*\])?(?P<title>[^。；：:]{2,40})[。：:]"
)
_UNITS = re.compile(
    r"(?P<role>牵头|责任|配合|主办|协办|参与)(?:单位|部门)[:：](?P<units>[^；;）)。]+)"
)
_UNIT_JOINT = re.compile(r"[、，,]")
_ROLES = {"牵头": "lead", "主办": "lead"}


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One unit that answers for one measure; spans are of the file."""

    number: int
    section: str
    title: str
    start: int
    end: int
    role: str
    department: str
    position: int

    def row(self) -> tuple[int, str, str, int, int, str, str, int]:
        """The columns of a measure row after its keys."""
        return (
            self.number,
            self.section,
            self.title,
            self.start,
            self.end,
            self.role,
            self.department,
            self.position,
        )


def measures(blocks: list[Block]) -> Iterator[Responsibility]:
    """Yield the units of each numbered measure, in the order in which they are named.

    Where a paper numbers a measure 1., its section is the （一） heading above it; where it numbers
    measures （一） only, the section is the 一、 chapter. A measure that names no unit yields none.
    """
    section, chapter, count = "", "", 0
    for block in blocks:
        text = block.text
        if match := _CHAPTER.match(text):
            chapter, section = match.group().rstrip("。"), ""
        numbered = _MEASURE.match(text)
        bracketed = _SECTION.match(text)
        if bracketed and not _UNITS.search(text):
            section = bracketed.group().rstrip("。")
            continue
        if numbered:
            number, title, part = int(numbered["number"]), numbered["title"], section or chapter
        elif bracketed:
            count += 1
            number, title, part = count, bracketed["title"], chapter
        else:
            continue
        start, end = block.span(0, len(text))
        named: set[tuple[str, str]] = set()
        for found in _UNITS.finditer(text):
            role = _ROLES.get(found["role"], "responsible")
            for unit in _UNIT_JOINT.split(found["units"]):
                if unit.strip() and (role, unit.strip()) not in named:
                    named.add((role, unit.strip()))
                    yield Responsibility(
                        number, part, title.strip(), start, end, role, unit.strip(), len(named)
                    )
