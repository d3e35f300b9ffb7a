"""Turn the bytes of a file into text, without changing a character of it."""

from __future__ import annotations

import codecs
import re


class NotTextError(ValueError):
    """The bytes are no text in any encoding that Chinese documents come in."""


#: Byte order marks, longest first, with the codec that reads what follows them.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Control characters that no text has, but by accident.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")

#: Four Chinese characters or marks in UTF-8: in GB18030 they would be a run of the rarest ones.
_UTF_8 = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){4}")


def decode(data: bytes) -> tuple[str, str]:
    """Decode a file.

    :param data: the whole file.
    :returns: the text, line ends and a UTF-8 byte order mark untouched (so that offsets equal
        those of ``open(encoding="utf-8", newline="")``), and the name of the codec.
    :raises NotTextError: when no codec fits, or the result is not text.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and _UTF_8.search(data):
                # GB18030 takes nearly any bytes: a damaged text would come out as another one.
                raise NotTextError(f"UTF-8, but not at byte {error.start}") from error
            continue
        if _is_text(text):
            return text, encoding
    raise NotTextError("not text in UTF-8, GB18030 or UTF-16")


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    # UTF-16 without a mark: line ends and digits make many zero bytes on one side.
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if odd > 4 * (even + 1):
        return ["utf-16-le"]
    if even > 4 * (odd + 1):
        return ["utf-16-be"]
    return ["utf-8", "gb18030"]


def _is_text(text: str) -> bool:
    """Tell whether control characters are rare enough for prose (a stray one is tolerated)."""
    sample = text[:20000]
    return len(_CONTROLS.findall(sample)) <= len(sample) // 100
