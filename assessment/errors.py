"""What can go wrong, in the words a person reads."""

from collections.abc import Sequence
from dataclasses import dataclass


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
