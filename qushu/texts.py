"""The texts of a corpus as they were read."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingest.decode import NotTextError, decode
from ingest.listing import DocumentError, Source, read_bytes


def text_of(corpus: Path | None, document: Mapping[str, Any]) -> str | None:
    """The text of a document as it was read; None where the file is no longer the one that was.

    :param corpus: the folder of texts; None where it is not known.
    :param document: `document_id`, `file` and `sha256` of dim_document.
    """
    if corpus is None:
        return None
    source = Source(document["document_id"], document["file"])
    try:
        data = read_bytes(corpus, source)
        if hashlib.sha256(data).hexdigest() != document["sha256"]:
            return None
        return decode(data)[0]
    except (DocumentError, NotTextError):
        return None
