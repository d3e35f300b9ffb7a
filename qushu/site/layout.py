"""Where each page of the site lies, and how one page leads to another.

Paths are relative to the folder of one language: Chinese at the root of the documentation, English
under `en/`. Links are relative too, so that the site works from a folder and under any address.
"""

import hashlib
import re
from urllib.parse import quote

from qushu.language import Language

FOLDERS = {Language.ZH: "", Language.EN: "en/"}

# Lower case, since some file systems tell no other case apart.
_PLAIN = re.compile(r"[a-z0-9][a-z0-9._~-]{0,79}")
_NOT_PLAIN = re.compile(r"[^a-z0-9._-]+")


def file_name(key: str) -> str:
    """A name for the file of a key: the key if plain, else what is plain of it and a hash."""
    if _PLAIN.fullmatch(key):
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    return f"{_NOT_PLAIN.sub('-', key.lower())[:40].strip('.-') or 'x'}~{digest}"


def district(district_id: str) -> str:
    """The page of a district."""
    return f"district/{file_name(district_id)}.html"


def indicator(indicator_id: str) -> str:
    """The page of an indicator."""
    return f"indicator/{file_name(indicator_id)}.html"


def evidence(document_id: str, anchor: str | None = None) -> str:
    """The page of a document, or a place on it.

    :param anchor: the id of an observation, or `m` and where a mention starts.
    """
    return f"evidence/{file_name(document_id)}.html{f'#{quote(anchor)}' if anchor else ''}"


def part(path: str, number: int) -> str:
    """The nth part of a long page, whose first is the page itself: x.html, x/2.html, ..."""
    return path if number == 1 else f"{path.removesuffix('.html')}/{number}.html"


def numbered(path: str, number: int) -> str:
    """The path of the nth page of a list: list.html, list-2.html, ..."""
    stem, suffix = path.rsplit(".", 1)
    return path if number == 1 else f"{stem}-{number}.{suffix}"


def root(path: str) -> str:
    """The way from a page up to the folder that its path is relative to: "", "../", ..."""
    return "../" * path.count("/")


def translated(path: str, language: Language) -> str:
    """The path of a page in a language, from the root of the documentation."""
    return FOLDERS[language] + path
