"""Write files so that nobody ever sees half of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qushu.errors import QushuError
from qushu.language import _
from qushu.paths import shown


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a path beside the file to write to; it takes the file's place when all is written.

    What is no regular file (`/dev/stdout`, a pipe) is written to directly.

    :raises QushuError: the file's folder is not there.
    """
    if not path.parent.is_dir():
        raise QushuError(_("no such folder: {folder}").format(folder=shown(path.parent)))
    if path.exists() and not path.is_file():
        yield path
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
