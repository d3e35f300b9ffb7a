"""What the search of the site looks through: a script that a page loads when someone searches.

A script and not a file to fetch, since a page that was opened from a folder may fetch nothing.
Pinyin needs no column: the readings of each character that occurs are enough to match it.
"""

import json
from collections.abc import Iterable

from pypinyin import Style, pinyin

from qushu import words
from qushu.language import Language
from qushu.query import Warehouse
from qushu.site import layout
from qushu.site.indicators import themes as themes_of
from qushu.site.pages import Pages

PATH = "assets/search.js"

_ALIASES = """
select district_id as id, alias from seeds.district_aliases where not is_common_word
union all
select indicator_id as id, alias from seeds.indicator_aliases
order by id, alias
"""


def overview(pages: Pages, warehouse: Warehouse) -> None:
    """Write it, once for both languages."""
    catalogue = pages.catalogue
    aliases: dict[str, list[str]] = {}
    for key, alias in warehouse.ask(_ALIASES).rows:
        aliases.setdefault(key, []).append(alias)
    # Path, Chinese, English, other names, what it lies in; the most written about first.
    districts = [
        [
            layout.district(key),
            row["name_zh"],
            row["name_en"] or "",
            aliases.get(key, []),
            row["parent_district_id"] or "",
        ]
        for key in sorted(
            catalogue.pages, key=lambda key: -catalogue.districts[key]["n_observations"]
        )
        for row in [catalogue.districts[key]]
    ]
    indicators = [
        [layout.indicator(key), row["name_zh"], row["name_en"] or "", aliases.get(key, [])]
        for key, row in sorted(
            catalogue.indicators.items(),
            key=lambda one: (one[1]["measure"] != "level", -one[1]["n_observations"], one[0]),
        )
    ]
    documents = [
        [layout.evidence(key), row["title"] or key, "", [key, row["publisher"] or ""]]
        for key, row in catalogue.documents.items()
    ]
    themes = [
        [place, words.label(theme, Language.ZH), words.label(theme, Language.EN), []]
        for theme, place in themes_of(catalogue).items()
    ]
    found = {
        "district": districts, "theme": themes, "indicator": indicators, "document": documents,
    }  # fmt: skip
    characters = {
        character
        for rows in found.values()
        for _path, name, _name_en, others, *_ in rows
        for text in [name, *others]
        for character in text
    }
    parents = {
        key: [catalogue.districts[key]["name_zh"], catalogue.districts[key]["name_en"] or ""]
        for key in {str(row[4]) for row in districts if row[4]}
    }
    index = found | {"parents": parents, "pinyin": _readings(characters)}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (pages.docs / PATH).write_text(f"window.qushuIndex={text};\n", encoding="utf-8")


def _readings(characters: Iterable[str]) -> dict[str, str]:
    """How each Chinese character may be read, without tones, by spaces: 重 -> zhong chong tong."""
    readings = {}
    for character in sorted(characters):
        (found,) = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore") or ([],)
        if found:
            readings[character] = " ".join(found)
    return readings
