"""Rows of a file that cannot be used: the first are named, the others counted."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.answer_matrix.texts import Column
from assessment.errors import Problem
from assessment.i18n import _
from assessment.wording import print_count

# Rows of a file that are named: enough to see what is wrong, few enough to be read.
MOST_NAMED = 20


class Rows:
    """The rows of one table: ``first`` is the row of the file at which it begins.

    ``good``, shape (rows,), marks those that nothing was found wrong with.
    """

    def __init__(self, file: str, first: int, rows: int) -> None:
        self.file = file
        self.first = first
        self.good = np.ones(rows, dtype=bool)
        self.found: list[Problem] = []

    def refuse(self, wrong: npt.NDArray[np.bool_], name: str, column: Column, message: str) -> None:
        """Leave the marked rows out for what a column holds, unless they are left out already."""
        rows = np.flatnonzero(wrong & self.good)
        self.good[rows] = False
        for row in rows[:MOST_NAMED].tolist():
            place = f"{name} = {column[row].as_py()!r}"
            self.found.append(Problem(self.file, self.first + row, place, message))

    def refuse_one(self, row: int, place: str, message: str) -> None:
        """Leave one row out."""
        self.good[row] = False
        self.found.append(Problem(self.file, self.first + row, place, message))


@dataclass
class LeftOut:
    """How many rows of a file were left out: those that are named, and the others."""

    names: int = 0
    nameless: int = 0

    def named(self, rows: Rows) -> list[Problem]:
        """Return what is to be said of a table's rows."""
        problems = sorted(rows.found)[: MOST_NAMED - self.names]
        self.names += len(problems)
        self.nameless += int((~rows.good).sum()) - len(problems)
        return problems

    def others(self, file: str) -> list[Problem]:
        """Return a problem that counts the rows that were not named."""
        if not self.nameless:
            return []
        message = _("{n} more rows were left out for reasons like these")
        return [Problem(file, 0, "", message.format(n=print_count(self.nameless)))]
