"""The sums of units in periods: the partial result that adds up, wherever the sheets are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pandas.api.types import union_categoricals

from assessment.answer_matrix import AnswerMatrix
from assessment.loops import Loops
from assessment.plan import ScoringPlan
from assessment.rollup.groups import Keys, Runs
from assessment.rollup.kernel import RunSums, empty_sums, run_sums
from assessment.rollup.named import Names
from assessment.rollup.packed import packed
from assessment.tables import Integers, Places


@dataclass(frozen=True, eq=False)
class GroupSums:
    """Sums a group (a unit, a period, agreed or not), in the order of names.

    ``keys`` has a value a group, ``sheets`` the shape (groups,); ``run`` holds the sums, a column
    a group. See ``kernel``.
    """

    keys: Keys
    sheets: Places
    run: RunSums

    def __len__(self) -> int:
        return len(self.sheets)

    def take(self, groups: npt.NDArray[np.bool_]) -> "GroupSums":
        """Return the groups that are marked."""
        if groups.all():
            return self
        sums, presence = (part[:, groups] for part in (self.run.sums, self.run.presence))
        run = RunSums(sums, presence, self.run.rows)
        return GroupSums(self.keys.take(np.flatnonzero(groups)), self.sheets[groups], run)


def group_sums(matrix: AnswerMatrix, runs: Runs, loops: Loops) -> GroupSums:
    """Add up the sheets of every group; ``runs`` are those of its rows."""
    found = run_sums(matrix.plan, matrix.codes, runs.starts, loops)
    return _in_order(matrix.plan, runs, found)


def merge(plan: ScoringPlan, parts: Sequence[GroupSums]) -> GroupSums:
    """Add up groups that were summed apart; there must be one part at least."""
    if len(parts) == 1:
        return parts[0]
    keys = Keys(
        union_categoricals([part.keys.unit for part in parts]),
        union_categoricals([part.keys.period for part in parts]),
        np.concatenate([part.keys.agreed for part in parts]),
    )
    runs = Runs(
        sheets=np.concatenate([part.sheets.astype(np.int64) for part in parts]),
        keys=keys,
    )
    sums = np.concatenate([part.run.sums for part in parts], axis=1)
    presence = np.concatenate([part.run.presence for part in parts], axis=1)
    return _in_order(plan, runs, RunSums(sums, presence, parts[0].run.rows))


def _in_order(plan: ScoringPlan, runs: Runs, found: RunSums) -> GroupSums:
    """Add up the runs of each group, in the order of the names."""
    keys = Keys(_by_name(runs.keys.unit), _by_name(runs.keys.period), runs.keys.agreed)
    codes = _codes(keys)
    if (codes[1:] > codes[:-1]).all():
        return GroupSums(keys, runs.sheets, found)
    order = np.argsort(codes, kind="stable")
    firsts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    sheets = np.add.reduceat(runs.sheets[order], firsts, dtype=np.int64)
    sums = empty_sums(packed(plan), len(firsts), int(sheets.max(initial=0)))
    np.add.reduceat(found.sums[:, order], firsts, axis=1, dtype=sums.dtype, out=sums)
    presence = np.bitwise_or.reduceat(found.presence[:, order], firsts, axis=1)
    return GroupSums(
        keys=keys.take(order[firsts]),
        sheets=sheets,
        run=RunSums(sums, presence, found.rows),
    )


def _by_name(names: Names) -> Names:
    """Put the categories in the order of names."""
    if names.categories.is_monotonic_increasing:
        return names
    return names.reorder_categories(names.categories.sort_values())


def _codes(keys: Keys) -> Integers:
    """Return a rising number for groups in order."""
    whole = keys.unit.codes.astype(np.int64) * max(1, len(keys.period.categories))
    return np.asarray(2 * (whole + keys.period.codes) + ~keys.agreed)
