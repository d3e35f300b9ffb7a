"""Read Chinese numerals: 三百五十, 二十万, 三点五."""

from __future__ import annotations

import re

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
#: 税收过亿元的楼宇, 百亿元级企业; after an amount that begins with a digit, 十亿元以上企业.
_CLASS_AFTER = re.compile(
    r"(?:及|或)?(?:以上)?"
    r"(?:的(?!资|投|奖)|级|以上|企业|楼宇|项目|俱乐部|园区|产业|集群)"
)
_CLASS_OF = re.compile(r"(?<=[亿万]元)(?:及|或)?以上的?(?:企业|项目|工业|楼宇|园区|产业|集群)")


def integer(text: str) -> tuple[int, int]:
    """Read a Chinese integer such as 三百五十 or 二十万.

    :returns: the value, and the place value of the last digit that was written (10 for 三百五十).
    :raises ValueError: for characters that form no number.
    """
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)), 1
    total = section = digit = 0
    last = 1
    for c in text:
        if c in DIGITS:
            digit, last = DIGITS[c], 1
        elif c in POWERS:
            section += (digit or 1) * POWERS[c]
            digit, last = 0, POWERS[c]
        elif c in MYRIADS:
            # 三亿五千万: 亿 multiplies all before it, 万 only what stands since.
            last = (last if section or digit else 1) * MYRIADS[c]
            if c == "亿":
                total = (total + section + digit or 1) * MYRIADS[c]
            else:
                total += (section + digit or 1) * MYRIADS[c]
            section = digit = 0
        else:
            raise ValueError(f"not a Chinese numeral: {text}")
    return total + section + digit, last


def plain(text: str) -> str:
    """A Chinese or Arabic integer, or a decimal such as 三点五, as plain decimal text."""
    if text[0] in "0123456789":
        return text
    whole, _, decimals = text.partition("点")
    value = str(integer(whole)[0])
    return f"{value}.{''.join(str(DIGITS.get(c, '')) for c in decimals)}" if decimals else value


def is_class(digits: str, text: str, end: int) -> bool:
    """Whether an amount describes a class and is none itself: 百亿元级企业, 十亿元以上企业.

    :param end: where it ends in the text, its unit included.
    """
    kind = _CLASS_AFTER if set(digits) <= set("百千万亿") else _CLASS_OF
    return kind.match(text, end) is not None
