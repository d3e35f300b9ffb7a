"""Where things lie: the project, its default folders, and the files of a release."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
GOLD = CORPUS / "gold"
RELEASES = ROOT / "releases"
SEEDS = ROOT / "seeds"

# Inside a release. The base name of the warehouse is also the catalogue's name inside the file,
# so it is the same in every release.
WAREHOUSE = "warehouse.duckdb"
RAW = "raw"
DOCS = "docs"
RELEASE_FILE = "RELEASE.json"


def shown(path: Path) -> str:
    """The path as a user would type it: relative where it lies below the working folder."""
    absolute = path.absolute()
    here = Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)


def command(arguments: str) -> str:
    """How to call qushu on this machine, where uv may be the one that the Makefile installed."""
    uv = "uv"
    if shutil.which("uv") is None and (ROOT / ".uv/bin/uv").exists():
        uv = shown(ROOT / ".uv/bin/uv")
    return f"{uv} run qushu {arguments}"
