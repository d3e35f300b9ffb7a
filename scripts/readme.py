"""Rewrite the outputs that pages show: whatever follows `$ uv run qushu …` in a block.

usage: python scripts/readme.py   (or `make readme`; builds the embedded corpus, and asks that)
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: The pages whose blocks are outputs of the embedded corpus.
PAGES = (ROOT / "README.md", ROOT / "docs" / "questions.md")
# A command ends with its line, but that a quoted argument may run over several.
_BLOCK = re.compile(
    r"""^```console\n\$ uv run (qushu [^"\n]*(?:"[^"]*"[^"\n]*)*)\n(?:(?!```).*\n)*```$""",
    re.MULTILINE,
)


def run(command: str, releases: Path) -> str:
    """What a qushu command prints on stdout when it asks the given releases."""
    arguments = [sys.executable, "-m", *shlex.split(command)]
    environment = os.environ | {"QUSHU_RELEASES": str(releases)}
    done = subprocess.run(arguments, env=environment, cwd=ROOT, capture_output=True, check=True)
    return done.stdout.decode()


def render(text: str, releases: Path) -> str:
    """The text with each block's output made anew."""

    def renew(block: re.Match[str]) -> str:
        command = block.group(1)
        return f"```console\n$ uv run {command}\n{run(command, releases)}```"

    return _BLOCK.sub(renew, text)


def main() -> None:
    """Build the embedded corpus aside and rewrite the pages from it."""
    with tempfile.TemporaryDirectory() as folder:
        run("qushu build", Path(folder))
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            page.write_text(render(text, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
