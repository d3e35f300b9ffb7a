"""Find ranks: ordinals that are a position in an order (居全市第3位), and no part of a name."""

from __future__ import annotations

import re

from ingest import chinese
from ingest.cues import CueBook
from ingest.numerals import Quantity

_RANK = re.compile(
    # 第三位, 第二大
    r"第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,4})(?P<unit>位|名)?(?P<great>大)?"
    # the second of 第一、二位
    r"|(?P<tail>[、和与]第?(?P<n2>[一二三四五六七八九十]{1,3}|\d{1,3})位)"
    # 前十强, but not 前三季度
    r"|前(?P<top>[一二三四五六七八九十]{1,3}|\d{1,3})(?P<topunit>位|名|强)?(?![年月季个次届期天])"
    # 居全市首位, but not 首位度
    r"|(?P<first>首位)(?![度产城])"
)
#: The group that a rank is among, right before it: 西部第一.
_AMONG = re.compile(
    r"(?:全[国省市区县州]|中西部|西部|世界|全球|国内)(?:同类[\u4e00-\u9fff]{0,6})?$"
)
#: 第二大产业: something is counted from the greatest.
_GREAT = re.compile(r"大[\u4e00-\u9fff]")
#: Between ranks in a row: 居第一、第三位.
_JOINT = re.compile(r"位?[、和与及]")
#: The rest of ordinals that share their noun: the 、三 of 第二、三产业.
_SHARED = re.compile(r"(?:[、和与及]第?[一二三四五六七八九十])*")
#: 把安全摆在首位 ranks nothing.
_HELD_HIGH = re.compile(r"[把将][^，。；]{1,22}$|[放摆][在到]$|作为$")
#: As far as this before an ordinal its verb may stand, in characters.
_REACH = 26


def find(text: str, cues: CueBook) -> list[Quantity]:
    """Find the ranks in a clean text.

    :returns: quantities of the form ``rank`` in 位, in order; ``infix`` is 前 for the first so
        many, and 大 for the n-th greatest.
    """
    result: list[Quantity] = []
    for match in _RANK.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        previous = result[-1].end if result else None
        infix = ""
        if match["n"]:
            group, end = "n", match.end("n")
            if not _is_rank(match, text, before, previous, cues):
                continue
            end = match.end("unit") if match["unit"] else end
            infix = "大" if match["great"] else ""
        elif match["n2"]:
            group, end = "n2", match.end("tail")
            if previous is None or match.start() - previous > 1:
                continue
        elif match["first"]:
            if cues.rank_verb.search(before) and not _HELD_HIGH.search(before):
                result.append(Quantity(*match.span(), "1", "zh", "rank", unit="位"))
            continue
        else:
            group, end = "top", match.end("topunit") if match["topunit"] else match.end("top")
            if not cues.rank_verb.search(before):
                continue
            infix = "前"
        start = match.start(group)
        numeral = "ar" if text[start].isdigit() else "zh"
        number = match[group] if match[group].isdigit() else str(chinese.integer(match[group])[0])
        result.append(Quantity(start, end, number, numeral, "rank", unit="位", infix=infix))
    return result


def _is_rank(
    match: re.Match[str], text: str, before: str, previous: int | None, cues: CueBook
) -> bool:
    """Whether 第N is a rank: by a verb, a group or a rank before it, or by its own 位.

    :param previous: the end of the rank before, if there is one.
    """
    end = match.end("n")
    arabic = text[match.start("n")].isdigit()
    follows = previous is not None and (
        bool(_JOINT.fullmatch(text, previous, match.start()))
        or (bool(match["unit"]) and match.start() - previous <= 8)
    )
    verb = bool(cues.rank_verb.search(before) or _AMONG.search(before)) or follows
    if not (verb or match["great"] or (match["unit"] and arabic)):
        return False
    shared = _SHARED.match(text, end)
    noun = shared.end() if shared else end
    if not match["unit"] and not match["great"] and cues.no_rank.match(text, noun):
        return False
    if match["unit"] and not verb and before.endswith(("的", "为")) and not arabic:
        return False
    return not match["great"] or bool(_GREAT.match(text, end))
