"""Cue words, compiled: what decides the measure, the bound and the status of a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

Cues = dict[str, list[str]]


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


class CueBook:
    """The compiled cue words of ``language/cues.yml``."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def _words(self, *names: str) -> str:
        return alternation(w for n in names for w in self._cues[n])

    @cached_property
    def target(self) -> re.Pattern[str]:
        """Words after which a figure is a target."""
        words = [w for w in self._cues["target"] if w not in ("计划", "规划", "目标", "拟")]
        verb = r"(?:^|(?<=[，,；：:。区市县司还并们年]))(?:计划|规划(?=到|建设|新建|实现|引进|打造|布局)|拟)(?!单列|生育|总投资|的|任务)"
        return re.compile(rf"{alternation(words)}|(?<![完成项])(?:目标(?!任务的))|{verb}")

    @cached_property
    def estimate(self) -> re.Pattern[str]:
        """Words after which a figure is an estimate."""
        return re.compile(rf"(?:{self._words('estimate')})(?!目标|性|寿命)")

    @cached_property
    def rule(self) -> re.Pattern[str]:
        """Words of a rule: caps, awards, service standards."""
        return re.compile(self._words("rule"))

    @cached_property
    def growth(self) -> re.Pattern[str]:
        """A word of growth or decline, not followed by 到 or 至."""
        level = self._words("to_level")
        return re.compile(
            rf"(?P<level>{level})|(?<!新)(?P<down>{self._words('growth_down')})(?!税|免|贫|排|碳|污|量|面|本增)"
            rf"|(?<!新)(?P<up>{self._words('growth_up')})(?!加值|值税|值|率|面|长面|长率|点|极|量|资|级|设|派|学|温|旗)"
        )

    @cached_property
    def share(self) -> re.Pattern[str]:
        """A word that makes a percentage a share."""
        return re.compile(self._words("share"))

    @cached_property
    def bound_before(self) -> re.Pattern[str]:
        """A bound at the end of what stands before a number; the group names it."""
        groups = self._cues["bound_before"]
        assert isinstance(groups, dict)
        body = "|".join(f"(?P<{k}>{alternation(v)})" for k, v in groups.items())
        return re.compile(rf"(?:{body})(?:了|到|达|达到|可达|可贷)?$")

    @cached_property
    def bound_after(self) -> re.Pattern[str]:
        """A bound right after a number; the group names it."""
        groups = self._cues["bound_after"]
        assert isinstance(groups, dict)
        body = "|".join(f"(?P<{k}>{alternation(v)})" for k, v in groups.items())
        return re.compile(rf"(?:（含）)?(?:{body})")

    @cached_property
    def lead(self) -> re.Pattern[str]:
        """Connectors that a noun phrase may start with."""
        return re.compile(rf"^(?:[，,、；;：:（）\s—“”]|{self._words('connectors')})+")

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """Verbs and adverbs that a noun phrase may end with."""
        return re.compile(rf"(?:[，,、；;：:（）\s—]|{self._words('fillers')})+$")

    @cached_property
    def verb(self) -> re.Pattern[str]:
        """A verb of statement inside a phrase: what follows it is the noun."""
        return re.compile(r"实现|完成|达到|力争|预计|累计|共计|带动|拉动|推动|促进|争取|确保|其中|新规划|依然|表现|突出")

    @cached_property
    def rank(self) -> re.Pattern[str]:
        """A verb that a rank follows."""
        return re.compile(self._words("rank"))
