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
    """One unit that answers for one measure; spans are of the file.

    ``role_basis``: explicit where the paper prints the role, inferred where it must mean another.
    """

    number: int
    section: str
    title: str
    start: int
    end: int
    role: str
    role_basis: str
    department: str
    position: int

    def row(self) -> tuple[int, str, str, int, int, str, str, str, int]:
        """The columns of a measure row after its keys."""
        return (
            self.number,
            self.section,
            self.title,
            self.start,
            self.end,
            self.role,
            self.role_basis,
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
        lists = list(_UNITS.finditer(text))
        for place, found in enumerate(lists):
            role, basis = _ROLES.get(found["role"], "responsible"), "explicit"
            if place == 0 and role != "lead" and found["role"] in [x["role"] for x in lists[1:]]:
                # Of two lists under one word the first is that of the leaders, misprinted.
                role, basis = "lead", "inferred"
            for unit in _UNIT_JOINT.split(found["units"]):
                if unit.strip() and (role, unit.strip()) not in named:
                    named.add((role, unit.strip()))
                    yield Responsibility(
                        number,
                        part,
                        title.strip(),
                        start,
                        end,
                        role,
                        basis,
                        unit.strip(),
                        len(named),
                    )
