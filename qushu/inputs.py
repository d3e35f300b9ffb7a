"""Fingerprints of all that decides what a release holds: the texts, the vocabularies, the code."""

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from qushu.paths import ROOT

# Everything that turns a corpus into a warehouse and its site; `qushu` besides only calls it.
_CODE = ("ingest/**/*", "models/**/*", "macros/**/*", "tests/generic/*", "tests/singular/*",
         "qushu/site/**/*", "qushu/words.py", "qushu/locale/*/site.po", "qushu/locale/*/words.po",
         "qushu/locale/*/dictionary.po", "qushu/locale/*/definitions.po", "dbt_project.yml",
         "profiles.yml", "uv.lock")  # fmt: skip
_SEEDS = ("seeds/*",)
_LIBRARIES = ("dbt-core", "dbt-duckdb", "duckdb")

Fingerprints = dict[str, dict[str, str]]


def of_project() -> Fingerprints:
    """SHA-256 by path of the seeds and the code; and the versions of libraries."""
    return {
        "seeds": _digests(_matching(_SEEDS), ROOT),
        "code": _digests(_matching(_CODE), ROOT),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def identity(inputs: Mapping[str, Mapping[str, str]]) -> str:
    """Eight hex digits that differ when any input differs."""
    lines = [f"{group}/{name} {inputs[group][name]}" for group in inputs for name in inputs[group]]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def _matching(patterns: tuple[str, ...]) -> list[Path]:
    """The files of the project that the patterns name, compiled Python left out."""
    found = {file for pattern in patterns for file in ROOT.glob(pattern) if file.is_file()}
    return [file for file in found if "__pycache__" not in file.parts]


def _digests(files: list[Path], base: Path) -> dict[str, str]:
    """SHA-256 of each file by its path below `base`, sorted."""
    return {
        file.relative_to(base).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(files)
    }
