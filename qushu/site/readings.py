"""What was read of each document: its numerals, its facts, and what other figures say to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from urllib.parse import quote

from qushu.query import Warehouse
from qushu.site.catalogue import Row, rows_by
from qushu.site.figures import conversion, grouped
from qushu.site.reuse import Mentioned

_DOCUMENTS = """
select
    document_id, file, title, publisher, published_on, published_basis, place, district_id,
    encoding, sha256, n_characters
from dim_document
where document_id in (select unnest(?))
order by document_id
"""
_MENTIONS = """
select document_id, span_start, span_end, surface, disposition, reason
from fct_mention
where document_id in (select unnest(?))
order by document_id, span_start
"""
_FACTS = """
select
    observation_id, document_id, span_start, span_end, surface, quote, quote_start,
    subject_name, subject_type, fact.district_id, fact.indicator_id, scope, measure, base,
    value, value_low, value_high, fact.unit, precision, bound, period, period_basis, status,
    wording, revision, rule_id, number, number_low, number_high,
    fact.scale, scales.factor as scale_factor, unit_printed, units.factor_to_base,
    correction, correction_reason
from fct_observation as fact
left join staging.stg_scales as scales on fact.scale = scales.scale
left join dim_unit as units on fact.unit_printed = units.unit
where document_id in (select unnest(?))
order by document_id, span_start, observation_id
"""
# The name of a document may hold a comma, so the list of ids is cut after their spans.
_CHECKS = r"""
with
wanted as (
    select observation_id, document_id
    from fct_observation
    where document_id in (select unnest(?))
),
trials as (
    select
        unnest(regexp_extract_all(observation_ids, '(.*?@\d+-\d+)(?:,|$)', 1)) as observation_id,
        identity_check_id, identity_id, verdict
    from fct_identity_check
    where verdict != 'incomplete'
),
counted as (
    select document_id, observation_id, identity_id, verdict,
        count(distinct identity_check_id) as n
    from trials
    inner join wanted using (observation_id)
    group by all
)
select counted.*, description
from counted
left join staging.stg_identities as identities using (identity_id)
order by
    observation_id,
    list_position(['violated', 'within_rounding', 'holds'], verdict),
    identity_id
"""
_OTHERS = """
with
pairs as (
    select
        observation_id, other_observation_id, relation, chosen_observation_id, chosen_by
    from fct_disagreement
    union all
    select
        other_observation_id, observation_id, relation, chosen_observation_id, chosen_by
    from fct_disagreement
)
select
    fact.document_id, pairs.observation_id, relation, chosen_by,
    chosen_observation_id = pairs.observation_id as is_chosen,
    other.observation_id as other_observation_id, other.document_id as other_document_id,
    other.value, other.value_low, other.value_high, other.unit, other.precision, other.bound,
    other.measure
from pairs
inner join fct_observation as fact using (observation_id)
inner join fct_observation as other on pairs.other_observation_id = other.observation_id
where fact.document_id in (select unnest(?))
order by pairs.observation_id, list_position(['conflict', 'revised', 'within_rounding'], relation),
    other_observation_id
"""
# What its page calls by name: the indicators and places of its facts, and other documents.
_NAMED = f"""
with
others as (
    select document_id, list(distinct other_document_id) as documents
    from ({_OTHERS}) group by document_id
),
facts as (
    select
        document_id, list(distinct indicator_id) as indicators, list(distinct district_id) as places
    from fct_observation
    where document_id in (select unnest(?))
    group by document_id
)
select document_id, indicators, list_append(places, district_id), documents
from dim_document
left join facts using (document_id)
left join others using (document_id)
where document_id in (select unnest(?))
"""
_RULES = "select rule_id, description from dim_rule"


@dataclass(frozen=True)
class Mention:
    """A numeral. Spans are code points of the decoded file."""

    span_start: int
    span_end: int
    surface: str
    disposition: str
    reason: str

    @property
    def anchor(self) -> str:
        """The anchor of its place in the text."""
        return f"m{self.span_start}"

    @property
    def card(self) -> str:
        """The anchor of what is said about it: of the rule, but where nothing could be read."""
        is_open = self.disposition == "unresolved"
        return f"u{self.span_start}" if is_open else self.reason


@dataclass(frozen=True)
class Fact:
    """A fact: its row, the identities it was tried in, and what is stated otherwise elsewhere."""

    row: Row
    checks: list[Row]
    others: list[Row]

    @property
    def span_start(self) -> int:
        """Its first character."""
        return int(self.row["span_start"])

    @property
    def span_end(self) -> int:
        """One after its last character."""
        return int(self.row["span_end"])

    @property
    def observation_id(self) -> str:
        """Its key: the id of its place in the text."""
        return str(self.row["observation_id"])

    @cached_property
    def anchor(self) -> str:
        """Its key as an address has it."""
        return quote(self.observation_id)

    @cached_property
    def card(self) -> str:
        """The anchor of what is said about it."""
        return f"f{self.observation_id.rpartition('@')[2]}"

    @cached_property
    def conversion(self) -> str:
        """How its value came about."""
        precision = self.row["precision"]
        return conversion(self.row) + (f" ± {grouped(precision)}" if precision else "")

    @cached_property
    def is_disputed(self) -> bool:
        """Whether an identity fails with it, or another text states something else."""
        return any(check["verdict"] == "violated" for check in self.checks) or any(
            other["relation"] == "conflict" for other in self.others
        )


@dataclass(frozen=True)
class Reading:
    """All that was read of one document, by place."""

    document: Row
    mentions: list[Mention] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


#: All that is asked of the warehouse about a document.
SHOWN = (_DOCUMENTS, _MENTIONS, _FACTS, _CHECKS, _OTHERS)
_OF_A_MENTION = [one.name for one in fields(Mention)]


def readings(warehouse: Warehouse, document_ids: Sequence[str]) -> Iterator[Reading]:
    """What was read of some documents, in the order of their ids."""
    wanted = [list(document_ids)]
    mentions = rows_by("document_id", warehouse.ask(_MENTIONS, wanted).records())
    facts = rows_by("document_id", warehouse.ask(_FACTS, wanted).records())
    checks = rows_by("observation_id", warehouse.ask(_CHECKS, wanted).records())
    others = rows_by("observation_id", warehouse.ask(_OTHERS, wanted).records())
    for document in warehouse.ask(_DOCUMENTS, wanted).records():
        key = document["document_id"]
        yield Reading(
            document,
            [Mention(*(row[name] for name in _OF_A_MENTION)) for row in mentions.get(key, ())],
            [
                Fact(
                    row,
                    checks.get(row["observation_id"], []),
                    others.get(row["observation_id"], []),
                )
                for row in facts.get(key, ())
            ],
        )


def named(warehouse: Warehouse, document_ids: Sequence[str]) -> dict[str, Mentioned]:
    """What the pages of some documents look up in the catalogue, by document."""
    wanted = list(document_ids)
    return {
        key: Mentioned(*(ids or () for ids in mentioned))
        for key, *mentioned in warehouse.ask(_NAMED, [wanted, wanted, wanted]).rows
    }


def rules(warehouse: Warehouse) -> dict[str, str]:
    """What each rule says, by its id."""
    return dict(warehouse.ask(_RULES).rows)
