"""What the tests of identities share: facts in one line each, and a warehouse built from them.

A fact is written ``indicator[~scope][@district] period [bound]number[scale]unit``:

| written                          | means                                          |
| -------------------------------- | ---------------------------------------------- |
| ``gdp 2022 938.62亿元``          | a level of a year                              |
| ``gdp 2022-Q1 210亿元``          | of a quarter (H1, 2022-03, 2022-01/2022-09)    |
| ``loans 2022-12-31 98亿元``      | as of a day                                    |
| ``gdp@500104 2022 9亿元``        | of another district than 500000                |
| ``gdp.growth.yoy 2022 5.2%``     | a growth; measure and base follow the concept  |
| ``企业数 2022 近300家``          | of a phrase; nearly (约 about, 余 more, ≥, ≤)  |
| ``其中 exports_total 2022 6亿`` | a part of the figure before; 其中， opens a list |
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from reading import seed

from ingest.rows import TABLES, DocumentRow, FactRow, MentionRow, Row, as_csv, header

CONCEPTS = {row["indicator_id"]: row for row in seed("indicators.csv")}
_SCALES = sorted((row["scale"] for row in seed("scales.csv")), key=len, reverse=True)
_FACT = re.compile(
    r"(?:(?P<among>其中，?) )?(?P<indicator>[^\s~@]+)(?:~(?P<scope>[^\s@]+))?"
    r"(?:@(?P<district>\S+))?"
    r" (?P<period>\S+) (?P<bound>[近约余≥≤])?(?P<number>-?[0-9.]+)"
    rf"(?P<scale>{'|'.join(_SCALES)})?(?P<unit>\S+)"
)
_BOUNDS = {"近": "approx", "约": "approx", "余": "gt", "≥": "ge", "≤": "le", None: "eq"}
_AMONG = {"其中": "part", "其中，": "list", None: ""}


def period_days(period: str) -> tuple[str, str, str]:
    """First day ("" for an as-of date), last day and grain of a period."""

    def days(year: str, first: int, last: int, grain: str) -> tuple[str, str, str]:
        end = date(int(year), last, monthrange(int(year), last)[1])
        return f"{year}-{first:02}-01", end.isoformat(), grain

    if len(period) == 4:
        return days(period, 1, 12, "year")
    if found := re.fullmatch(r"(\d{4})-Q(\d)", period):
        return days(found[1], 3 * int(found[2]) - 2, 3 * int(found[2]), "quarter")
    if found := re.fullmatch(r"(\d{4})-H(\d)", period):
        return days(found[1], 6 * int(found[2]) - 5, 6 * int(found[2]), "half")
    if found := re.fullmatch(r"(\d{4})-01/\1-(\d\d)", period):
        return days(found[1], 1, int(found[2]), "ytd")
    if found := re.fullmatch(r"(\d{4})-(\d\d)", period):
        return days(found[1], int(found[2]), int(found[2]), "month")
    return "", period, "instant"


def fact(line: str, document: str, at: int) -> FactRow:
    """The fact that a line writes, at a place of its document."""
    found = _FACT.fullmatch(line)
    assert found, line
    name, _, rest = found["indicator"].partition(".")
    measure, _, base = rest.partition(".")
    concept = CONCEPTS.get(name)
    first, last, grain = period_days(found["period"])
    number = found["number"]
    decimals = len(number.partition(".")[2])
    surface = f"{number}{found['scale'] or ''}{found['unit']}"
    return FactRow(
        observation_id=f"{document}@{at}-{at + len(surface)}",
        document_id=document,
        span_start=at,
        span_end=at + len(surface),
        surface=surface,
        quote_start=0,
        quote=line,
        subject_name=found["district"] or "重庆市",
        subject_type="district" if found["district"] else "city",
        district_id=found["district"] or "500000",
        concept_id=name if concept else "",
        indicator_name=concept["name_zh"] if concept else name,
        scope=found["scope"] or "",
        measure=measure or "level",
        base=base,
        base_id=base,
        number=number,
        number_low="",
        number_high="",
        resolution=str(Decimal(1).scaleb(-decimals)),
        scale=found["scale"] or "",
        unit=found["unit"],
        bound=_BOUNDS[found["bound"]],
        bound_side="below" if found["bound"] == "近" else "",
        period=found["period"],
        period_start=first,
        period_end=last,
        period_grain=grain,
        year=last[:4],
        period_basis="explicit",
        status="actual",
        wording="",
        revision="",
        among=_AMONG[found["among"]],
        rule_id="level.amount",
    )


def document(name: str, lines: Iterable[str]) -> Iterator[tuple[str, Row]]:
    """A document of facts: its rows, each with the file that it belongs to."""
    facts = [fact(line, name, 20 * i) for i, line in enumerate(lines)]
    yield (
        "documents.csv",
        DocumentRow(name, name, "", "", "2024-01-01", "manifest", "", "none", "", "utf-8", "", 999),
    )
    ratio = [f for f in facts if f.measure == "structure"]
    for row in facts:
        mention = MentionRow(
            name,
            row.span_start,
            row.span_end,
            row.surface,
            "ar",
            "fact",
            row.rule_id,
            row.observation_id,
        )
        if row in ratio:
            # The parts of a ratio stand in one mention.
            mention = mention._replace(
                span_end=ratio[-1].span_end, observation_id=ratio[0].observation_id
            )
        if row not in ratio[1:]:
            yield "mentions.csv", mention
        yield "facts.csv", row


def write(folder: Path, rows: Iterable[tuple[str, Row]]) -> None:
    """Write rows to the raw tables of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for name, row in rows:
        tables[name].append(row)
    for name, row_type in TABLES.items():
        head = ",".join(header(row_type)) + "\n"
        (folder / name).write_bytes(head.encode() + as_csv(tables[name]))
