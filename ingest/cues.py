"""Cue words, compiled: what decides the status, measure, bound and name of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.patterns import finals, headed
from ingest.vocabulary import Groups, Vocabulary


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match of a pattern in a text, or None."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


class CueBook:
    """The cue words of clauses and tables, with where each must stand; one per process.

    What the words of a list mean is said in ``language/cues.yml``.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        words, groups = vocabulary.cues, vocabulary.cue_groups

        def any_of(name: str) -> str:
            return f"(?:{alternation(words[name])})"

        # Status.
        self.target = headed(any_of("target"))
        self.estimate = headed(rf"{any_of('estimate')}(?!目标|性|寿命)")
        self.rule = headed(any_of("rule"))
        self.award = headed(any_of("award"))
        self.relief = headed(any_of("relief"))
        self.done = headed(any_of("done"))
        self.past = headed(any_of("past"))
        self.so_far = headed(any_of("so_far"))
        self.past_figure = headed(any_of("past_figure"))
        self.yearly = headed(any_of("yearly"))
        self.review = headed(any_of("review"))
        self.existing = headed(any_of("existing"))
        #: A word that tells how firmly an aim is meant; the group says how.
        self.wording = headed(_named_groups(groups["wording"]))
        #: The end of a policy paper's title: 若干措施（试行）, 管理办法的通知.
        self.rule_title = headed(rf"{any_of('rule_genre')}(?:（[^）]*）)?[”》]?(?:的通知)?$")
        #: (revision, words that tell it), in the order in which they are tried.
        self.revisions = [(k, headed(alternation(v))) for k, v in groups["revision"].items()]

        # Measure.
        #: A word of growth or decline; the group says which, ``level`` that it leads to a level.
        self.growth = headed(
            rf"(?P<level>{alternation(words['to_level'])})"
            rf"|(?<!新)(?P<down>{alternation(words['growth_down'])})(?!税|免|贫|排|碳|污|量|面|本增|(?<=减)率)"
            rf"|(?<!新)(?P<up>{alternation(words['growth_up'])})"
            r"(?!加值|值税|值|率|面|长面|长率|点|极|量|资|级|设|派|学|温|旗|初|本|高中)"
        )
        self.share = headed(any_of("share"))
        self.head_growth = headed(any_of("head_growth"))
        self.head_share = headed(any_of("head_share"))
        self.head_rank = headed(any_of("head_rank"))

        # Rank. A verb may have words between itself and the rank: 位居全市各区县第三.
        self.rank_verb = headed(rf"{any_of('rank_verb')}[^，。；\d]{{0,22}}$")
        self.no_rank = headed(any_of("no_rank"))

        # Bound, right before and right after a number; the group names it.
        before, after = _named_groups(groups["bound_before"]), _named_groups(groups["bound_after"])
        self.bound_before = headed(rf"(?:{before})(?:了|到|达|达到|可达|可贷)?$")
        self.bound_after = headed(rf"(?:（含）)?(?:{after})")

        # Noun phrases.
        # Connectors that a phrase may start with, and verbs and adverbs that it may end with.
        self._lead = re.compile(
            rf"^(?:[，,、；;：:（）\s—“”]|(?!{any_of('connector_words')}){any_of('connectors')})+"
        )
        tail = rf"(?:[，,、；;：:（）\s—-]|{any_of('fillers')})+$"
        self._tail, self._tail_end = headed(tail), finals(tail)
        self.statement_verb = headed(any_of("statement_verb"))
        self.manner = headed(any_of("manner"))
        self.empty_phrase = headed(rf"^{any_of('empty_phrase')}+$")
        self.list_filler = headed(any_of("list_filler"))
        self.empty_topic = headed(any_of("empty_topic"))
        self.coordinate = headed(any_of("coordinate"))
        self.pronoun = headed(any_of("pronoun"))

        # Counts.
        self.count_noun = {u: noun for noun, units in groups["count_noun"].items() for u in units}
        self.count_like = frozenset(words["count_like"])
        self.counted_verb = headed(any_of("counted_verb"))
        self.verb_end = headed(rf"{any_of('verb_end')}$")
        self.noun_end = headed(rf"{any_of('noun_end')}$")
        self.verb_start = headed(any_of("verb_start"))
        self.money_verb = headed(rf"{any_of('money_verb')}$")
        self.of_firms = frozenset(words["of_firms"])
        self.measured_time = headed(any_of("measured_time"))

        # Subject.
        self.before_subject = headed(any_of("before_subject"))
        #: 全区公司, 新增上市公司: firms of a kind, which are nobody in particular.
        self.kind_of_firm = re.compile(
            rf"^(?:[全各本我该](?:[国省市区县州].{{0,8}}|.{{0,4}})|{any_of('kind_of_firm')}+)(?:公司|集团|控股|股份|合作社)"
        )
        self.before_firm = headed(rf"^{any_of('before_firm')}+")
        self.award_before = headed(rf"{any_of('award_before')}$")
        self.founded_before = headed(rf"{any_of('founded_before')}于$")

    def without_lead(self, phrase: str) -> str:
        """A phrase without the connectors and marks that it starts with."""
        lead = self._lead.match(phrase)
        return phrase[lead.end() :] if lead else phrase

    def without_tail(self, phrase: str) -> str:
        """A phrase without the verbs, adverbs and marks that it ends with."""
        if not self._tail_end.match(phrase[-1:]):
            return phrase
        return self._tail.sub("", phrase)


def _named_groups(groups: Groups) -> str:
    return "|".join(f"(?P<{name}>{alternation(words)})" for name, words in groups.items())
