"""Files that hold parts of the sheets: what of each must not count beside the others.

A unit's sheets may be spread over files. Whether one of them is agreed, and whether the same
sheets stand in two files, shows only beside the others: so every file says first whose sheets it
holds (``answer_matrix.holding``), and is then told what to leave out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.answer_matrix.holding import Holding, Prints, Repeats, prints_of
from assessment.answer_matrix.rows import MOST_NAMED
from assessment.errors import Problem
from assessment.i18n import _
from assessment.wording import print_count

# How a group stands beside those of other files; the first two count.
ALONE, MORE, UNKNOWN, AGREED, SAME, IDLE = range(6)
COUNTS = (ALONE, MORE, UNKNOWN)

SAID: dict[int, Callable[[], str]] = {
    MORE: lambda: _("{file} holds other sheets of this unit; they were added up"),
    UNKNOWN: lambda: _(
        "{file} holds sheets of this unit too; they were added up, for without the column sheet"
        " nobody can tell whether they are the same"
    ),
    AGREED: lambda: _("{file} holds an agreed sheet of this unit; only that one counts"),
    SAME: lambda: _("{file} holds the same sheets of this unit; they were counted once"),
}


@dataclass(frozen=True, eq=False)
class File:
    """A file, what may stand twice in it, how many groups and rows it has."""

    path: Path
    repeats: Repeats
    groups: int
    rows: int


@dataclass(frozen=True, eq=False)
class Part:
    """A file, and those of its groups that others share with it.

    ``shared`` has the columns of ``Holding.groups``, found, and the other file. Where ``whole`` is
    false, nothing else of the file counts.
    """

    file: File
    shared: pd.DataFrame
    whole: bool

    def repeated(self) -> Path | None:
        """Return the file that holds all sheets of this one, if there is one."""
        rivals = self.shared[self.shared["found"] != IDLE]
        others = rivals["other"].unique()
        same = len(others) == 1 and (rivals["found"] == SAME).all()
        return others[0] if same and len(self.shared) == self.file.groups else None

    def counting(self, matrix: AnswerMatrix) -> AnswerMatrix:
        """Return the sheets of a batch that count."""
        counts = self.shared["found"].isin(COUNTS)
        if self.whole:
            return matrix if counts.all() else matrix.take(~_among(matrix, self.shared[~counts]))
        return matrix.take(_among(matrix, self.shared[counts]))

    def remarks(self, matrix: AnswerMatrix) -> Iterator[Problem]:
        """Say of the groups of a batch how they stand beside other files."""
        said = self.shared[self.shared["found"].isin(SAID)][:MOST_NAMED]
        if said.empty:
            return
        firsts = matrix.who.assign(group=prints_of(matrix.who)).drop_duplicates(["group", "agreed"])
        here = said.merge(firsts, on=["group", "agreed"])
        columns = (here[name].tolist() for name in ("row", "unit", "period", "found", "other"))
        for row, unit, period, found, other in zip(*columns, strict=True):
            place = f"unit = {unit!r}, period = {period!r}"
            message = SAID[found]().format(file=other)
            yield Problem(str(self.file.path), row, place, message)

    def unnamed(self) -> Iterator[Problem]:
        """Count the groups that ``remarks`` does not name."""
        more = int(self.shared["found"].isin(SAID).sum()) - MOST_NAMED
        if more > 0:
            message = _("other files hold sheets of {n} more units and periods of this one")
            yield Problem(str(self.file.path), 0, "", message.format(n=print_count(more)))


def shared_groups(holdings: Sequence[Holding]) -> pd.DataFrame:
    """Return the groups that stand twice; ``place`` is the number of the file."""
    prints = np.concatenate([held.groups["group"] for held in holdings])
    twice = pd.Series(prints).duplicated(keep=False).to_numpy()
    cuts = np.cumsum([len(held.groups) for held in holdings])[:-1]
    shared = [
        held.groups[marked].assign(place=place)
        for place, (held, marked) in enumerate(zip(holdings, np.split(twice, cuts), strict=True))
    ]
    return pd.concat(shared, ignore_index=True)


def beside_each_other(groups: pd.DataFrame) -> pd.DataFrame:
    """Say of every group how it stands: ``found``, and ``first``, the place of the other file."""
    groups = groups.assign(found=ALONE, first=groups["place"])
    has_agreed = groups["group"].isin(groups["group"][groups["agreed"]])
    groups.loc[has_agreed & ~groups["agreed"], "found"] = IDLE
    rivals = groups[groups["agreed"] | ~has_agreed]
    first = rivals.groupby("group")["place"].transform("first")
    same = rivals.groupby(["group", "sheets", "mark"])["place"].transform("first")
    later = rivals["place"] > first
    known = rivals["mark"] > 0
    found = np.select(
        [~later, known & (same < rivals["place"]), rivals["agreed"], known],
        [ALONE, SAME, AGREED, MORE],
        UNKNOWN,
    )
    groups.loc[rivals.index, "found"] = found
    groups.loc[rivals.index, "first"] = np.where(found == SAME, same, first)
    return groups


def failed(groups: pd.DataFrame, agreed: Prints) -> pd.DataFrame:
    """Return what may count in place of agreed sheets that should count and could not be read.

    ``agreed`` are the groups whose agreed sheet was read.
    """
    expected = groups["agreed"] & groups["found"].isin(COUNTS)
    lost = expected & ~groups["group"].isin(agreed)
    return groups[groups["group"].isin(groups["group"][lost]) & ~lost]


def parts_of(files: Sequence[File], groups: pd.DataFrame, *, whole: bool) -> list[Part]:
    """Return the files that hold some of the groups, or all files where they count ``whole``."""
    paths = np.array([file.path for file in files], dtype=object)
    named = groups.assign(other=paths[groups["first"]])
    of_file = dict(tuple(named.groupby("place")))
    return [
        Part(file, of_file.get(place, named[:0]).sort_values("row"), whole)
        for place, file in enumerate(files)
        if whole or place in of_file
    ]


def _among(matrix: AnswerMatrix, groups: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Mark the sheets of a matrix that are of the groups."""
    agreed, prints = matrix.who["agreed"].to_numpy(), prints_of(matrix.who)
    marked = np.zeros(len(matrix), dtype=bool)
    for basis in (False, True):
        marked |= (agreed == basis) & np.isin(prints, groups["group"][groups["agreed"] == basis])
    return marked
