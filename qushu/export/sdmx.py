"""SDMX-CSV 2.0: the best known figure of each year, as a dataflow that `sdmx.json` defines."""

import csv
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

from qushu.files import written
from qushu.output import text
from qushu.query import Warehouse

#: The structure message (SDMX-JSON 2.0): dataflow, data structure, concepts, code lists.
STRUCTURE = Path(__file__).with_name("sdmx.json")
DATAFLOW = "QUSHU:DISTRICT_FIGURES(1.0)"

_FIGURES = """
select
    yearly.district_id, yearly.indicator_id, yearly.year, yearly.value, yearly.value_low,
    yearly.value_high, yearly.unit, yearly.precision, yearly.bound, yearly.period, yearly.status,
    yearly.agreement, yearly.observation_id, yearly.series_break, observation.revision,
    place.name_zh as place, indicator.name_zh as indicator
from marts.fct_indicator_year as yearly
inner join marts.fct_observation as observation using (observation_id)
inner join marts.dim_district as place on yearly.district_id = place.district_id
inner join marts.dim_indicator as indicator on yearly.indicator_id = indicator.indicator_id
order by yearly.district_id, yearly.indicator_id, yearly.year
"""


def write(warehouse: Warehouse, file: Path) -> int:
    """Write the data, and beside it the structure; return the number of observations."""
    rows = 0
    with written(file) as part, part.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        for row in warehouse.ask(_FIGURES).records():
            record = _record(row)
            if not rows:
                writer.writerow(record)
            writer.writerow(record.values())
            rows += 1
    with written(structure_beside(file)) as part:
        shutil.copyfile(STRUCTURE, part)
    return rows


def structure_beside(file: Path) -> Path:
    """Where the structure of a data file goes."""
    return file.with_suffix(".structure.json")


def _record(row: dict[str, Any]) -> dict[str, str]:
    """One observation, by the columns of SDMX-CSV."""
    return {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": DATAFLOW,
        "ACTION": "I",
        "FREQ": "A",
        "REF_AREA": row["district_id"],
        "INDICATOR": row["indicator_id"],
        "TIME_PERIOD": str(row["year"]),
        "OBS_VALUE": text(row["value"]),
        "OBS_STATUS": _status(row),
        "UNIT_MEASURE": text(row["unit"]),
        "UNIT_MULT": "0",
        "DECIMALS": str(_decimals(row["value"])),
        "BOUND": row["bound"],
        "VALUE_LOW": text(row["value_low"]),
        "VALUE_HIGH": text(row["value_high"]),
        "PRECISION": text(row["precision"]),
        "REF_PERIOD": text(row["period"]),
        "AGREEMENT": row["agreement"],
        "OBSERVATION_ID": row["observation_id"],
        "REF_AREA_NAME": row["place"],
        "INDICATOR_NAME": row["indicator"],
    }


def _status(row: dict[str, Any]) -> str:
    """A code of SDMX's CL_OBS_STATUS: estimated, provisional, break in the series, or normal."""
    if row["status"] == "estimate":
        return "E"
    if row["revision"] == "preliminary":
        return "P"
    return "B" if row["series_break"] else "A"


def _decimals(value: Decimal | None) -> int:
    """How many decimals the value has."""
    printed = text(value)
    return len(printed.partition(".")[2])
