# /// script
# requires-python = ">=3.11"
# dependencies = ["pypinyin==0.55.0"]
# ///
"""Make seeds/districts.csv and seeds/district_aliases.csv.

In:  the npm packages china-division (codes of the National Bureau of Statistics, which are those
     of GB/T 2260 down to the county) and gb2260 (older revisions of GB/T 2260), fetched with
     `npm pack`, and the curated tables in scripts/data.
Out: one row per place, and one row per way of writing a place, both sorted by key.

    uv run scripts/make_districts.py [--packages DIR]

DIR keeps the unpacked packages between runs.
"""

import argparse
import csv
import json
import re
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict, load_single_dict

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "scripts" / "data"
SEEDS = ROOT / "seeds"
DIVISIONS, REVISIONS = "china-division@2.7.0", "gb2260@0.6.0"
LATEST_REVISION = "201607"

NATION = "100000"
MUNICIPALITIES = {"110000", "120000", "310000", "500000"}
# Rows of the statistical list that are no divisions: containers, and areas outside GB/T 2260.
PSEUDO = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
NOT_IN_STANDARD = re.compile("行政委员会$|群岛")

SUFFIXES = {
    "特别行政区": "Special Administrative Region",
    "自治区": "Autonomous Region",
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "地区": "Prefecture",
    "特区": "Special District",
    "新区": "New Area",
    "矿区": "Mining District",
    "林区": "Forestry District",
    "省": "",
    "市": "",
    "盟": "League",
    "区": "District",
    "县": "County",
    "旗": "Banner",
}
# 北林区 is the district of 北林; 神农架林区 alone is a forestry district.
FORESTRY = "神农架林区"
COMPASS_BANNER = re.compile("[前后中左右合]旗$")

ZONE_WORDS = {
    "中国": "China",
    "城乡一体化": "Urban-Rural Integration",
    "自由贸易试验区": "Pilot Free Trade Zone",
    "自由贸易港": "Free Trade Port",
    "综合保税区": "Comprehensive Bonded Zone",
    "保税港区": "Bonded Port Area",
    "中央商务区": "Central Business District",
    "台商投资区": "Taiwanese Investment Zone",
    "工业园区": "Industrial Park",
    "工业园": "Industrial Park",
    "产业园区": "Industrial Park",
    "产业园": "Industrial Park",
    "示范区": "Demonstration Zone",
    "试验区": "Experimental Zone",
    "管理区": "Administrative Area",
    "开发区": "Development Zone",
    "科学城": "Science City",
    "新区": "New Area",
    "新城": "New City",
    "新片区": "Special Area",
    "经济": "Economic",
    "技术": "Technological",
    "高新": "High-tech",
    "产业": "Industrial",
    "移民": "Resettlement",
}
SLUG_WORDS = (
    "自由",
    "贸易",
    "试验区",
    "综合",
    "保税区",
    "中央",
    "商务区",
    "工业",
    "园区",
    "示范区",
)


@dataclass
class Place:
    """A row of seeds/districts.csv."""

    district_id: str
    code: str
    name_zh: str
    short_name_zh: str
    name_en: str
    type: str
    is_municipality: str
    parent_district_id: str
    valid_from: str = ""
    valid_to: str = ""
    successor_district_id: str = ""
    source: str = ""


def read(name: str) -> list[dict[str, str]]:
    """The rows of a curated table."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: Iterable[str], rows: Iterable[dict[str, str]]) -> None:
    """Write a seed."""
    with (SEEDS / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(header), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def fetch(package: str, folder: Path) -> Path:
    """Unpack an npm package into `folder`, once; return where its files are."""
    target = folder / package
    if not target.exists():
        out = subprocess.run(
            ["npm", "pack", "--silent", package],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        with tarfile.open(folder / out.stdout.split()[-1]) as archive:
            archive.extractall(target, filter="data")
    return target / "package"


NATIONALITIES = {row["name_zh"]: row["name_en"] for row in read("nationalities.csv")}
NAMES_EN = {row["name_zh"]: row["name_en"] for row in read("name_en.csv")}
LONGEST_FIRST = sorted(NATIONALITIES, key=len, reverse=True)
# 族 may be missing (蒙古自治州), but not after one character: 土 and 水 are ordinary ones.
NATIONALITY = "|".join(
    [f"{name}族" for name in LONGEST_FIRST] + [name for name in LONGEST_FIRST if len(name) > 1]
)
NATIONALITIES_AT_END = re.compile(f"(?:{NATIONALITY})+$")


def split_name(name: str) -> tuple[str, str, str]:
    """(proper name, nationalities, generic suffix): 彭水|苗族土家族|自治县."""
    suffix = next((s for s in SUFFIXES if name.endswith(s)), "")
    if suffix == "林区" and name != FORESTRY:
        suffix = "区"
    core = name.removesuffix(suffix) if suffix else name
    found = None
    if suffix.startswith("自治") or core.endswith("族"):
        found = NATIONALITIES_AT_END.search(core)
    if found and found.start() > 1:
        return core[: found.start()], found.group(), suffix
    if found and found.start() == 0:  # 东乡族自治县: the people gives the place its name
        return core.removesuffix("族"), "", suffix
    return core, "", suffix


def short_name(name: str) -> str:
    """The name without its generic suffix, or the name where that leaves less than a name."""
    core, _, suffix = split_name(name)
    if len(core) < 2 or suffix in ("新区", "矿区") or COMPASS_BANNER.search(name):
        return name
    return core


def latin(text: str) -> str:
    """Pinyin in one word, with the apostrophe before a, e and o: Xi'an."""
    syllables: list[str] = lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
    joined = syllables[0] + "".join(f"'{s}" if s[0] in "aeo" else s for s in syllables[1:])
    return joined[0].upper() + joined[1:]


def load_readings() -> None:
    """Teach pypinyin how place names are read where it would choose another reading."""
    readings = {row["name"]: row["pinyin"].split() for row in read("pinyin.csv")}
    load_single_dict({ord(name): r[0] for name, r in readings.items() if len(name) == 1})
    load_phrases_dict({n: [[s] for s in r] for n, r in readings.items() if len(n) > 1})


def english_name(name: str) -> str:
    """The curated English name, or pinyin, peoples and the generic suffix."""
    if name in NAMES_EN:
        return NAMES_EN[name]
    core, nationalities, suffix = split_name(name)
    if len(core) < 2 and suffix in ("区", "矿区"):  # 城区, 郊区, 矿区
        return f"{latin(name)} District"
    *others, last = [""] + [
        NATIONALITIES[n.removesuffix("族")] for n in re.findall(NATIONALITY, nationalities)
    ]
    peoples = " and ".join(filter(None, [", ".join(others[1:]), last]))
    parts = [latin(core), peoples, SUFFIXES[suffix] if suffix else ""]
    if suffix == "自治区":  # Guangxi, Ningxia, Xinjiang: by their short names, as provinces are
        parts = parts[:1]
    return " ".join(part for part in parts if part)


class Cutter:
    """Cuts a zone's name into the place it begins with and generic words."""

    def __init__(self, places: Iterable[str]) -> None:
        self.places = sorted({p for p in places if len(p) > 1}, key=len, reverse=True)

    def cut(self, name: str, words: Iterable[str]) -> list[str]:
        """The leading place of every part of the name, then `words` and what stands between."""
        pattern = "|".join(sorted(words, key=len, reverse=True))
        text = re.sub(r"[（）()·－—-]", " ", name)
        parts: list[str] = []
        for chunk in text.split():
            head = next((p for p in self.places if chunk.startswith(p)), "")
            rest = chunk.removeprefix(head)
            parts += [part for part in (head, *re.split(f"({pattern})", rest)) if part]
        return parts

    def slug(self, name: str) -> str:
        """重庆经济技术开发区 -> chongqing-jingji-jishu-kaifaqu."""
        parts = self.cut(name, ("经济", "技术", "高新", "产业", "开发区", "新区", *SLUG_WORDS))
        return "-".join("".join(lazy_pinyin(part)) for part in parts)

    def english(self, name: str) -> str:
        """重庆高新技术产业开发区 -> Chongqing High-tech Industrial Development Zone."""
        parts = self.cut(name, ZONE_WORDS)
        text = " ".join(ZONE_WORDS.get(part) or latin(part.removesuffix("市")) for part in parts)
        return text.replace("Economic Technological", "Economic and Technological").replace(
            "High-tech Technological Industrial", "High-tech Industrial"
        )


def zone_short_name(name: str) -> str:
    """The name with the customary abbreviation of its kind."""
    return name.replace("经济技术开发区", "经开区").replace("高新技术产业开发区", "高新区")


def plain_zone_name(name: str, province: str, city: str) -> str:
    """A zone's name in the statistical list, written as the curated table would write it."""
    if name.startswith(province + city):
        name = name.removeprefix(province)
    name = name.replace(f"{city}市", city)
    name = re.sub("(?<=高新技术)(产业园区|开发区)$", "产业开发区", name)
    return name.replace("经济开发区", "经济技术开发区")


class Register:
    """The places made so far, and how to find one by its name."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}

    def add(self, place: Place) -> None:
        """Enter a place under an id of its own."""
        if place.district_id in self.places:
            raise SystemExit(f"two places with the id {place.district_id}: {place.name_zh}")
        self.places[place.district_id] = place

    def province_of(self, district_id: str) -> Place:
        """The province a place lies in."""
        place = self.places[district_id]
        return place if place.type == "province" else self.province_of(place.parent_district_id)

    def find(self, path: str) -> Place:
        """The one current place of that full name; 重庆市/江北区 tells it from its namesakes."""
        parent, _, name = path.rpartition("/")
        found = [
            place
            for place in self.places.values()
            if place.name_zh == name
            and not place.valid_to
            and (not parent or self.places[place.parent_district_id].name_zh == parent)
        ]
        if len(found) != 1:
            raise SystemExit(f"{len(found)} places are called {path}")
        return found[0]


def coded(code: str, name: str, kind: str, parent: str, source: str) -> Place:
    """A place with a code, which is also its id."""
    return Place(
        district_id=code,
        code=code,
        name_zh=name,
        short_name_zh=short_name(name),
        name_en=english_name(name),
        type=kind,
        is_municipality=str(code in MUNICIPALITIES).lower(),
        parent_district_id=parent,
        source=source,
    )


def zone(name: str, short: str, parent: str, source: str, cutter: Cutter) -> Place:
    """A zone, whose id is the pinyin of its full name."""
    return Place(
        district_id=f"zone-{cutter.slug(name)}",
        code="",
        name_zh=name,
        short_name_zh=short or zone_short_name(name),
        name_en=cutter.english(name),
        type="zone",
        is_municipality="false",
        parent_district_id=parent,
        source=source,
    )


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table inside a package."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def add_current(register: Register, dist: Path, revisions: Path) -> list[tuple[str, str]]:
    """Add nation, provinces, cities and counties; return (name, parent id) of the listed zones."""
    zones = []
    register.add(coded(NATION, "中国", "nation", "", "GB/T 2260"))
    for row in rows_of(dist / "provinces.csv"):
        register.add(coded(row["code"] + "0000", row["name"], "province", NATION, DIVISIONS))
    revision = json.loads((revisions / f"{LATEST_REVISION}.json").read_text(encoding="utf-8"))
    for code, name in revision.items():
        if code.endswith("0000") and code not in register.places:  # 台湾, 香港, 澳门
            register.add(coded(code, name, "province", NATION, f"{REVISIONS} {LATEST_REVISION}"))
    for row in rows_of(dist / "cities.csv"):
        if row["name"] not in PSEUDO:
            parent = row["provinceCode"] + "0000"
            register.add(coded(row["code"] + "00", row["name"], "city", parent, DIVISIONS))
    for row in rows_of(dist / "areas.csv"):
        city = row["cityCode"] + "00"
        parent = city if city in register.places else row["provinceCode"] + "0000"
        name = row["name"]
        if row["code"][4] == "7" and name.endswith(("开发区", "园区", "新区", "示范区", "管理区")):
            zones.append((name, parent))
            continue
        listed = name in PSEUDO or NOT_IN_STANDARD.search(name) or row["code"] in register.places
        # 嘉峪关 has no counties: the list repeats the city under a county's code.
        if listed or row["code"][4] == "7" or name == register.places[parent].name_zh:
            continue
        kind = "district" if name.endswith("区") else "county"
        register.add(coded(row["code"], name, kind, parent, DIVISIONS))
    return zones


def add_former(register: Register, revisions: Path, cutter: Cutter) -> None:
    """Add the divisions of Chongqing that ended since 1997, and date those that followed them.

    A code may have been given out again (500110 was 万盛区 before it was 綦江区), so the id of a
    former division is its code and the year it ended.
    """
    for row in read("former_districts.csv"):
        parent = register.find(row["parent"]).district_id
        source, code = row["source"], ""
        if row["revision"]:
            table = json.loads((revisions / f"{row['revision']}.json").read_text(encoding="utf-8"))
            (code,) = (c for c, n in table.items() if n == row["name_zh"] and c[:2] == parent[:2])
            source = f"{REVISIONS} {row['revision']}; {source}"
        if row["type"] == "zone":
            place = zone(row["name_zh"], "", parent, source, cutter)
        else:
            place = coded(code, row["name_zh"], row["type"], parent, source)
            slug = "".join(lazy_pinyin(row["name_zh"]))
            place.district_id = f"{code}-{row['valid_to'][:4]}" if code else f"former-{slug}"
        place.valid_from, place.valid_to = row["valid_from"], row["valid_to"]
        if row["successor"]:
            successor = register.find(f"{row['parent']}/{row['successor']}")
            place.successor_district_id = successor.district_id
            successor.valid_from = max(successor.valid_from, row["valid_to"])
        register.add(place)


def add_zones(register: Register, listed: list[tuple[str, str]], cutter: Cutter) -> None:
    """Add the curated zones, then those of the statistical list under names not yet taken."""
    zones, taken = [], set()
    for row in read("zones.csv"):
        parent = register.find(row["parent"]).district_id
        place = zone(row["name_zh"], row["short_name_zh"], parent, row["source"], cutter)
        place.valid_from = f"{row['valid_from']}-01" if row["valid_from"] else ""
        zones.append(place)
        taken |= {place.name_zh, place.short_name_zh, *row["aliases"].split("|")}
    for name, parent in listed:
        province, city = register.province_of(parent), register.places[parent]
        plain = plain_zone_name(name, province.short_name_zh, city.short_name_zh)
        if not taken & {name, plain, zone_short_name(plain)}:
            source = f"{DIVISIONS}, statistical code"
            zones.append(zone(name, zone_short_name(plain), parent, source, cutter))
    times = Counter(place.district_id for place in zones)
    for place in zones:
        if times[place.district_id] > 1:  # 福州 and 抚州 are both Fuzhou
            place.district_id += f"-{place.parent_district_id}"
        register.add(place)


def autonomous_aliases(name: str) -> list[str]:
    """How an autonomous place is written without its peoples: 彭水县, 彭水自治县, 恩施州."""
    core, peoples, suffix = split_name(name)
    if not peoples or not suffix.startswith("自治"):
        return []
    return [core + suffix] if suffix == "自治区" else [core + suffix, core + suffix[-1]]


def aliases(register: Register) -> list[dict[str, str]]:
    """Every way of writing every place. The key is the pair: many places share a name."""
    common = {row["alias"] for row in read("common_words.csv")}
    current_shorts = {p.short_name_zh for p in register.places.values() if not p.valid_to}
    kinds: dict[tuple[str, str], str] = {}
    for place in register.places.values():
        key = place.district_id
        kinds[place.name_zh, key] = "full"
        # A former division lends its short name to its successor: 江津 is 江津区 at any time.
        if not place.valid_to or place.short_name_zh not in current_shorts:
            kinds.setdefault((place.short_name_zh, key), "short")
        for alias in autonomous_aliases(place.name_zh):
            kinds.setdefault((alias, key), "other")
    for row in read("zones.csv"):
        key = register.find(row["name_zh"]).district_id
        for alias in filter(None, row["aliases"].split("|")):
            kinds.setdefault((alias, key), "other")
    for row in read("place_aliases.csv"):
        kinds.setdefault((row["alias"], register.find(row["place"]).district_id), "other")
    unused = common - {alias for alias, _ in kinds}
    if unused:
        raise SystemExit(f"common words that are no alias: {' '.join(sorted(unused))}")
    return [
        {
            "alias": alias,
            "district_id": key,
            "alias_kind": kind,
            "is_common_word": str(alias in common).lower(),
        }
        for (alias, key), kind in sorted(kinds.items())
        if len(alias) > 1
    ]


def main() -> None:
    """Fetch the packages and write both seeds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packages", type=Path, help="where to keep the unpacked packages")
    args = parser.parse_args()
    load_readings()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.packages or Path(scratch)
        dist = fetch(DIVISIONS, folder) / "dist"
        revisions = fetch(REVISIONS, folder) / "lib"
        register = Register()
        listed = add_current(register, dist, revisions)
        cutter = Cutter(
            name
            for place in register.places.values()
            for name in (place.short_name_zh, place.name_zh)
            if name == place.short_name_zh or name.endswith("市")
        )
        add_former(register, revisions, cutter)
        add_zones(register, listed, cutter)
    places = sorted(register.places.values(), key=lambda place: place.district_id)
    write("districts.csv", [field.name for field in fields(Place)], map(asdict, places))
    write(
        "district_aliases.csv",
        ["alias", "district_id", "alias_kind", "is_common_word"],
        aliases(register),
    )


if __name__ == "__main__":
    main()
