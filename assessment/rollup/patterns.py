"""How often each answer pattern of a section occurs: counts that simply add up.

They hold all that items, their levels and Cronbach's alpha need, exactly, without the answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.loops import Loops
from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan
from assessment.rollup.threads import blocks, pieces, share
from assessment.tables import Integers, Places, tables_of


@dataclass(frozen=True, eq=False)
class PatternCounts:
    """Counts of a grouping: ``keys`` has a row a group, in order.

    ``counts`` has for each chunk of the plan the shape (groups, patterns).
    """

    keys: pd.DataFrame
    counts: tuple[Places, ...]


def count_patterns(
    matrix: AnswerMatrix, keys: pd.DataFrame, groups: Places, loops: Loops
) -> PatternCounts:
    """Count the patterns of every group; ``groups`` are rows of ``keys``, shape (sheets,)."""
    found = share(lambda rows: _count(loops, matrix, len(keys), groups, rows), pieces(len(matrix)))
    return PatternCounts(keys, tuple(reduce(np.add, parts) for parts in zip(*found, strict=True)))


def _count(
    loops: Loops, matrix: AnswerMatrix, many: int, groups: Places, rows: slice
) -> tuple[Places, ...]:
    """Count the patterns of some rows, chunk by chunk."""
    chunks = tables_of(matrix.plan).chunks
    found = [
        [loops.count(matrix.codes, block, chunk, groups, many) for chunk in chunks]
        for block in blocks(rows) or [rows]
    ]
    return tuple(reduce(np.add, parts) for parts in zip(*found, strict=True))


def merge_counts(parts: Sequence[PatternCounts]) -> PatternCounts:
    """Add up counts of the same grouping; there must be one part at least."""
    names = [str(name) for name in parts[0].keys]
    keys = pd.concat([part.keys for part in parts]).drop_duplicates().sort_values(names)
    keys = keys.reset_index(drop=True)
    totals = tuple(np.zeros((len(keys), one.shape[1]), np.int64) for one in parts[0].counts)
    for part in parts:
        rows = _rows(keys, part)
        for total, counts in zip(totals, part.counts, strict=True):
            total[rows] += counts
    return PatternCounts(keys, totals)


def less(whole: PatternCounts, part: PatternCounts) -> PatternCounts:
    """Take counts away from others of the same grouping, which hold all its groups."""
    totals, rows = tuple(total.copy() for total in whole.counts), _rows(whole.keys, part)
    for total, counts in zip(totals, part.counts, strict=True):
        total[rows] -= counts
    return PatternCounts(whole.keys, totals)


def _rows(keys: pd.DataFrame, part: PatternCounts) -> Integers:
    place = pd.MultiIndex.from_frame(keys)
    return np.asarray(place.get_indexer(pd.MultiIndex.from_frame(part.keys)))


def level_counts(plan: ScoringPlan, found: PatternCounts) -> Integers:
    """Return how often each code of each item was chosen, shape (groups, items, codes)."""
    widest = LOWEST_LEVEL + max(len(item.levels) for item in plan.items)
    counts = np.zeros((len(found.keys), len(plan.items), widest), dtype=np.int64)
    for chunk, total in zip(tables_of(plan).chunks, found.counts, strict=True):
        rest = total
        for column, states in zip(chunk.columns, chunk.states, strict=True):
            by_code = rest.reshape(len(counts), states, rest.shape[1] // states)
            # No sum is larger than the number of sheets; wider ones would take four times as long.
            counts[:, column, :states] = by_code.sum(axis=2, dtype=total.dtype)
            rest = by_code.sum(axis=1, dtype=total.dtype)
    return counts
