"""What qushu says, in Chinese or English.

The English stands in the code and in the templates; `qushu/locale/zh/*.po` holds the Chinese, one
file for each part (`cli`, `site`) that speaks.
"""

import gettext
import locale
import os
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"


class Language(StrEnum):
    """The languages in which qushu speaks."""

    ZH = "zh"
    EN = "en"


def of_locale() -> Language:
    """The language of the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`), English for any other."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        asked = os.environ.get(variable)
        if asked:
            code = locale.normalize(asked)
            return Language.ZH if code.startswith("zh") else Language.EN
    return Language.EN


@cache
def translations(language: Language, domain: str) -> gettext.NullTranslations:
    """The translations from English of one part of qushu; English stays as it stands.

    :param domain: the stem of a file in `qushu/locale/zh`.
    """
    if language is Language.EN:
        return gettext.NullTranslations()
    # Only who speaks Chinese waits for the compiler of translations.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (_LOCALE / language / f"{domain}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language, domain=domain))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def speak(language: Language | None) -> None:
    """From now on let the command line speak this language, or that of the locale for None."""
    _spoken.set(language)


def spoken() -> Language:
    """The language of the command line."""
    return _spoken.get() or of_locale()


def _(message: str) -> str:
    """What the command line says, in the language that it speaks; English stands in the code."""
    return translations(spoken(), "cli").gettext(message)
