"""Modules of ingest import only what stands above them in the list of ``ingest/__init__.py``."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ingest

FOLDER = Path(ingest.__file__).parent
ORDER = re.findall(r"^- ``(\w+)``: ", ingest.__doc__ or "", re.MULTILINE)
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


def imported(module: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "ingest":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ingest."):
            found.add((node.module or "").removeprefix("ingest."))
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names]
            assert not any((name or "").split(".")[0] == "qushu" for name in names)
    return found


def test_each_module_is_listed_once() -> None:
    assert sorted(ORDER) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    assert imported(module) <= set(ORDER[: ORDER.index(module)])


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_short_and_say_what_they_are(module: str) -> None:
    text = (FOLDER / f"{module}.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert (ast.get_docstring(ast.parse(text)) or "").splitlines()[0].endswith(".")
