"""Charts as SVG, drawn by Vega when the site is written: a page needs no script to show them.

Colours come from the style sheet, by the classes of marks, so that charts follow light and dark.
What a chart shows stands in a table beside it; a page says in words what it is of.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import vl_convert
from markupsafe import Markup

from qushu.site.catalogue import Row

_SMALL = (300, 120)
_LARGE = (680, 260)
# What differs from one chart to the next: its points, and the years under its axis.
_DATA = "points"


@dataclass(frozen=True)
class Chart:
    """A drawing, its first and last year, and the units for one of its vertical axis."""

    svg: Markup
    years: tuple[int, int]
    factor: int


def is_drawn(row: Row) -> bool:
    """Whether a line may pass through it: a rank is a place in an order, and no quantity."""
    return row["value"] is not None and row["measure"] != "rank"


def line(points: Sequence[Row]) -> Chart:
    """One series over its years, small."""
    return _draw({"": points}, _SMALL)


def lines(series: Mapping[str, Sequence[Row]]) -> Chart:
    """Several series over their years; the nth is drawn in the nth colour."""
    return _draw(series, _LARGE)


def _draw(series: Mapping[str, Sequence[Row]], size: tuple[int, int]) -> Chart:
    rows = [row for points in series.values() for row in points]
    factor = _factor(max(abs(row["value"]) for row in rows))
    years = sorted({row["year"] for row in rows})
    values = [
        {"year": row["year"], "value": float(row["value"] / factor), "series": str(number)}
        for number, points in enumerate(series.values())
        for row in points
    ]
    spec = json.loads(_compiled(size))
    for data in spec["data"]:
        if data["name"] == _DATA:
            data["values"] = values
    for signal in spec.setdefault("signals", []):
        if signal["name"] == "years":
            signal["value"] = _ticks(years, 6 if size == _SMALL else 12)
    return Chart(_clean(vl_convert.vega_to_svg(spec)), (years[0], years[-1]), factor)


@cache
def _compiled(size: tuple[int, int]) -> str:
    """The chart as Vega's own JSON, without points: compiling takes longer than drawing."""
    width, height = size
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"zero": False, "nice": False, "padding": 12},
        "axis": {
            "format": "d",
            "title": None,
            "grid": False,
            "values": {"signal": "years"},
            "labelOverlap": True,
        },
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "axis": {"title": None, "domain": False, "ticks": False, "tickCount": 4},
    }
    colour = {
        "field": "series",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": [str(n) for n in range(len(_COLOURS))], "range": list(_COLOURS)},
    }
    encoding = {"x": x, "y": y, "color": colour}
    spec: dict[str, Any] = {
        "width": width,
        "height": height,
        "background": None,
        "data": {"name": _DATA, "values": []},
        "params": [{"name": "years", "value": []}],
        "encoding": encoding,
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2}},
            {"mark": {"type": "point", "filled": True, "size": 36, "opacity": 1}},
        ],
        "config": {"view": {"stroke": None}, "font": "inherit", "axis": {"labelFontSize": 12}},
    }
    return json.dumps(vl_convert.vegalite_to_vega(spec))


# Only to tell series apart: the style sheet says what each looks like.
_COLOURS = tuple(f"#00000{n}" for n in range(1, 7))


def _clean(svg: str) -> Markup:
    """The drawing for use inside a page: sized by it, and without Vega's own English labels."""
    svg = re.sub(r' (?:width|height)="[\d.]+"(?= )', "", svg, count=2)
    svg = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    return Markup(svg)


def _factor(largest: Decimal) -> int:
    """亿, 万 or one: by which the numbers of an axis are short."""
    return next((factor for factor in (10**8, 10**4) if largest >= factor), 1)


def _ticks(years: Sequence[int], most: int) -> list[int]:
    """At most so many of the years, evenly, the last among them."""
    return sorted(years[::-1][:: -(-len(years) // most)])
