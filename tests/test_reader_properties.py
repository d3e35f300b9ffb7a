"""Properties of the reader that hold on any text, and what must not change what it reads.

| property                                                  | on                          |
| --------------------------------------------------------- | --------------------------- |
| every run of digits lies in exactly one mention           | any characters, digit soup  |
| surfaces are quoted exactly, mentions never overlap       | the same                    |
| facts stand inside of mentions that are facts             | the same                    |
| a fact has the unit that it ends in, and one meaning      | the same                    |
| line ends, encodings, full-width digits change nothing    | generated documents         |
| neither does the width at which lines are wrapped         | generated documents         |
| nor what else the corpus holds, or was read before        | generated documents         |
| a changed digit changes the facts that hold it, no other  | generated documents         |
| another district moves the facts, and changes nothing     | generated documents         |
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import generator
import pytest
from generator import Place, Text
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reading import facts, read, read_bytes, seed

from ingest import subjects
from ingest.corpus import ingest_corpus
from ingest.reader import Reading

#: Every run draws the same examples.
SEEDED = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
#: What figures in a text are made of, and what stands around them.
SOUP = (
    "0123456789０１２．.,，、。；：:%％‰-—～~+×/（）()“”《》〔〕[]\n \t"
    "年月日季度前后上下末底一二三四五六七八九十百千万亿两半几多余近约超成倍分之点第居位名全市区县国"
    "元户家个人次吨亩米平方公里增长下降占比重达到目标其中分别和与同比由从至到以内不低于A5Gxkm①"
)

#: Any characters but controls, of which a text has few (see `ingest.decode`).
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t\f\v")

Observation = tuple[object, ...]


def observations(reading: Reading) -> list[Observation]:
    """What a reading states, without where it stands."""
    return [
        (
            *(f.value, f.value_low, f.value_high, f.unit, f.indicator, f.scope, f.subject),
            *(f.measure, f.status, f.year, f.bound),
        )
        for f in facts(reading)
    ]


def check_ledger(text: str, reading: Reading) -> None:
    """Every digit is accounted for once, every span is exact, and facts stand in their mentions."""
    end = 0
    for mention in reading.mentions:
        assert text[mention.span_start : mention.span_end] == mention.surface
        assert end <= mention.span_start < mention.span_end, (mention, end)
        end = mention.span_end
    spans = [(m.span_start, m.span_end) for m in reading.mentions]
    for run in re.finditer(r"\d+", text):
        holding = [s for s in spans if s[0] < run.end() and run.start() < s[1]]
        assert len(holding) == 1, (run.group(), holding)
        assert holding[0][0] <= run.start() and run.end() <= holding[0][1], (run.group(), holding)
    stating = [(m.span_start, m.span_end) for m in reading.mentions if m.disposition == "fact"]
    for fact in reading.facts:
        assert text[fact.span_start : fact.span_end] == fact.surface
        assert any(s <= fact.span_start and fact.span_end <= e for s, e in stating), fact
        assert fact.quote[fact.span_start - fact.quote_start :].startswith(fact.surface), fact
        assert bool(fact.wording) == (fact.status in ("target", "estimate")), fact
        assert fact.measure == "rank" or ends_in_its_unit(fact.surface, fact.unit), fact
    assert len({f.observation_id for f in reading.facts}) == len(reading.facts)
    meanings = [
        (f.span_start, f.span_end, f.subject_name, f.concept_id or f.indicator_name, f.scope,
         f.measure, f.base_id, f.unit, f.period)
        for f in reading.facts
    ]  # fmt: skip
    assert len(set(meanings)) == len(meanings), meanings


@cache
def unit_aliases() -> dict[str, str]:
    """The unit of each spelling."""
    return {row["alias"]: row["unit"] for row in seed("unit_aliases.csv")}


def ends_in_its_unit(surface: str, unit: str) -> bool:
    """Whether a surface ends in no unit, or in (the beginning of) a spelling of this one."""
    text = "".join(surface.split())
    ends = [alias for alias in unit_aliases() if text.endswith(alias)]
    own = [alias for alias, other in unit_aliases().items() if other == unit]
    return not (unit and ends) or any(a.startswith(end) for a in own for end in ends)


# --- the ledger ---------------------------------------------------------------------------------


@settings(SEEDED, max_examples=150)
@given(st.text(CHARACTERS, max_size=120))
def test_ledger_of_any_characters(text: str) -> None:
    check_ledger(text, read(text))


@settings(SEEDED, max_examples=600)
@given(st.text(alphabet=SOUP, max_size=100))
def test_ledger_of_digit_soup(text: str) -> None:
    check_ledger(text, read(text))


@settings(SEEDED, max_examples=150)
@given(st.text(alphabet="0123456789.,:-% \n", max_size=60))
def test_ledger_of_bare_digits(text: str) -> None:
    check_ledger(text, read(text))


@settings(SEEDED, max_examples=20)
@given(st.integers(0, 10**6), st.integers(12, 40))
def test_ledger_of_documents(number: int, width: int) -> None:
    text = generator.wrapped(generator.document(Random(number)).text, width)
    check_ledger(text, read(text))


#: Texts that once split a run of digits: an impossible month, a unit that ends in a digit, a
#: year with a slip.
SPLIT_RUNS = ("13月", "0m20亿", "达到九十个。2022023年，全区企业12户")


@pytest.mark.parametrize("text", SPLIT_RUNS)
def test_ledger_of_split_runs(text: str) -> None:
    check_ledger(text, read(text))


# --- what must not matter -----------------------------------------------------------------------

each_document = given(st.integers(0, 10**6).map(lambda n: generator.document(Random(n))))


def read_text(document: Text, text: str) -> list[Observation]:
    """The observations of a text that stands in for a document."""
    return observations(read(text, document.published, document.place))


@settings(SEEDED, max_examples=20)
@each_document
def test_line_ends_do_not_matter(document: Text) -> None:
    expected = read_text(document, document.text)
    assert read_text(document, document.text.replace("\n", "\r\n")) == expected
    assert read_text(document, document.text.replace("\n", "\r")) == expected


@settings(SEEDED, max_examples=20)
@each_document
def test_full_width_digits_do_not_matter(document: Text) -> None:
    text = document.text.translate(FULL_WIDTH)
    assert read_text(document, text) == read_text(document, document.text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@settings(SEEDED, max_examples=6)
@each_document
def test_encoding_does_not_matter(encoding: str, document: Text) -> None:
    data = document.text.encode(encoding)
    found = observations(read_bytes(data, document.published, document.place))
    assert found == read_text(document, document.text)


@settings(SEEDED, max_examples=40)
@given(st.integers(0, 10**6), st.integers(22, 40))
def test_width_of_lines_does_not_matter(number: int, width: int) -> None:
    document = generator.document(Random(number))
    # The rest of a title that is broken over two lines makes a column of its own: see NARROW.
    assume(document.text.index("\n") <= width)
    text = generator.wrapped(document.text, width)
    assert read_text(document, text) == read_text(document, document.text)


#: The share of facts that at least stay the same at a width, in columns narrower than 22
#: characters and in wider ones. What is lost: numbers broken in a line of many digits, and the
#: heading below a title of several lines.
NARROW, WIDE = 0.965, 0.995


@pytest.mark.parametrize("width", [*range(12, 22, 2), 22, 26, 32, 40])
def test_columns_change_little(width: int) -> None:
    same = stated = 0
    for number in range(40):
        document = generator.document(Random(number))
        expected = Counter(read_text(document, document.text))
        found = Counter(read_text(document, generator.wrapped(document.text, width)))
        same += (expected & found).total()
        stated += expected.total()
    bar = NARROW if width < 22 else WIDE
    assert same >= bar * stated, f"{same} of {stated} facts are the same, {same / stated:.3f}"


def test_other_documents_do_not_matter(tmp_path: Path) -> None:
    documents = {f"d{n}": generator.document(Random(n)) for n in range(6)}

    def rows(names: list[str]) -> dict[str, list[str]]:
        corpus, raw = tmp_path / "-".join(names), tmp_path / f"raw-{'-'.join(names)}"
        corpus.mkdir()
        for name in names:
            (corpus / f"{name}.txt").write_text(documents[name].text, encoding="utf-8")
        ingest_corpus(corpus, raw, workers=1)
        lines = (raw / "facts.csv").read_text(encoding="utf-8").splitlines()
        return {n: [line for line in lines if line.startswith(f"{n}@")] for n in names}

    together = rows(sorted(documents))
    for name in documents:
        assert rows([name])[name] == together[name] != []


def test_what_was_read_before_does_not_matter() -> None:
    documents = [generator.document(Random(n)) for n in range(8)]
    forward = [read_text(d, d.text) for d in documents]
    backward = [read_text(d, d.text) for d in reversed(documents)]
    assert forward == backward[::-1]


def test_sentences_that_are_passed_over_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence without a number, a time, a place or a firm leaves nothing to those after it."""
    silent = "大家的干劲更足了。记者在现场看到，处处是一派繁忙景象，“日子越来越好”。"
    documents = [generator.document(Random(n)) for n in range(10)]
    texts = [d.text.replace("。", f"。{silent}") for d in documents]
    passed_over = [read_text(d, t) for d, t in zip(documents, texts, strict=True)]
    monkeypatch.setattr(subjects, "may_turn", lambda *_: True)
    assert [read_text(d, t) for d, t in zip(documents, texts, strict=True)] == passed_over


# --- what must matter, and how far --------------------------------------------------------------


@settings(SEEDED, max_examples=60)
@given(st.integers(0, 10**6), st.data())
def test_a_changed_digit_changes_its_fact_alone(number: int, data: st.DataObject) -> None:
    document = generator.document(Random(number), paragraphs=2)
    before = read(document.text, document.published, document.place)
    holders = [f for f in before.facts if f.surface[0].isdigit()]
    fact = data.draw(st.sampled_from(holders))
    digit = 3 if fact.surface[0] != "3" else 7
    at = fact.span_start
    text = f"{document.text[:at]}{digit}{document.text[at + 1 :]}"
    after = observations(read(text, document.published, document.place))
    changed = [
        old for old, new, o in zip(observations(before), after, before.facts, strict=True)
        if old != new and not (o.span_start <= at < o.span_end)
    ]  # fmt: skip
    assert changed == []
    index = before.facts.index(fact)
    assert after[index] != observations(before)[index]
    assert after[index][3:] == observations(before)[index][3:]


@settings(SEEDED, max_examples=60)
@given(st.integers(0, 10**6), st.data())
def test_another_district_moves_the_facts(number: int, data: st.DataObject) -> None:
    first, second = data.draw(st.tuples(*[st.sampled_from(neighbours())] * 2))
    texts = [generator.document(Random(number), paragraphs=2, place=p) for p in (first, second)]
    one, other = (observations(read(t.text, t.published, t.place)) for t in texts)
    assert [moved(o, first, second) for o in one] == other


def moved(observation: Observation, first: Place, second: Place) -> Observation:
    """An observation with one district, and what it lies in, in the place of another."""

    def renamed(value: object) -> object:
        if not isinstance(value, str):
            return value
        return value.replace(first.name, second.name).replace(first.above, second.above)

    return tuple(renamed(value) for value in observation)


def neighbours() -> list[Place]:
    """Districts whose names end in 区, so that 全区 points at each."""
    return [p for p in generator.places() if p.name.endswith("区")][:400]
