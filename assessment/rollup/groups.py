"""Units in periods: which sheets count for them, and where their rows are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.rollup.named import Names
from assessment.rollup.quantiles import Marks
from assessment.rollup.threads import pieces, share
from assessment.tables import Integers, Places


@dataclass(frozen=True, eq=False)
class Keys:
    """Whose sheets are: unit, period and whether they are agreed on, a value a run or group."""

    unit: Names
    period: Names
    agreed: Marks

    def __len__(self) -> int:
        return len(self.agreed)

    def take(self, places: Integers) -> "Keys":
        """Return the keys at the places."""
        return Keys(self.unit.take(places), self.period.take(places), self.agreed[places])


@dataclass(frozen=True, eq=False)
class Runs:
    """Stretches of rows about one unit, period and basis.

    ``sheets`` says how many rows each has, shape (runs,); ``keys`` has a value a run.
    """

    sheets: Places
    keys: Keys

    @property
    def starts(self) -> Integers:
        """Return the first row of each, shape (runs,)."""
        return np.asarray(np.cumsum(self.sheets, dtype=np.int64) - self.sheets)


def counted(matrix: AnswerMatrix) -> AnswerMatrix:
    """Leave out the assessors' sheets of every unit that has an agreed one in the period."""
    agreed = matrix.who["agreed"].to_numpy()
    if agreed.all() or not agreed.any():
        return matrix
    group = group_codes(matrix.who)
    has_agreed = np.zeros(int(group.max()) + 1, dtype=bool)
    has_agreed[group[agreed]] = True
    return matrix.take(agreed | ~has_agreed[group])


def group_codes(who: pd.DataFrame) -> Integers:
    """Return a number a row, the same for the same unit and period."""
    unit, period = who["unit"].cat, who["period"].cat
    codes = unit.codes.to_numpy(dtype=np.int64) * max(1, len(period.categories))
    return np.asarray(codes + period.codes.to_numpy())


def occurring(codes: Integers) -> tuple[Integers, Places]:
    """Return the numbers that occur, rising, and the place of every code among them.

    The codes are whole numbers from 0 up; far fewer occur than there are codes.
    """
    most = int(codes.max(initial=-1)) + 1
    if most > 4 * len(codes):
        found, places = np.unique(codes, return_inverse=True)
        return found, places.astype(np.min_scalar_type(len(found)))
    found = np.flatnonzero(np.bincount(codes, minlength=most))
    places = np.zeros(most, dtype=np.min_scalar_type(len(found)))
    places[found] = np.arange(len(found))
    return found, places[codes]


def combined(columns: Sequence[Names]) -> tuple[tuple[Integers, ...], Places]:
    """Return the combinations of names that occur, in order, and which of them each row has.

    Combinations are places among the names of each column, shape (combinations,) a column.
    """
    shape = tuple(max(1, len(column.categories)) for column in columns)
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for column, size in zip(columns, shape, strict=True):
        codes *= size
        codes += column.codes
    found, places = occurring(codes)
    return np.unravel_index(found, shape), places


def runs_of(who: pd.DataFrame) -> Runs:
    """Find the runs of rows, in the order of the rows."""
    keys = keys_of(who)
    begins = np.ones(len(who), dtype=bool)

    def mark(rows: slice) -> None:
        unit, period, agreed = (
            values[rows] for values in (keys.unit.codes, keys.period.codes, keys.agreed)
        )
        marks = begins[rows][1:]
        np.not_equal(unit[1:], unit[:-1], out=marks)
        marks |= period[1:] != period[:-1]
        marks |= agreed[1:] != agreed[:-1]

    # A piece reaches into the next one, whose first row is compared with its last.
    share(mark, [slice(piece.start, piece.stop + 1) for piece in pieces(len(who))])
    starts = np.flatnonzero(begins)
    sheets = np.diff(starts, append=len(who))
    return Runs(sheets.astype(np.min_scalar_type(sheets.max(initial=0))), keys.take(starts))


def keys_of(who: pd.DataFrame) -> Keys:
    """Return whose the sheets of a matrix are."""
    unit, period = (cast("Names", who[name].array) for name in ("unit", "period"))
    return Keys(unit, period, who["agreed"].to_numpy())
