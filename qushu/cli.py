"""The command `qushu`: what it offers, and how it ends.

Exit status: 0 done; 1 the data failed a check; 2 wrong usage or unreadable input.
"""

import os
import sys
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from qushu import helps
from qushu.commands import ask, engines, operate, share, steward
from qushu.console import complain, out
from qushu.errors import QushuError, complaint, is_refusal
from qushu.language import Language, _, speak
from qushu.paths import shown

app = typer.Typer(
    help="Chinese texts about districts, read into a warehouse that an analyst can trust.",
    epilog="Exit status: 0 done; 1 the data failed a check (the previous release stays published); "
    "2 wrong usage or unreadable input.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for commands in (operate, engines, ask, steward, share):
    commands.register(app)


def _speak(context: typer.Context, language: Language | None) -> None:
    """Before anything else is said."""
    speak(language)
    helps.translate(context.command, context)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    lang: Annotated[
        Language | None,
        typer.Option(
            metavar="LANGUAGE",
            help="zh or en; may stand anywhere.",
            show_default="that of the locale",
            envvar="QUSHU_LANG",
            is_eager=True,
            callback=_speak,
        ),
    ] = None,
) -> None:
    """Print the version or, without a command, what there is."""
    if version:
        out.print(f"qushu {package_version('qushu')}")
    elif context.invoked_subcommand is None:
        out.print(context.get_help(), markup=False)


def main() -> NoReturn:
    """Run the command line; every end that a user can cause is one line and a status."""
    try:
        app(_language_first(sys.argv[1:]), prog_name="qushu", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(0)
    except QushuError as error:
        complain(str(error), error.details)
        sys.exit(error.exit_status)
    except typer.TyperException as error:
        look = _("(see qushu --help)")
        complain(f"{error.format_message()} {look}")
        sys.exit(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        complain(_("interrupted"))
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe has gone (`qushu query … | head`): nothing to say, nothing to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f"{shown(Path(error.filename))}: " if error.filename else ""
        complain(f"{where}{complaint(error)}")
        sys.exit(2 if is_refusal(error) else 1)


def _language_first(arguments: list[str]) -> list[str]:
    """The arguments with `--lang` before the command, wherever it stands."""
    first, rest = [], list(arguments)
    for i, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" or argument.startswith("--lang="):
            end = i + 1 + ("=" not in argument)
            first, rest = arguments[i:end], arguments[:i] + arguments[end:]
            break
    return first + rest
