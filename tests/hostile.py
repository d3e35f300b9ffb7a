"""A corpus of texts and a manifest that would take a page over, if any page let them.

Each text states facts of its own beside what it tries, so that every kind of page shows it.
"""

import csv
from itertools import cycle
from pathlib import Path

#: Whatever of this runs sets `window.seized`, opens a dialog, or asks another host.
SCRIPT = "<script>window.seized=1;alert(1)</script>"
IMAGE = "<img src=https://seized.example/i onerror=window.seized=1;alert(1)>"
LINK = "<a href=\"javascript:alert(1)\">点此</a><iframe src='javascript:alert(1)'></iframe>"
TEMPLATE = "{{ 7 * 7 }} {% for x in y %} ${7*7} #{7*7} <%= 7*7 %> {{ config.items() }}"
FORMULAS = '=1+1 +1 -1 @SUM(1,1) =HYPERLINK("https://seized.example","2023") =cmd|\'/C calc\'!A0'

TEXTS = {
    "html": f"""2023年，渝中区有企业{SCRIPT}1280户，增长5.2%。
{IMAGE}工业总产值125.93亿元</div></main>。
""",
    "quoted": """2023年，江北区“"'><svg onload=alert(1)>”企业312家，占全市的3.1%&lt;b&gt;&#49;。
""",
    "links": f"""2023年，南岸区出口总值38.92亿元，见javascript:alert(1)。{LINK}
进口总值13.45亿元。
""",
    "template": f"2023年，北碚区地区生产总值{TEMPLATE}730.5亿元，增长4.1%。\n",
    "formulas": f"2023年，巴南区企业{FORMULAS}一共2150家。\n=2+3万户\n",
    "long": f"2023年，渝北区企业有{'很多很多' * 1250}共4512家，{'9' * 300}。\n",
    "directions": """2023年，\u202e长寿区企业\u2066有812家\u2069，出口\u200f总值12.5亿元\u202d。
שלום 35 العربية 41%
""",
    # Few control characters among many others, so that it passes for a text.
    "controls": "".join(
        f"綦江区的企业家讲{word}的故事。"
        for word in "天地山水花鸟春夏秋冬风雨雪霜云雾江河湖海早晚古今人情"
    )
    + "2023年，\x00綦江区\x1b[31m企业\x08有713家\x7f，\x85增长\x0b6.1%\x0c。\r\n"
    + "再有\r一家2家\u2028止。\n",
    "scripts": """2023年，合川区企业有991家，增长2.5%。</script><script>alert(1)</script><!--
]]>-->
""",
    "attributes": """2023年，涪陵区" onmouseover="alert(1)" x="企业有615家，增长7.7%。
""",
}

# What the ids of documents begin with.
_PREFIXES = (
    "javascript:alert(1)//",
    '"><script>alert(1)</script>',
    "../../up ",
    "a b#c?d=%41&",
    "{{ 7*7 }}",
    "=1+1,@",
    "",
)
_HEADER = ("document_id", "file", "title", "publisher", "published_on", "place")


def write(corpus: Path) -> None:
    """Write the corpus into a folder that does not exist yet."""
    corpus.mkdir()
    rows = []
    for prefix, (name, text) in zip(cycle(_PREFIXES), TEXTS.items(), strict=False):
        (corpus / f"{name}.txt").write_bytes(text.encode())
        rows.append([prefix + name, f"{name}.txt", text[:60], IMAGE, "2024-03", ""])
    odd = "\"'><img src=x onerror=alert(1)>.txt"
    (corpus / odd).write_bytes("2023年，开州区企业有421家。\n".encode())
    rows.append(
        ["", odd, f"</title></script>{SCRIPT}{TEMPLATE}", "' onclick='alert(1)", "", SCRIPT]
    )
    with (corpus / "manifest.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([_HEADER, *rows])
