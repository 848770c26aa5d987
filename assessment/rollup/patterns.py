"""How often each answer pattern of a section occurs: counts that simply add up.

They hold all that items, their levels and Cronbach's alpha need, exactly, without the answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from assessment.answer_matrix import AnswerMatrix
from assessment.loops import Loops
from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan
from assessment.rollup.groups import Runs, combined
from assessment.rollup.named import Names
from assessment.rollup.threads import blocks, pieces, share
from assessment.tables import Integers, Places, tables_of

Counts = tuple[Places, ...]


@dataclass(frozen=True, eq=False)
class PatternCounts:
    """Counts of a grouping: ``keys`` are its columns, a value a group, in order.

    ``counts`` has for each chunk of the plan the shape (groups, patterns).
    """

    keys: dict[str, Names]
    counts: Counts

    def __len__(self) -> int:
        return len(self.counts[0])


def count_patterns(
    matrix: AnswerMatrix, runs: Runs, columns: Mapping[str, Names], loops: Loops
) -> PatternCounts:
    """Count the patterns of every group that the ``columns`` make, a value a run."""
    keys, groups = _combined(columns)
    most = int(np.bincount(groups, weights=runs.sheets, minlength=1).max())
    group, dtype = np.repeat(groups, runs.sheets), np.min_scalar_type(most)

    def work(rows: slice) -> Counts:
        counts = _zeros(matrix.plan, len(keys["basis"]), dtype)
        return _count(loops, matrix, group, rows, counts)

    found = share(work, pieces(len(matrix)))
    return PatternCounts(keys, tuple(reduce(np.add, parts) for parts in zip(*found, strict=True)))


def _combined(columns: Mapping[str, Names]) -> tuple[dict[str, Names], Places]:
    """Return the combinations that occur, in order, and which of them each value has."""
    found, places = combined(list(columns.values()))
    keys = {
        name: pd.Categorical.from_codes(codes, dtype=column.dtype, validate=False)
        for (name, column), codes in zip(columns.items(), found, strict=True)
    }
    return keys, places


def _zeros(plan: ScoringPlan, groups: int, dtype: np.dtype[Any]) -> Counts:
    return tuple(
        np.zeros((groups, chunk.sums.shape[1]), dtype=dtype) for chunk in tables_of(plan).chunks
    )


def _count(
    loops: Loops, matrix: AnswerMatrix, groups: Places, rows: slice, counts: Counts
) -> Counts:
    """Count the patterns of some rows into ``counts``, chunk by chunk."""
    for block in blocks(rows):
        for chunk, found in zip(tables_of(matrix.plan).chunks, counts, strict=True):
            loops.count(matrix.codes, block, chunk, groups, found)
    return counts


def merge_counts(parts: Sequence[PatternCounts]) -> PatternCounts:
    """Add up counts of the same grouping; there must be one part at least."""
    keys, places = _united(parts)
    groups = len(keys["basis"])
    totals = tuple(np.zeros((groups, one.shape[1]), np.int64) for one in parts[0].counts)
    for part, rows in zip(parts, places, strict=True):
        for total, counts in zip(totals, part.counts, strict=True):
            total[rows] += counts
    return PatternCounts(keys, totals)


def less(whole: PatternCounts, part: PatternCounts) -> PatternCounts:
    """Take counts away from others of the same grouping, which hold all its groups."""
    keys, (ours, theirs) = _united([whole, part])
    totals = tuple(np.zeros((len(ours), one.shape[1]), np.int64) for one in whole.counts)
    for total, counts, fewer in zip(totals, whole.counts, part.counts, strict=True):
        total[ours] = counts
        total[theirs] -= fewer
    return PatternCounts(keys, totals)


def _united(parts: Sequence[PatternCounts]) -> tuple[dict[str, Names], list[Places]]:
    """Return the groups of all parts, in the order of names, and which of them each part has."""
    columns = {
        name: union_categoricals([part.keys[name] for part in parts], sort_categories=True)
        for name in parts[0].keys
    }
    keys, places = _combined(columns)
    return keys, np.split(places, np.cumsum([len(part) for part in parts])[:-1])


def level_counts(plan: ScoringPlan, found: PatternCounts) -> Integers:
    """Return how often each code of each item was chosen, shape (groups, items, codes)."""
    widest = LOWEST_LEVEL + max(len(item.levels) for item in plan.items)
    counts = np.zeros((len(found), len(plan.items), widest), dtype=np.int64)
    for chunk, total in zip(tables_of(plan).chunks, found.counts, strict=True):
        rest = total
        for column, states in zip(chunk.columns, chunk.states, strict=True):
            by_code = rest.reshape(len(counts), states, rest.shape[1] // states)
            # No sum is larger than the number of sheets; wider ones would take four times as long.
            counts[:, column, :states] = by_code.sum(axis=2, dtype=total.dtype)
            rest = by_code.sum(axis=1, dtype=total.dtype)
    return counts
