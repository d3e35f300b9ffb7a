"""What each mechanism of the reader brings: the score of every gold set with one mechanism off.

usage: python scripts/ablation.py   (or `make ablation`; takes some minutes)

Prints a Markdown table: strict F1 of all sets together, and what is lost without the mechanism.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from test_score import FLOORS, figures  # type: ignore[import-not-found]  # noqa: E402

from ingest import (  # noqa: E402
    articles,
    clauses,
    comparing,
    indicators,
    layout,
    lists,
    naming,
    places,
    reader,
    scene,
    status,
    subjects,
    timing,
    walk,
)

UNNAMED = indicators.Indicator("", scene.UNNAMED)


def _forgets(s: Any) -> tuple[Any, str]:
    """The period of the sentence, else that of the text."""
    if s.period is not None:
        return s.period, s.basis
    return s.scene.reference, "inferred"


#: What is switched off: its name -> (where, what, stand-in).
MECHANISMS: dict[str, tuple[Any, str, Any]] = {
    "broken lines are joined": (layout, "_continues", lambda *_: False),
    "tables have rows and columns": (layout, "_mark_rows", lambda _: None),
    "a page has articles": (reader, "articles", lambda blocks: [articles._article(blocks)]),
    "a catalogue of indicators": (indicators.Catalogue, "matches", lambda *_: []),
    "lists have places": (lists, "places", lambda *_: {}),
    "a clause inherits its indicator": (naming, "inherited", lambda *_: UNNAMED),
    "… and in comparisons": (comparing, "inherited", lambda *_: UNNAMED),
    "periods are carried": (timing, "when", _forgets),
    "a clause moves the subject": (subjects, "move_subject", lambda *_: None),
    "organisations are subjects": (places.Gazetteer, "organisation", lambda *_: None),
    "chapters of plans": (clauses, "_PLAN_HEADING", re.compile("(?!)")),
    "rules of a policy paper": (status, "_is_rule", lambda *_: False),
    "a change has a base year": (timing, "base_of_change", lambda _s, period: period),
    "clauses leave their topic": (walk, "phrase", lambda *_, **__: ""),
}


def score() -> float:
    """Strict F1 over all gold sets at hand, each weighed by its facts."""
    found = [figures(corpus, gold) for _, corpus, gold, _ in FLOORS if gold.exists()]
    facts = sum(f["facts"] for f in found)
    return float(sum(f["strict_f1"] * f["facts"] for f in found) / facts)


@contextmanager
def without(where: Any, what: str, stand_in: Callable[..., Any]) -> Iterator[None]:
    """Switch one mechanism off."""
    with mock.patch.object(where, what, stand_in):
        yield


def main() -> None:
    """Print the table."""
    whole = score()
    print(f"| without | strict F1 | loss |\n| --- | ---: | ---: |\n| (nothing) | {whole:.4f} | |")
    for name, mechanism in MECHANISMS.items():
        with without(*mechanism):
            left = score()
        print(f"| {name} | {left:.4f} | {whole - left:.4f} |", flush=True)


if __name__ == "__main__":
    main()
