"""Score a warehouse against a gold standard: how many facts it found, and how many it got right.

A gold folder holds `<document>.jsonl`, one JSON object for each numeral of the text. It is matched
to the document whose id equals, or begins with, the file's stem.

A gold fact is *found* when an observation overlaps its span, and *strictly right* when one
observation there agrees in every field of `STRICT`. Precision counts every observation of the
warehouse, so that an invented fact costs as much as a missed one.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qushu.errors import QushuError
from qushu.paths import shown
from qushu.query import Answer, Warehouse

FIELDS = ("value", "unit", "subject", "year", "measure", "status", "bound", "indicator")
STRICT = tuple(name for name in FIELDS if name != "bound")

_SHOWN = ("measure", "value", "unit", "year", "status", "bound")
_GOLD_SHOWN = ("surface", "start", "subject", "indicator", *_SHOWN)
_SEEN_SHOWN = ("observation_id", "subject_name", "indicator_name", "scope", *_SHOWN, "rule_id")
_NO_FACT = frozenset({"name", "period", "noise"})
# Measure words that may stand for each other: 家, 户 and 个 count the same enterprises.
_COUNT_WORDS = frozenset({
    "家", "户", "个", "名", "人", "项", "件", "条", "次", "期", "批", "场",
    "位", "款", "套", "所", "座", "笔", "类", "部门", "种", "人次", "家次", "户次",
    "对", "支", "幢", "块", "村", "届", "处", "张", "起", "辆", "只", "例",
    "宗", "本", "床", "篇", "班", "周", "个(项)",
})  # fmt: skip
_UNIT_SPELLINGS = {
    "％": "%", "percent": "%", "百分点": "个百分点", "元人民币": "元", "人民币元": "元",
    "㎡": "平方米", "km²": "平方公里",
}  # fmt: skip
_SUBJECT_SPELLINGS = {"重庆经济技术开发区": "重庆经开区"}
_MEASURES = {
    "threshold": {"threshold", "level"},
    "multiple": {"multiple", "level", "growth_multiple"},
    "growth_multiple": {"growth_multiple", "growth", "multiple"},
    "structure": {"structure", "share"},
}
_BOUNDS = {
    "gt": {"gt", "ge", "approx"},
    "ge": {"ge", "gt"},
    "lt": {"lt", "le"},
    "le": {"le", "lt"},
    "range": {"range", "between"},
}

Row = dict[str, Any]


@dataclass(frozen=True)
class Mismatch:
    """A gold fact that is not strictly right: missed, if there is no observation."""

    document: str
    gold: Row
    observation: Row | None
    wrong: tuple[str, ...]

    def as_json(self) -> Row:
        """The two sides with the fields that matter, to find what to mend."""
        seen = self.observation
        return {
            "document": self.document,
            "wrong": self.wrong if seen else "missed",
            "gold": {name: self.gold.get(name) for name in _GOLD_SHOWN},
            "seen": seen and {name: seen[name] for name in _SEEN_SHOWN},
        }


@dataclass
class Scores:
    """Counts by gold file, and the facts that were not strictly right."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    mismatches: list[Mismatch] = field(default_factory=list)

    def figures(self) -> dict[str, dict[str, float | None]]:
        """The figures of each gold file, and of all together under `ALL`."""
        total = sum(self.counts.values(), Counter[str]())
        return {name: _figures(count) for name, count in [*self.counts.items(), ("ALL", total)]}

    def table(self) -> Answer:
        """The figures as rows to print."""
        figures = self.figures()
        columns = ("document", *figures["ALL"])
        return Answer(columns, [(name, *found.values()) for name, found in figures.items()])

    def overall(self) -> Answer:
        """The figures of all documents together, one a row."""
        return Answer(("figure", "of all documents"), list(self.figures()["ALL"].items()))


def score(warehouse: Warehouse, gold: Path) -> Scores:
    """Compare `marts.fct_observation` and `marts.fct_mention` with a folder of gold files."""
    order = "order by document_id, span_start, span_end, observation_id"
    observations = warehouse.ask(f"select * from marts.fct_observation {order}").records()
    ledger = warehouse.ask(f"select * from marts.fct_mention {order}").records()
    return compare(observations, ledger, gold)


def compare(observations: Iterable[Row], ledger: Iterable[Row], gold: Path) -> Scores:
    """Compare observations and mentions with a folder of gold files.

    :param observations: rows with the columns of `fct_observation` that are scored.
    :param ledger: rows with the columns of `fct_mention`.
    :raises QushuError: when the folder holds no gold file.
    """
    files = [file for file in sorted(gold.glob("*.jsonl")) if not file.stem.endswith("_measures")]
    if not files:
        raise QushuError(f"no gold files (*.jsonl) in {shown(gold)}")
    observed, listed = _by_document(observations), _by_document(ledger)
    scores = Scores()
    for file in files:
        document = _matching_document(file.stem, observed.keys() | listed.keys())
        found = observed.get(document, [])
        count, mismatches = _score_document(file, found, listed.get(document, []))
        scores.counts[file.stem] = count
        scores.mismatches += mismatches
    return scores


def _score_document(
    file: Path, observations: Sequence[Row], ledger: Sequence[Row]
) -> tuple[Counter[str], list[Mismatch]]:
    """Compare one gold file with the observations and the ledger of its document."""
    count: Counter[str] = Counter()
    mismatches = []
    gold = _read_gold(file)
    for mention in gold:
        if mention.get("numeral") == "ar":
            count["digits"] += 1
            count["digits_in_ledger"] += _is_touched(mention, ledger)
        rivals = _touching(mention, observations)
        if mention["type"] != "fact":
            if not _may_be_fact(mention):
                count["nonfact"] += 1
                count["nonfact_clean"] += not rivals
            continue
        if not rivals and not _NO_FACT.isdisjoint(_accepted(mention, "type")):
            continue
        count["facts"] += 1
        if not rivals:
            mismatches.append(Mismatch(file.stem, mention, None, STRICT))
            continue
        best = max(rivals, key=lambda rival: sum(_judge(mention, rival).values()))
        verdict = _judge(mention, best)
        count["found"] += 1
        count.update(f"ok_{name}" for name in FIELDS if verdict[name])
        if wrong := tuple(name for name in STRICT if not verdict[name]):
            mismatches.append(Mismatch(file.stem, mention, best, wrong))
        else:
            count["strict"] += 1
    doubtful = [m for m in gold if m["type"] != "fact" and _may_be_fact(m)]
    facts = [m for m in gold if _may_be_fact(m)]
    count["predicted"] = sum(not _is_covered(seen, doubtful) for seen in observations)
    count["spurious"] = sum(not _is_covered(seen, facts) for seen in observations)
    return count, mismatches


def _judge(gold: Row, seen: Row) -> dict[str, bool]:
    """Which fields of an observation agree with the gold fact."""
    return {
        "value": _same_value(gold, seen),
        "unit": any(_same_unit(unit, seen["unit"]) for unit in _accepted(gold, "unit")),
        "subject": any(
            _same_subject(name, seen["subject_name"]) for name in _accepted(gold, "subject")
        ),
        "year": gold.get("year") is None or seen["year"] in _accepted(gold, "year"),
        "measure": any(
            seen["measure"] in _MEASURES.get(name, {name}) for name in _accepted(gold, "measure")
        ),
        "status": seen["status"] in _accepted(gold, "status"),
        "bound": any(
            seen["bound"] in _BOUNDS.get(name, {name}) for name in _accepted(gold, "bound")
        ),
        "indicator": _has_keywords(gold, seen),
    }


def _same_value(gold: Row, seen: Row) -> bool:
    """A structure a:b:c is read as one observation for each part; a range has two ends."""
    if parts := gold.get("values"):
        return any(_near(part, seen["value"]) for part in [*parts, gold.get("value")])
    if gold.get("value") is None:
        return all(_near(gold.get(end), seen[end]) for end in ("value_low", "value_high"))
    numbers = [value for value in _accepted(gold, "value") if isinstance(value, int | float)]
    return any(_near(number, seen["value"]) for number in numbers)


def _near(left: Any, right: Any) -> bool:
    """Equal but for how a decimal is written as a float; nothing equals only nothing."""
    if left is None or right is None:
        return left is right
    left, right = float(left), float(right)
    return bool(abs(left - right) <= 1e-6 * max(1.0, abs(left), abs(right)))


def _same_unit(gold: str | None, seen: str | None) -> bool:
    """Equal, or both measure words, whatever the spelling."""
    left, right = (
        _UNIT_SPELLINGS.get(name, name) for name in ((gold or "").strip(), (seen or "").strip())
    )
    both_count = left in _COUNT_WORDS and right in _COUNT_WORDS
    return both_count or left.replace("个", "") == right.replace("个", "")


def _same_subject(gold: str | None, seen: str | None) -> bool:
    """Equal, or one the short form of the other."""
    if not seen:
        return False
    left, right = (_SUBJECT_SPELLINGS.get(name, name) for name in (gold or "", seen))
    is_short_form = len(right) > 1 and right in left and len(right) >= len(left) - 3
    return left in right or is_short_form or _without_kind(left) == _without_kind(right)


def _without_kind(name: str) -> str:
    """The name of a place without 省, 市, 区 or 县."""
    return re.sub(r"(省|市|区|县|自治县)$", "", name)


def _has_keywords(gold: Row, seen: Row) -> bool:
    """The observation's words contain one of each list of alternatives."""
    words = " ".join(str(seen[name] or "") for name in ("indicator_name", "scope", "base"))
    return all(any(word in words for word in either) for either in gold.get("keywords", []))


def _accepted(gold: Row, name: str) -> list[Any]:
    """The gold value of a field, and its alternatives.

    `alt` is an object of lists, or a list of objects.
    """
    alternatives = gold.get("alt") or {}
    values = [gold.get(name)]
    for group in alternatives if isinstance(alternatives, list) else [alternatives]:
        if isinstance(group, dict) and name in group:
            found = group[name]
            values += found if isinstance(found, list) else [found]
    return values


def _may_be_fact(gold: Row) -> bool:
    """Whether the gold calls this numeral a fact, or lets it be called one."""
    return "fact" in _accepted(gold, "type")


def _touching(gold: Row, rows: Iterable[Row]) -> list[Row]:
    """The rows whose span overlaps the gold mention."""
    start, end = gold["start"], gold["end"]
    return [row for row in rows if row["span_start"] < end and start < row["span_end"]]


def _is_touched(gold: Row, rows: Iterable[Row]) -> bool:
    """Whether any row overlaps the gold mention."""
    return bool(_touching(gold, rows))


def _is_covered(row: Row, mentions: Iterable[Row]) -> bool:
    """Whether a row overlaps any of the gold mentions."""
    return any(_is_touched(mention, [row]) for mention in mentions)


def _figures(count: Counter[str]) -> dict[str, float | None]:
    """Shares from counts; None where there is nothing to take a share of."""

    def share(part: str, whole: str) -> float | None:
        return round(count[part] / count[whole], 4) if count[whole] else None

    precision = share("strict", "predicted") or 0.0
    recall = share("strict", "facts") or 0.0
    both = count["predicted"] + count["facts"]
    return {
        "facts": count["facts"],
        "predicted": count["predicted"],
        "ledger": share("digits_in_ledger", "digits"),
        "detect_recall": share("found", "facts"),
        "nonfact_clean": share("nonfact_clean", "nonfact"),
        "spurious": count["spurious"],
        **{name: share(f"ok_{name}", "found") for name in FIELDS},
        "strict_precision": precision,
        "strict_recall": recall,
        "strict_f1": round(2 * count["strict"] / both, 4) if both else 0.0,
    }


def _read_gold(file: Path) -> list[Row]:
    """The mentions of a gold file."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except ValueError as error:
        raise QushuError(f"{shown(file)} is no gold file: {error}") from error


def _by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by document_id."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["document_id"], []).append(row)
    return found


def _matching_document(stem: str, documents: Iterable[str]) -> str:
    """The document that a gold file is about; its own name where there is none."""
    return next((name for name in sorted(documents) if name.startswith(stem)), stem)
