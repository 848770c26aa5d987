"""How often each answer pattern of a section occurs: counts that simply add up.

They hold all that items, their levels and Cronbach's alpha need, exactly, without the answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan
from assessment.rollup.groups import Places
from assessment.rollup.threads import share, threads_for
from assessment.tables import Integers, tables_of

# Rows that are counted at once: many more than there are patterns, so that a table pays.
BLOCK = 1 << 19


@dataclass(frozen=True, eq=False)
class PatternCounts:
    """Counts of a grouping: ``keys`` has a row a group, in order.

    ``counts`` has for each chunk of the plan the shape (groups, patterns).
    """

    keys: pd.DataFrame
    counts: tuple[Integers, ...]


def count_patterns(matrix: AnswerMatrix, keys: pd.DataFrame, groups: Places) -> PatternCounts:
    """Count the patterns of every group; ``groups`` are rows of ``keys``, shape (sheets,)."""
    edges = np.linspace(0, len(matrix), threads_for(len(matrix)) + 1, dtype=int).tolist()
    found = share(lambda rows: _count(matrix, len(keys), groups, *rows), list(pairwise(edges)))
    return PatternCounts(keys, tuple(reduce(np.add, parts) for parts in zip(*found, strict=True)))


def _count(
    matrix: AnswerMatrix,
    many: int,
    groups: Places,
    begin: int,
    end: int,
) -> tuple[Integers, ...]:
    """Count the patterns of the rows from ``begin`` up to ``end``, chunk by chunk."""
    found = [
        _count_block(matrix, many, groups, slice(first, min(first + BLOCK, end)))
        for first in range(begin, max(end, begin + 1), BLOCK)
    ]
    return tuple(reduce(np.add, parts) for parts in zip(*found, strict=True))


def _count_block(matrix: AnswerMatrix, many: int, groups: Places, rows: slice) -> list[Integers]:
    group, codes = groups[rows].astype(np.int64), matrix.codes[rows]
    patterns, places = np.empty(len(codes), dtype=np.uint16), np.empty_like(group)
    found = []
    for chunk in tables_of(matrix.plan).chunks:
        width = chunk.sums.shape[1]
        np.multiply(group, width, out=places)
        places += chunk.patterns(codes, patterns)
        found.append(np.bincount(places, minlength=many * width).reshape(many, width))
    return found


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
            counts[:, column, :states] = by_code.sum(axis=2)
            rest = by_code.sum(axis=1)
    return counts
