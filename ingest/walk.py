"""Walk a sentence clause by clause, and let each number state what it can.

A clause is [period][place][status][indicator][verb][bound][number][unit][measure cues]. What a
clause leaves out comes from the clause before, then from the paragraph, then from the article: a
stack of scopes, of which the innermost explicit word wins. A comparison (比全市高) never moves the
subject.
"""

from __future__ import annotations

import re

from ingest import lists, phrases, positions, statements, subjects, timing
from ingest.lexicon import Lexicon
from ingest.numerals import Quantity
from ingest.scene import Fact, Other, Scene
from ingest.sentence import Clause, Sentence
from ingest.tokens import Tokens

#: 1万年前 is told.
_AGO = ("前", "以前", "之前")
#: 三天时间里
_WITHIN = ("时间里", "时间内", "时间，", "的时间里", "的时间内")
_AMONG = re.compile(r"\s*其中")


def read_sentence(
    text: str, start: int, end: int, found: Tokens, scene: Scene, lexicon: Lexicon
) -> list[Fact | Other]:
    """Read one sentence.

    :param text: the clean block; ``start`` and ``end`` are the half-open span of the sentence.
    :param found: the tokens of the block.
    :param scene: where the sentence takes up what those before it left, and leaves its own.
    :returns: what its quantities state, in order.
    """
    quantities, periods = found.within(start, end)
    told = quantities or periods or found.names_place(start, end)
    if not told and not subjects.may_turn(text, start, end, scene):
        return []
    subject, locked = subjects.opening_subject(text, start, end, scene, lexicon)
    s = Sentence(lexicon, text, start, end, quantities, periods, scene, subject, locked)
    s.last, s.last_value = scene.last, scene.last_value
    breaks_down = phrases.BREAKDOWN.match(text, start, end)
    if breaks_down and scene.whole is not None:
        s.last = s.last_value = scene.whole
    firm = scene.organisation
    result: list[Fact | Other] = []
    for clause in s.clauses():
        after_semicolon = text[clause.start - 1 : clause.start] == "；"
        # A firm named before stays; one that this sentence names has its own part of it.
        if quantities and after_semicolon and not locked and s.subject != firm:
            s.subject = subjects.after_part(s, clause, subject)
        subjects.move_subject(s, clause)
        if quantities:
            _move_among(s, clause, after_semicolon)
        if clause.quantities:
            result += _read_clause(s, clause)
            s.fresh_topic = False
            continue
        timing.move_period(s, clause.start, clause.end)
        if quantities:
            if text[clause.start - 1 : clause.start] != "（":
                s.spoken.append((clause.start, clause.end))
            s.fresh_topic = True
            lists.collect_items(s, clause.start, clause.end, before_respective=False)
    _leave(s)
    return result


def _move_among(s: Sentence, clause: Clause, after_semicolon: bool) -> None:
    """其中A；B ends with A, and 其中，A；B lists both."""
    if _AMONG.match(s.text, clause.start, clause.end):
        words = s.text[clause.start : clause.end].strip()
        s.among = "list" if words == "其中" else "part"
    elif after_semicolon and s.among != "list":
        s.among = ""


def _leave(s: Sentence) -> None:
    """Leave to the next sentence what it may take up."""
    scene = s.scene
    if s.opening_period is not None and s.text[s.start] not in "“‘":
        scene.period = s.opening_period
    if s.facts:
        scene.last, scene.last_value = s.facts[-1], s.last_value
        scene.status = s.facts[-1].status
        if not phrases.BREAKDOWN.match(s.text, *s.span):
            levels = (f for f in s.facts if f.measure == "level" and f.indicator.concept_id)
            scene.whole = next(levels, scene.whole)
        plain = (f.indicator for f in s.facts if f.measure == "level" and not f.indicator.scope)
        headline = next((i for i in plain if i.concept_id), None)
        if headline and (scene.about is None or s.subject == scene.subject):
            scene.about = headline


def _read_clause(s: Sentence, clause: Clause) -> list[Fact | Other]:
    """Read a clause with numbers, from left to right."""
    listed = _prepare_lists(s, clause)
    result: list[Fact | Other] = []
    position = clause.start
    ends = [*(q.start for q in clause.quantities[1:]), clause.end]
    for q, following in zip(clause.quantities, ends, strict=True):
        timing.move_period(s, position, q.start)
        subjects.move_to_own_place(s, position, q)
        if _is_label(s, q):
            result.append(Other(q.start, q.end, "name", "name.label", q.numeral))
            continue
        if _is_told_time(s, clause, q):
            result.append(Other(q.start, q.end, "period", "period.duration", q.numeral))
            position = q.end
            continue
        facts = statements.state(s, clause, q, position, following, listed.get(q.start))
        if facts:
            result += facts
            _remember(s, clause, q, facts)
        else:
            result.append(Other(q.start, q.end, "unresolved", "unresolved.unit", q.numeral))
        position = q.end
    timing.move_period(s, position, clause.end)
    if listed:
        # The parts of a ratio are no members of the list that the ratio is in.
        members = (f for f in s.facts if f.quantity.form != "ratio")
        s.series = [f for f in members if f.quantity.start in listed]
    s.spoken.append((clause.start, clause.end))
    return result


def _prepare_lists(s: Sentence, clause: Clause) -> dict[int, int]:
    """Find out what the lists of a clause are about: start of a quantity -> its place in a list."""
    respective = lists.respective(s, clause)
    if respective:
        before = clause.start, respective.start()
        if any(q.start > respective.start() for q in clause.quantities):
            lists.split_quarters(s, *before)
            lists.collect_items(s, *before, before_respective=True)
            lists.forget_older_items(s, clause, respective.start())
        if not s.items:
            lists.series_of_levels(s, clause)
    elif not lists.levels_right_before(s, clause):
        lists.collect_heads(s, clause)
    return lists.places(s, clause)


def _remember(s: Sentence, clause: Clause, q: Quantity, facts: list[Fact]) -> None:
    """Keep what the next number may go on from."""
    s.facts += facts
    if positions.counts_members(s, clause, q):
        return
    s.last = facts[-1]
    s.changed = facts[-1] if statements.is_base_value(s, clause, q) else None
    if s.last.measure != "rank" and not (s.last.rule == "level.change" and s.holds(s.last_value)):
        s.last_value = s.last


def _is_told_time(s: Sentence, clause: Clause, q: Quantity) -> bool:
    """A length of time that is told, not measured: 前后不过3天."""
    if q.unit == "年" and s.text.startswith(_AGO, q.end):
        return True
    if s.lexicon.dimension(q.unit) != "time" or s.scene.service_rules:
        return False
    if s.text.startswith(_WITHIN, q.end):
        return True
    around = s.text[clause.start : min(clause.end, q.end + 6)]
    return not s.lexicon.cues.measured_time.search(around)


def _is_label(s: Sentence, q: Quantity) -> bool:
    """第3 counts nothing unless it is a rank."""
    before = s.text[max(0, q.start - 1) : q.start]
    return q.form == "label" or (before == "第" and q.form != "rank")
