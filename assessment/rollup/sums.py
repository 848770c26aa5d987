"""The sums of units in periods: the partial result that adds up, wherever the sheets are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

from assessment.answer_matrix import AnswerMatrix
from assessment.plan import ScoringPlan
from assessment.rollup.groups import Runs
from assessment.rollup.kernel import RunSums, empty_sums, run_sums
from assessment.rollup.packed import packed
from assessment.tables import Integers

KEY = ("unit", "period", "agreed")


@dataclass(frozen=True, eq=False)
class GroupSums:
    """Sums a group (a unit, a period, agreed or not), in the order of names.

    ``keys`` has the columns of ``KEY`` and a row a group, ``sheets`` the shape (groups,);
    ``run`` holds the sums in the shape (parts, groups). See ``kernel``.
    """

    keys: pd.DataFrame
    sheets: Integers
    run: RunSums

    def __len__(self) -> int:
        return len(self.sheets)

    def take(self, groups: npt.NDArray[np.bool_]) -> "GroupSums":
        """Return the groups that are marked."""
        if groups.all():
            return self
        run = RunSums(
            {name: values[:, groups] for name, values in self.run.sums.items()},
            self.run.presence[:, groups],
        )
        keys = self.keys[groups].reset_index(drop=True)
        return GroupSums(keys, self.sheets[groups], run)


def group_sums(matrix: AnswerMatrix, runs: Runs) -> GroupSums:
    """Add up the sheets of every group; ``runs`` are those of its rows."""
    found = run_sums(matrix.plan, matrix.codes, runs.starts)
    return _in_order(matrix.plan, runs, found)


def merge(plan: ScoringPlan, parts: Sequence[GroupSums]) -> GroupSums:
    """Add up groups that were summed apart; there must be one part at least."""
    if len(parts) == 1:
        return parts[0]
    keys = pd.DataFrame(
        {
            "unit": union_categoricals([part.keys["unit"] for part in parts]),
            "period": union_categoricals([part.keys["period"] for part in parts]),
            "agreed": np.concatenate([part.keys["agreed"] for part in parts]),
        }
    )
    runs = Runs(
        starts=np.arange(len(keys)),
        sheets=np.concatenate([part.sheets for part in parts]),
        keys=keys,
    )
    sums = {
        name: np.concatenate([part.run.sums[name] for part in parts], axis=1)
        for name in parts[0].run.sums
    }
    presence = np.concatenate([part.run.presence for part in parts], axis=1)
    return _in_order(plan, runs, RunSums(sums, presence))


def _in_order(plan: ScoringPlan, runs: Runs, found: RunSums) -> GroupSums:
    """Add up the runs of each group, in the order of the names."""
    names = {name: _by_name(runs.keys[name]) for name in KEY[:2]}
    keys = pd.DataFrame({**names, "agreed": runs.keys["agreed"].to_numpy()}, copy=False)
    codes = _codes(keys)
    if (codes[1:] > codes[:-1]).all():
        return GroupSums(keys, runs.sheets, found)
    order = np.argsort(codes, kind="stable")
    firsts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    sheets = np.add.reduceat(runs.sheets[order], firsts)
    sums = empty_sums(packed(plan), len(firsts), int(sheets.max(initial=0)))
    for name, values in found.sums.items():
        np.add.reduceat(values[:, order], firsts, axis=1, dtype=sums[name].dtype, out=sums[name])
    return GroupSums(
        keys=keys.iloc[order[firsts]].reset_index(drop=True),
        sheets=sheets,
        run=RunSums(sums, np.bitwise_or.reduceat(found.presence[:, order], firsts, axis=1)),
    )


def _by_name(names: "pd.Series[Any]") -> "pd.Series[Any]":
    """Put the categories in the order of names, and drop those that no row has."""
    categories = names.cat.categories
    if categories.is_monotonic_increasing:
        return names
    return names.cat.reorder_categories(categories.sort_values())


def _codes(keys: pd.DataFrame) -> Integers:
    """Return a rising number for groups in order."""
    unit, period = keys["unit"].cat, keys["period"].cat
    whole = unit.codes.to_numpy(dtype=np.int64) * max(1, len(period.categories))
    return np.asarray(2 * (whole + period.codes.to_numpy()) + ~keys["agreed"].to_numpy())
