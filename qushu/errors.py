"""What can go wrong through no fault of the program, with the exit status it ends in."""

from collections.abc import Sequence


class QushuError(Exception):
    """Wrong usage or unreadable input: one line for the user, exit status 2."""

    exit_status = 2


class BuildError(QushuError):
    """The data failed a check, or the build could not be finished: exit status 1.

    `details` are further lines, one for each failed check.
    """

    exit_status = 1

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.details = tuple(details)
