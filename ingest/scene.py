"""What a sentence starts from and leaves behind: facts, other numerals, and their scene."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ingest.indicators import Indicator
from ingest.numerals import Quantity
from ingest.periods import Period
from ingest.places import Subject

#: The name of an indicator that a text leaves open.
UNNAMED = "（未名）"


@dataclass(slots=True)
class Fact:
    """What one number states.

    ``start``/``end`` and ``sentence`` are half-open spans of the clean block. ``number``, ``low``
    and ``high`` are printed decimals with their sign; the scale is named and not applied. ``rule``
    is an id of ``seeds/rules.csv``. ``words``: the noun phrase that named the indicator.
    """

    quantity: Quantity
    start: int
    end: int
    subject: Subject
    indicator: Indicator
    measure: str
    rule: str
    number: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    scale: str = ""
    bound: str = "eq"
    #: Where the true figure lies beside an approximate one: "below", or "" for either side.
    bound_side: str = ""
    base: str = ""
    base_id: str = ""
    period: Period | None = None
    period_basis: str = "inferred"
    status: str = "actual"
    wording: str = ""
    revision: str = ""
    #: After 其中: "part", a part of a figure before, or "list", one of parts listed side by side.
    among: str = ""
    sentence: tuple[int, int] = (0, 0)
    words: str = ""


@dataclass(slots=True)
class Other:
    """A numeral that states nothing: a period, a name, noise, or one that is not understood."""

    start: int
    end: int
    disposition: str
    rule: str
    numeral: str = "ar"


@dataclass(slots=True)
class Scene:
    """What an article provides to its sentences, and what they leave for the next one."""

    #: The place that the article is about, and its district id or "".
    subject: Subject
    near: str
    #: The last day of the publication date, and the period that undated statements belong to.
    published: date | None
    reference: Period | None
    #: The town that the article is about, and so its subject; ``near`` is what it lies in.
    town: Subject | None = None
    #: The text sets rules; it speaks of service rules; it speaks of what is to be done.
    regulatory: bool = False
    service_rules: bool = False
    plans: bool = False
    #: The text is a policy paper; the level of a chapter of it that tells the present state, or 0.
    policy: bool = False
    telling: int = 0
    #: The chapter tells which awards there are: 惠企政策.
    offers: bool = False
    #: The title says which year the text reviews.
    titled: bool = False
    #: The deadline of aims that name none of their own: that of the plan, or of its chapter.
    horizon: Period | None = None
    #: The text has come to its 第一条; the deadline is that of the article under way alone.
    numbered: bool = False
    own_horizon: bool = False

    # Carried from sentence to sentence.
    paragraph: int = -1
    place: Subject | None = None
    organisation: Subject | None = None
    #: The place that the paragraph is labelled with, be it by the heading of its section.
    label: Subject | None = None
    section: Subject | None = None
    #: The firm that a passage visits, until the next heading; firms named, by their first two
    #: characters.
    company: Subject | None = None
    companies: dict[str, str] = field(default_factory=dict)
    #: Who stands for which firm, by name.
    people: dict[str, str] = field(default_factory=dict)
    #: The firm that the paragraph opens with, as long as no place is named after it.
    named_firm: Subject | None = None
    #: The indicator that the article is about: the first level that it states of its place.
    about: Indicator | None = None
    period: Period | None = None
    #: A span of some years (近五年), and the year that it is compared with.
    long_span: Period | None = None
    base: Period | None = None
    status: str = ""
    #: 预计（下同） has been said: what follows in the chapter is expected too.
    expected: bool = False
    last: Fact | None = None
    last_value: Fact | None = None
    #: The first catalogued level of a sentence that breaks nothing down, which 分季度看 does.
    whole: Fact | None = None

    def open_paragraph(self, paragraph: int) -> None:
        """Go back to the article's place, and to its time unless the year is the same."""
        if paragraph == self.paragraph:
            return
        self.paragraph, self.named_firm = paragraph, None
        self.place = self.label = self.section
        self.status = ""
        self.last, self.last_value, self.whole = None, None, None
        year = self.reference.year if self.reference else None
        elsewhere = self.reference is None or (self.period is not None and self.period.year != year)
        if elsewhere and not self.telling:
            self.period = None

    def year(self) -> int | None:
        """The year that a month without one belongs to."""
        if self.plans and not self.regulatory and self.published:
            return self.published.year
        for period in (self.period, self.reference):
            year = period.year if period else None
            if year and (self.published is None or year <= self.published.year):
                return year
        return self.published.year if self.published else None
