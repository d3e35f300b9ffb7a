"""Find what a release knows by its name: in Chinese, in pinyin or in English, and misspelt.

| typed          | finds                                              |
| -------------- | -------------------------------------------------- |
| 璧山, 重庆市璧山区 | what has that name, short or with its place         |
| bishan, Bi Shan, bsq | the same, in pinyin or by its initials       |
| 碧山区          | what sounds alike: the wrong character was chosen   |
| foreign trade  | what has these English words                       |
| 进出口总额      | what is spelt alike                                |
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from qushu.names import Named

_EXACT = 100.0
#: From this score on, something has the name or holds it, and is not merely alike.
HOLDS = 80.0
# Where nothing has the name: how alike (0 to 100) what is spelt otherwise must be.
_ALIKE = 60.0


@dataclass(frozen=True)
class Match:
    """What was found, by which of its names, and how well that fits (0 to 100)."""

    named: Named
    name: str
    score: float


def search(among: Sequence[Named], typed: str) -> list[Match]:
    """What fits the typed name, best first, and what the texts speak of before the rest.

    What is only spelt alike counts where nothing has the name, sounds like it or holds its words.
    """
    if not _plain(typed):
        return []
    found = _literal(among, typed)
    if not found or typed.isascii():
        found += _spoken(among, typed)
    found = found or _misspelt(among, typed)
    best: dict[tuple[str, str], Match] = {}
    for match in found:
        key = (match.named.kind, match.named.id)
        if key not in best or match.score > best[key].score:
            best[key] = match
    return sorted(best.values(), key=_order)


def exact(among: Sequence[Named], typed: str) -> list[Named]:
    """Those that are meant when this is typed: by id, or else by name, or else in Latin letters."""
    by_id = [named for named in among if named.id == typed]
    if by_id:
        return by_id
    for matches in (_literal, _spoken):
        meant = {m.named.id: m.named for m in matches(among, typed) if m.score == _EXACT}
        if meant:
            return list(meant.values())
    return []


def _order(match: Match) -> tuple[int, bool, float, int, str]:
    """Tiers of ten points; within one, what the texts speak of."""
    n = match.named.n_observations
    return (-int(match.score // 10), n == 0, -match.score, -n, match.named.id)


def _plain(name: str) -> str:
    """A name without width, case, blanks and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


def _literal(among: Sequence[Named], typed: str) -> list[Match]:
    """What has the name, or begins with it, or holds it; in Chinese or English."""
    wanted = _plain(typed)
    words = set(typed.casefold().split())
    found = []
    for named in among:
        shorter = [wanted.removeprefix(_plain(place)) for place in named.places]
        for name in (*named.names, named.name_en, named.id):
            plain = _plain(name)
            score = max((_fit(one, plain) for one in (wanted, *shorter)), default=0)
            if score:
                found.append(Match(named, name, score))
        english = named.name_en.casefold()
        if len(words) > 1 and all(word in english for word in words):
            found.append(Match(named, named.name_en, 80.0))
    return found


def _fit(wanted: str, name: str) -> float:
    """100 for the same, 90 and more for how it begins, 80 and more for what it holds, else 0."""
    if not wanted or wanted not in name:
        return 0
    covered = 9 * len(wanted) / len(name)
    if wanted == name:
        return _EXACT
    return covered + (90 if name.startswith(wanted) else 80)


def _spoken(among: Sequence[Named], typed: str) -> list[Match]:
    """What is so pronounced: typed in pinyin, by its initials, or in the wrong characters."""
    from qushu import pinyin  # takes a third of a second, which most searches need not wait for

    is_latin = typed.isascii()
    wanted = pinyin.folded(typed if is_latin else "".join(pinyin.syllables(typed)))
    if len(wanted) < 2:
        return []
    found = []
    for named in among:
        for name in named.names:
            syllables = pinyin.syllables(name)
            score = _fit(wanted, "".join(syllables))
            if score and not _at_syllables(wanted, syllables):
                score = 0
            if not score and is_latin and wanted == "".join(one[:1] for one in syllables):
                score = 85.0
            if score:
                found.append(Match(named, name, score if is_latin else min(score, 79.0)))
    return found


def _at_syllables(wanted: str, syllables: list[str]) -> bool:
    """Whether a syllable begins where the wanted letters do, so that `an` is not in `bishan`."""
    rests = ("".join(syllables[i:]) for i in range(len(syllables)))
    return any(rest.startswith(wanted) for rest in rests)


def _misspelt(among: Sequence[Named], typed: str) -> list[Match]:
    """What is spelt alike, in Chinese, pinyin or English."""
    keys = [
        (named, name, spelling)
        for named in among
        for name in named.names
        for spelling in ([_plain(name)] if not typed.isascii() else _latin(named, name))
    ]
    wanted = utils.default_process(typed)
    close = process.extract(
        wanted if typed.isascii() else _plain(typed),
        [spelling for _, _, spelling in keys],
        scorer=fuzz.ratio,
        score_cutoff=_ALIKE,
        limit=50,
    )
    return [Match(*keys[i][:2], 0.79 * score) for _, score, i in close]


def _latin(named: Named, name: str) -> list[str]:
    """How a name is spelt in pinyin and, once for the thing, in English."""
    from qushu import pinyin

    spelt = ["".join(pinyin.syllables(name))]
    return [*spelt, utils.default_process(named.name_en)] if name == named.name_zh else spelt
