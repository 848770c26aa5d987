"""Units in two periods: which items of a unit can be compared, and its indices on them.

The rule is that of ``periods``: an item is compared where it has a level in both periods, and
what is not compared does not apply. Only units whose sheets this changes are scored once more.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.indices import Hundredths
from assessment.loops import loops_for, plain
from assessment.matrix import NOT_APPLICABLE
from assessment.plan import ScoringPlan
from assessment.rollup.group_figures import MadeAgain, hidden_groups
from assessment.rollup.groups import counted, runs_of
from assessment.rollup.named import Names
from assessment.rollup.quantiles import Marks
from assessment.rollup.sums import GroupSums, group_sums
from assessment.standard import Standard
from assessment.tables import Integers, tables_of

Presence = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Side:
    """The sheets of one period that count, and their sums: a group a unit, by name."""

    matrix: AnswerMatrix
    sums: GroupSums

    @property
    def units(self) -> Names:
        """The units by name, shape (units,)."""
        return self.sums.keys.unit

    @property
    def hidden(self) -> Marks:
        """Which units have too few sheets to be shown."""
        return hidden_groups(self.matrix.standard, self.sums)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Units that are shown in both periods, by name.

    ``before`` and ``after`` are the indices on the compared items in hundredths, overall first,
    shape (units, parts), and ``items`` counts these items; without any, an index is ``-1``.
    """

    units: Names
    items: Integers
    before: Hundredths
    after: Hundredths


def side_of(matrix: AnswerMatrix) -> Side:
    """Sum the sheets of one period."""
    used = counted(matrix)
    return Side(used, group_sums(used, runs_of(used.who), loops_for(len(used))))


def carried_over(
    matrix: AnswerMatrix, standard: Standard, origins: Mapping[str, str]
) -> AnswerMatrix:
    """Return sheets as sheets of ``standard``, whose other items do not apply.

    ``origins`` maps items of ``standard`` to those of the matrix that have the same levels.
    """
    place = {item.id: column for column, item in enumerate(matrix.plan.items)}
    shape = (len(matrix), len(standard.items))
    codes = np.full(shape, NOT_APPLICABLE, dtype=np.uint8, order="F")
    for column, item in enumerate(standard.items):
        if item.id in origins:
            codes[:, column] = matrix.codes[:, place[origins[item.id]]]
    return AnswerMatrix(standard, codes, matrix.who)


def paired(before: Side, after: Side) -> Pairs:
    """Compare every unit that is shown in both periods; both sides are of one standard."""
    place = _places(before.units, after.units)
    both = (place >= 0) & ~after.hidden
    both[both] = ~before.hidden[place[both]]
    ours, theirs = place[both], np.flatnonzero(both)
    shared = before.sums.run.presence[:, ours] & after.sums.run.presence[:, theirs]
    return Pairs(
        units=after.units[theirs],
        items=_count_items(after, shared),
        before=_indices(before, ours, shared),
        after=_indices(after, theirs, shared),
    )


def _places(units: Names, wanted: Names) -> Integers:
    """Return where each of the wanted is in ``units``, -1 for nowhere."""
    names = units.categories
    place = np.full(len(names) + 1, -1)  # the last one is for names that ``units`` does not know
    place[units.codes] = np.arange(len(units))
    same = names is wanted.categories
    known = np.arange(len(names)) if same else names.get_indexer(wanted.categories)
    return np.asarray(place[known[wanted.codes]])


def _count_items(side: Side, shared: Presence) -> Integers:
    """Count the compared items, shape (units, parts)."""
    items = np.zeros((shared.shape[1], 1 + len(side.matrix.plan.sections)), dtype=np.int64)
    for chunk, bits in zip(tables_of(side.matrix.plan).chunks, shared, strict=True):
        items[:, 1 + chunk.section] += np.bitwise_count(bits)
    items[:, 0] = items.sum(axis=1)
    return items


def _indices(side: Side, units: Integers, shared: Presence) -> Hundredths:
    """Return the indices of some units on the ``shared`` items, shape (units, parts)."""
    plan = side.matrix.plan
    index = _indices_of(plan, side.sums)[units]
    again = (side.sums.run.presence[:, units] != shared).any(axis=0)
    if again.any():
        masked = _masked(side, units[again], shared[:, again])
        index[again] = _indices_of(plan, group_sums(masked, runs_of(masked.who), plain))
    return index


def _indices_of(plan: ScoringPlan, sums: GroupSums) -> Hundredths:
    """Return the indices of all groups; who is hidden is settled by the callers."""
    return MadeAgain(plan, sums, np.zeros(len(sums), dtype=bool)).index


def _masked(side: Side, units: Integers, shared: Presence) -> AnswerMatrix:
    """Return the sheets of some units, where nothing but the shared items applies."""
    unit = _places(side.units[units], pd.Categorical(side.matrix.who["unit"]))
    rows = np.flatnonzero(unit >= 0)
    codes = np.empty((len(rows), side.matrix.codes.shape[1]), dtype=np.uint8, order="F")
    for chunk, bits in zip(tables_of(side.matrix.plan).chunks, shared, strict=True):
        for bit, column in enumerate(chunk.columns):
            compared = (bits >> np.uint8(bit) & 1).astype(bool)[unit[rows]]
            codes[:, column] = np.where(compared, side.matrix.codes[rows, column], NOT_APPLICABLE)
    return AnswerMatrix(side.matrix.standard, codes, side.matrix.who.iloc[rows])
