"""Know what every match of a pattern begins with, or contains, so that a search can be spared.

It is read off the parse tree of the pattern, so that nobody has to keep it up to date. The parser
is no public part of ``re``; ``tests/test_patterns.py`` holds it to what is said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: An element of a pattern as it is parsed: an operation, and what it applies to.
_Element = tuple[Any, Any]

_CLASSES = {
    code.CATEGORY_DIGIT: r"\d",
    code.CATEGORY_SPACE: r"\s",
    code.CATEGORY_WORD: r"\w",
}
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (code.AT, code.ASSERT, code.ASSERT_NOT)
#: A class of more characters is no sign of anything.
_FEW = 64
#: So many alternatives are tried faster than a class of characters.
_FEW_BRANCHES = 16

#: 2.2020年部分数据: the number of a note, and no whole part of a decimal.
LIST_NUMBER = re.compile(r"(?:^|[。；:])\s*\d{1,2}\.\Z")


def headed(pattern: str) -> re.Pattern[str]:
    """Compile a pattern so that a search rules out most positions of a text by one character.

    Otherwise it would try all alternatives at each position; ``re`` sees to it by itself only
    where all of them begin with a letter of their own. The matches are the same.
    """
    elements = parser.parse(pattern)
    if pattern.startswith(r"\d+") and elements[0][0] in _REPEATS:
        # ``re`` skips to a character, but not to one that is repeated.
        return re.compile(r"\d\d*" + pattern.removeprefix(r"\d+"))
    initials = "" if _is_plain(elements) else _edge(elements, last=False)
    return re.compile(f"(?=[{initials}])(?:{pattern})" if initials else pattern)


def longest_of(words: Iterable[str]) -> str:
    """A pattern for the longest of some words, which looks at each character of a text once.

    It matches what the words, the longest first, would match as alternatives.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    is_word = rests.pop("", None) is not None
    # What begins most words is tried first.
    heads = sorted(rests, key=lambda head: (-len(rests[head]), head))
    branches = [re.escape(head) + longest_of(rests[head]) for head in heads]
    if not branches:
        return ""
    if is_word:
        return f"(?:{'|'.join(branches)}|)"
    # One look rules out most texts, where it spares many.
    guard = f"(?=[{re.escape(''.join(heads))}])" if len(heads) > _FEW_BRANCHES else ""
    return f"(?:{guard}(?:{'|'.join(branches)}))"


def finals(pattern: str) -> re.Pattern[str]:
    """A pattern for the last character of every match of a pattern; any, where it may be any."""
    characters = _edge(parser.parse(pattern), last=True)
    return re.compile(f"[{characters}]" if characters else "(?s:.)?")


def signs(pattern: str) -> frozenset[str]:
    """Characters of which a text has one where it has a match of a pattern; empty for any text."""
    return _rarest(_signs(parser.parse(pattern))) or frozenset()


def _is_plain(elements: Any) -> bool:
    """Whether a pattern begins with a character, or one of several, as ``re`` likes it."""
    if not elements:
        return False
    operation, value = elements[0]
    if operation is code.SUBPATTERN:
        return _is_plain(value[-1])
    if operation is code.BRANCH:
        return all(branch and branch[0][0] is code.LITERAL for branch in value[1])
    return operation in (code.LITERAL, code.IN)


def _edge(elements: Any, last: bool) -> str:
    """The inside of a class of the characters that begin or end a match, or "" for any."""
    found = _edge_of_all(elements, last)
    return "" if found is None or found[1] else found[0]


def _edge_of_all(elements: Any, last: bool) -> tuple[str, bool] | None:
    """The inside of a class, and whether the elements may match nothing; None for any character."""
    characters = ""
    for element in reversed(elements) if last else elements:
        found = _edge_of(element, last)
        if found is None:
            return None
        characters += found[0]
        if not found[1]:
            return characters, False
    return characters, True


def _edge_of(element: _Element, last: bool) -> tuple[str, bool] | None:
    operation, value = element
    if operation is code.LITERAL:
        return re.escape(chr(value)), False
    if operation is code.IN:
        members = [_member(*member) for member in value]
        return ("".join(members), False) if all(members) else None
    if operation in _ZERO_WIDTH:
        return "", True
    if operation is code.BRANCH:
        branches = [_edge_of_all(branch, last) for branch in value[1]]
        known = [b for b in branches if b is not None]
        if len(known) < len(branches):
            return None
        return "".join(characters for characters, _ in known), any(empty for _, empty in known)
    if operation in _REPEATS:
        least, _, repeated = value
        found = _edge_of_all(repeated, last)
        return found and (found[0], found[1] or least == 0)
    if operation is code.SUBPATTERN:
        return _edge_of_all(value[-1], last)
    if operation is code.ATOMIC_GROUP:
        return _edge_of_all(value, last)
    return None


def _member(operation: Any, value: Any) -> str:
    """A member of a class as it is written in one; "" for what cannot be added to others."""
    if operation is code.LITERAL:
        return re.escape(chr(value))
    if operation is code.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CLASSES.get(value, "") if operation is code.CATEGORY else ""


def _rarest(found: list[frozenset[str]]) -> frozenset[str] | None:
    """The signs that fewest texts have: no digits, and few."""
    return min(found, key=lambda s: (any(c.isdigit() for c in s), len(s)), default=None)


def _signs(elements: Any) -> list[frozenset[str]]:
    """Sets of characters; of each of them a match has one."""
    return [signs for element in elements for signs in _signs_of(element)]


def _signs_of(element: _Element) -> list[frozenset[str]]:
    operation, value = element
    if operation is code.LITERAL:
        return [frozenset(chr(value))]
    if operation is code.IN:
        spans = [v if op is code.RANGE else (v, v) for op, v in value if op is not code.CATEGORY]
        few = len(spans) == len(value) and value[0][0] is not code.NEGATE
        if not few or sum(last - first + 1 for first, last in spans) > _FEW:
            return []
        return [frozenset(chr(c) for first, last in spans for c in range(first, last + 1))]
    if operation is code.BRANCH:
        branches = [_signs(branch) for branch in value[1]]
        rarest = [_rarest(found) for found in branches]
        known = [found for found in rarest if found is not None]
        union = [frozenset().union(*known)] if len(known) == len(branches) else []
        # What all branches have in common, and one sign of each.
        return [*set(branches[0]).intersection(*branches[1:]), *union]
    if operation in _REPEATS:
        return _signs(value[2]) if value[0] else []
    if operation in (code.SUBPATTERN, code.ASSERT):
        return _signs(value[-1])
    if operation is code.ATOMIC_GROUP:
        return _signs(value)
    return []
