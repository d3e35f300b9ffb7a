"""Texts are cut into runs and written as HTML without a character added, lost or moved.

| spans in 0-10  | segments                            |
| -------------- | ----------------------------------- |
| none           | 0-10                                |
| 2-5            | 0-2, 2-5, 5-10                      |
| 2-8, 4-6       | 0-2, 2-4, 4-6 (inner first), 6-8, … |
| 2-6, 4-8       | 0-2, 2-4, 4-6, 6-8, 8-10            |
"""

from typing import NamedTuple

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qushu.site.segments import html, legible, lines, parts, segments, shown


class Span(NamedTuple):
    span_start: int
    span_end: int


def covered(*spans: tuple[int, int]) -> list[tuple[int, int, list[tuple[int, int]]]]:
    found = segments(0, 10, [Span(*span) for span in spans])
    return [(one.start, one.end, [tuple(span) for span in one.spans]) for one in found]


def test_a_text_without_spans_is_one_segment():
    assert covered() == [(0, 10, [])]


def test_spans_at_both_ends_leave_nothing_around_them():
    assert covered((0, 4), (4, 10)) == [(0, 4, [(0, 4)]), (4, 10, [(4, 10)])]


def test_the_inner_of_nested_spans_comes_first():
    assert covered((2, 8), (4, 6))[2] == (4, 6, [(4, 6), (2, 8)])


def test_spans_that_cross_share_what_lies_in_both():
    assert covered((2, 6), (4, 8)) == [
        (0, 2, []),
        (2, 4, [(2, 6)]),
        (4, 6, [(2, 6), (4, 8)]),
        (6, 8, [(4, 8)]),
        (8, 10, []),
    ]


@pytest.mark.parametrize("span", [(3, 3), (5, 4), (-1, 2), (8, 11)])
def test_a_span_that_is_none_is_refused(span):
    with pytest.raises(ValueError, match="is not in 0-10"):
        list(segments(0, 10, [Span(*span)]))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text with whatever trips a page in it, and spans anywhere."""
    usual = st.sampled_from(
        "0123456789亿元，。<>&\"'\n\r\t \x00\x0b\x0c\x1b\x7f\x85\u2028\u202e\u2066"
    )
    text = "".join(draw(st.lists(usual | st.characters(codec="utf-8"), min_size=1, max_size=40)))
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=8))
    return text, [Span(*sorted(pair)) for pair in pairs if pair[0] != pair[1]]


@given(marked_texts())
def test_a_browser_finds_the_text_and_each_span_as_they_are(case):
    text, spans = case
    marked = "".join(
        f'<a data-start="{start}" data-end="{end}">{html(lines(text)[start:end])}</a>'
        for start, end, _ in segments(0, len(text), spans)
    )
    page = html5lib.parse(f"<!doctype html><div>{marked}</div>", namespaceHTMLElements=False)
    assert "".join(page.find(".//div").itertext()) == shown(text)
    for start, end in spans:
        inside = [
            "".join(one.itertext())
            for one in page.iter("a")
            if start <= int(one.get("data-start")) and int(one.get("data-end")) <= end
        ]
        assert "".join(inside) == shown(text)[start:end]


@given(marked_texts(), st.integers(1, 20))
def test_parts_of_a_long_text_make_the_whole_and_cut_no_span(case, size):
    text, spans = case
    found = parts(text, spans, size)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)
    cuts = {start for start, _ in found[1:]}
    assert not any(span.span_start < cut < span.span_end for cut in cuts for span in spans)


def test_a_long_text_is_cut_at_the_ends_of_its_lines():
    text = "一二三四五六七\n" * 10
    assert {end % 8 for _, end in parts(text, [], 30)} == {0}


def test_what_only_looks_like_text_is_shown_and_kept_to_itself():
    assert shown("a\x00b\x85c\rd\r\ne\u202ef") == "a␀b\ufffdc\nd\r\ne\u202ef"
    assert str(html("\u202e")) == (
        '<bdi class="unseen" data-name="RLO" title="right-to-left override">\u202e</bdi>'
    )
    assert str(html("<b>&\r\n")) == "&lt;b&gt;&amp;&#13;\n"


def test_names_turn_nothing_that_follows_them():
    assert legible("a\u202eb\x00c") == "a⟨RLO⟩b⟨U+0000⟩c"
    assert legible(html("\u202e")) == html("\u202e")
    assert legible(3) == 3
