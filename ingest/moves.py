"""Which way a rate has moved by so many percentage points."""

from __future__ import annotations

import re

_DOWN = re.compile(r"下降|回落|减少|降低|下滑|放缓|下拉|拉低|拖累|下调|下浮|调低")
_MOVED_DOWN = re.compile(r"下降|回落|减少|降低|放缓|下滑|低|慢|少")
#: A fall that gets smaller moves up; one that gets wider, and a rise that gets smaller, down.
_FALL_NARROWED = re.compile(r"(?:降幅|跌幅)[^，]{0,14}(?:收窄|缩小)")
_FALL_WIDENED = re.compile(r"(?:降幅|跌幅)[^，]{0,14}扩大")
_NARROWED = re.compile(r"收窄|缩小")
_RISE_NARROWED = re.compile(r"(?:增幅|涨幅|增速)[^，]{0,14}(?:收窄|缩小)")


def sign(words: str, fell: bool, verb: str = "") -> int:
    """The sign of a move by points: a fall that narrows is a rise, a rise that narrows a fall.

    :param fell: the figure before is a fall.
    :param verb: the verb after an earlier time, which may be an adjective (比上年低); "" for none.
    """
    if _FALL_NARROWED.search(words):
        return 1
    down = _MOVED_DOWN.search(verb) if verb else _DOWN.search(words)
    falls = _FALL_WIDENED.search(words) or _RISE_NARROWED.search(words) or down
    # 亏损面38.9%，收窄2.1个百分点; but 下降4.5%，收窄2.1个百分点 is of the fall.
    return -1 if falls or (_NARROWED.search(verb or words) and not fell) else 1
