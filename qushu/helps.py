"""The help of the commands in the language of the command line.

The English stands in docstrings and options; `qushu/locale/zh/cli.po` has the Chinese of each
paragraph.
"""

import inspect
from collections.abc import Iterator
from typing import Any

import typer
import typer.core

from qushu.language import Language, _, spoken


def translate(command: Any, context: typer.Context) -> None:
    """Put the help of a command, of its options and of the commands below it into the language."""
    if spoken() is Language.EN:
        return
    # What typer itself says (Options, default, required) goes through this name in its module.
    typer.core._ = _  # type: ignore[attr-defined]
    if command.help:
        translated = [_(paragraph) for paragraph in paragraphs(command.help)]
        command.help, command.short_help = "\n\n".join(translated), translated[0]
    if command.epilog:
        command.epilog = _(command.epilog)
    for parameter in [*command.params, command.get_help_option(context)]:
        if parameter.help:
            parameter.help = _(parameter.help)
        if isinstance(parameter.show_default, str):
            parameter.show_default = _(parameter.show_default)
    for below in getattr(command, "commands", {}).values():
        translate(below, context)


def said(command: Any) -> Iterator[str]:
    """All that the help of a command, and of those below it, says in English."""
    yield from paragraphs(command.help or "")
    if command.epilog:
        yield command.epilog
    for parameter in command.params:
        if parameter.help:
            yield parameter.help
        if isinstance(parameter.show_default, str):
            yield parameter.show_default
    for below in getattr(command, "commands", {}).values():
        yield from said(below)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each on one line."""
    parts = inspect.cleandoc(text).split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]
