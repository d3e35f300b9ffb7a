"""What can go wrong through no fault of the program, with the exit status it ends in."""

import errno
import os
from collections.abc import Sequence


class QushuError(Exception):
    """Wrong usage or unreadable input: one line for the user, exit status 2."""

    exit_status = 2
    details: tuple[str, ...] = ()


class BuildError(QushuError):
    """The data failed a check, or the build could not be finished: exit status 1.

    `details` are further lines, one for each failed check.
    """

    exit_status = 1

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.details = tuple(details)


class BusyError(BuildError):
    """Another build is at work: this one has not begun."""


def is_refusal(error: OSError) -> bool:
    """Whether the user asked for what this machine does not allow (else something broke)."""
    kinds = PermissionError | NotADirectoryError | FileExistsError
    return isinstance(error, kinds) or error.errno == errno.EROFS


def complaint(error: OSError) -> str:
    """What the operating system says, in a few words."""
    return os.strerror(error.errno) if error.errno else str(error)
