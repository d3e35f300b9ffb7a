"""Every properties file of the dbt project obeys the JSON schemas that ship with dbt.

On DuckDB dbt itself lets an unknown key pass in silence, and what it says is then lost.
"""

import importlib.resources
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROPERTIES = sorted(
    path
    for folder in ("models", "seeds", "macros", "tests/singular")
    for path in (ROOT / folder).rglob("*.yml")
)


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of `project` or `resources` files, as of the installed dbt."""
    path = importlib.resources.files("dbt") / "jsonschemas" / kind / "latest.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def complaints(kind: str, path: Path) -> list[str]:
    validator = jsonschema.Draft7Validator(schema_of(kind))
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(content)]


@pytest.mark.parametrize("path", PROPERTIES, ids=lambda path: path.name)
def test_properties_have_known_keys(path: Path) -> None:
    assert not complaints("resources", path)


def test_the_project_file_has_known_keys() -> None:
    assert not complaints("project", ROOT / "dbt_project.yml")
