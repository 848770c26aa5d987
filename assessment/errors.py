"""What can go wrong, in the words a person reads."""

import errno
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.i18n import _

# No room on the disk, or none left for this user, which Windows has no number for.
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(frozen=True, order=True)
class Problem:
    """One wrong thing: the file, the line (0: none), the place in it, and what to do."""

    file: str
    line: int
    place: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (where, self.place, self.message) if part)


class BermaknaError(Exception):
    """Something the person can mend; the message is the whole explanation."""


class ProblemsError(BermaknaError):
    """Several problems, reported together, one a line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class StandardError(ProblemsError):
    """A standard's file breaks the rules of a standard."""


class AnswerError(ProblemsError):
    """An answer sheet does not fit the standard it names."""


def reason_of(error: OSError) -> str:
    """Say what the system refused, in the reader's language where the case is known."""
    if error.errno in FULL:
        return _("the disk is full; make room and try again")
    known = {
        PermissionError: _("not allowed"),
        FileNotFoundError: _("does not exist"),
        FileExistsError: _("is a file, not a folder"),
        NotADirectoryError: _("is a file, not a folder"),
        IsADirectoryError: _("is a folder, not a file"),
    }
    return known.get(type(error)) or error.strerror or str(error)
