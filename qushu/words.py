"""The words for what the warehouse codes: verdicts, statuses, themes, ...

Pages and the command line say them alike; `qushu/locale/zh/words.po` has the Chinese.
"""

from qushu.language import Language, translations


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


# In the order in which a communiqué treats them; further themes follow.
THEMES = {
    "national_accounts": _("National accounts"),
    "population": _("Population"),
    "employment": _("Employment"),
    "prices": _("Prices"),
    "living_standards": _("Living standards"),
    "agriculture": _("Agriculture"),
    "rural_revitalisation": _("Rural revitalisation"),
    "industry": _("Industry"),
    "industrial_upgrading": _("Industrial upgrading"),
    "construction": _("Construction"),
    "energy": _("Energy"),
    "investment": _("Investment"),
    "real_estate": _("Real estate"),
    "retail_trade": _("Retail trade"),
    "foreign_trade": _("Foreign trade"),
    "foreign_investment": _("Foreign investment"),
    "investment_promotion": _("Investment promotion"),
    "private_economy": _("Private economy"),
    "enterprise_cultivation": _("Enterprise cultivation"),
    "enterprise_services": _("Enterprise services"),
    "transport_post": _("Transport and post"),
    "public_finance": _("Public finance"),
    "financial_services": _("Financial services"),
    "government_services": _("Government services"),
    "education": _("Education"),
    "science_technology": _("Science and technology"),
    "talent": _("Talent"),
    "culture_tourism_sport": _("Culture, tourism and sport"),
    "health": _("Health"),
    "social_security": _("Social security"),
    "public_safety": _("Public safety"),
    "environment": _("Environment"),
    "urban_rural_construction": _("Town and country construction"),
    "territory": _("Territory"),
    "other": _("Not in the catalogue"),
}

_LABELS = THEMES | {
    "actual": _("actual"),
    "estimate": _("estimate"),
    "target": _("target"),
    "rule": _("rule"),
    "binding": _("binding"),
    "striven": _("striven for"),
    "expected": _("expected"),
    "planned": _("planned"),
    "holds": _("holds"),
    "within_rounding": _("within rounding"),
    "violated": _("violated"),
    "incomplete": _("incomplete"),
    "single": _("one statement"),
    "same": _("all the same"),
    "revised": _("revised"),
    "conflict": _("conflict"),
    "merged": _("merged"),
    "upgraded": _("upgraded"),
    "renamed": _("renamed"),
    "nation": _("nation"),
    "province": _("province"),
    "city": _("city"),
    "district": _("district"),
    "county": _("county"),
    "zone": _("development zone"),
    "lead": _("leads"),
    "responsible": _("takes part"),
    "fact": _("facts"),
    "period": _("periods"),
    "name": _("names"),
    "noise": _("noise"),
    "unresolved": _("unresolved"),
    "level": _("level"),
    "growth": _("growth"),
    "growth_multiple": _("growth in multiples"),
    "share": _("share"),
    "rank": _("rank"),
    "change_pp": _("change in percentage points"),
    "gap_pp": _("gap in percentage points"),
    "multiple": _("multiple"),
    "threshold": _("threshold"),
    "structure": _("structure"),
    "sum": _("may be added up over districts"),
    "none": _("not to be added up"),
    "drop": _("dropped"),
    "override": _("overridden"),
    "rescale": _("rescaled"),
    "flag": _("flagged"),
    "approx": _("about"),
    "gt": _("more than"),
    "ge": _("at least"),
    "lt": _("less than"),
    "le": _("at most"),
    "range": _("range"),
    "flash": _("flash"),
    "preliminary": _("preliminary"),
    "final": _("final"),
    "manifest": _("manifest"),
    "text": _("text"),
    "explicit": _("explicit"),
    "inferred": _("inferred"),
    "added": _("added"),
    "removed": _("removed"),
    "changed": _("changed"),
    "indicator": _("indicator"),
    "document": _("document"),
    "organisation": _("organisation"),
    "rate less gap": _("rate less gap"),
    "rate less change": _("rate less change"),
    "level over one plus growth": _("level over one plus growth"),
    "base level times one plus growth": _("base level times one plus growth"),
    "level over multiple": _("level over multiple"),
    "base level times multiple": _("base level times multiple"),
    "part over share": _("part over share"),
    "whole times share": _("whole times share"),
}


# Between what a measure is and what it is of, in the definition of an indicator.
_OF = _(" Of: ")


def label(value: str | None, language: Language) -> str:
    """The word for a coded value; a code without one stands as it is, nothing for null."""
    if value is None:
        return ""
    return word(value, language) or value.replace("_", " ")


def word(value: str, language: Language) -> str | None:
    """The word for a coded value, None for what is no such code."""
    known = _LABELS.get(value)
    return known and translations(language, "words").gettext(known)


def described(description: str | None, language: Language) -> str | None:
    """What a line of a vocabulary says of a rule, a kind or a choice, from its English."""
    return translations(language, "site").gettext(description) if description else description


def defined(definition: str, language: Language) -> str | None:
    """The definition of an indicator in a language; None where it stands in English only.

    That of a measure reads `<what the measure is> Of: <what the quantity is>`.
    """
    if language is Language.EN:
        return definition
    known, parts = translations(language, "definitions"), definition.split(_OF)
    said = [known.gettext(part) for part in parts]
    if said[-1] == parts[-1]:
        return None
    return translations(language, "words").gettext(_OF).join(said)


def theme_order(theme: str | None) -> tuple[int, str]:
    """What to sort themes by."""
    known = list(THEMES)
    name = theme or "other"
    return (known.index(name) if name in THEMES else len(known) - 1, name)
