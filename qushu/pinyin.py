"""Chinese names in Latin letters, without tones, as people type them into a search box."""

from functools import cache

from pypinyin import lazy_pinyin
from pypinyin.contrib.mmseg import seg


def syllables(name: str) -> list[str]:
    """The syllables of a name, folded; what is not Chinese is one syllable as it stands.

    Words are read whole, since a character may be read in several ways: 重庆 is chong qing.
    """
    return [syllable for word in seg.cut(name) for syllable in _read(word)]


def folded(letters: str) -> str:
    """Letters and digits alone, in lower case; v stands for ü, and both for u."""
    return "".join(c for c in letters.lower() if c.isalnum()).translate(_U)


# After j, q, x and y the two dots are not written, and elsewhere seldom typed.
_U = str.maketrans("üv", "uu")


@cache
def _read(word: str) -> tuple[str, ...]:
    """One word. The cache saves most of the time: names share their words."""
    return tuple(filter(None, map(folded, lazy_pinyin(word))))
