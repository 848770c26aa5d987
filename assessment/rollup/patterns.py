"""How often each answer pattern of a section occurs: counts that simply add up.

They hold all that items, their levels and Cronbach's alpha need, exactly, without the answers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.matrix import LOWEST_LEVEL
from assessment.panel import Points
from assessment.plan import ScoringPlan
from assessment.tables import Chunk, Integers, tables_of

# Rows that are counted at once: many more than there are patterns, so that a table pays.
BLOCK = 1 << 20


@dataclass(frozen=True, eq=False)
class PatternCounts:
    """Counts of a grouping: ``keys`` has a row a group, in order.

    ``counts`` has for each chunk of the plan the shape (groups, patterns).
    """

    keys: pd.DataFrame
    counts: tuple[Integers, ...]


def count_patterns(
    matrix: AnswerMatrix, keys: pd.DataFrame, groups: npt.NDArray[np.unsignedinteger]
) -> PatternCounts:
    """Count the patterns of every group; ``groups`` are rows of ``keys``, shape (sheets,)."""
    chunks = tables_of(matrix.plan).chunks
    totals = [np.zeros((len(keys), chunk.sums.shape[1]), dtype=np.int64) for chunk in chunks]
    patterns = np.empty(min(BLOCK, len(matrix)), dtype=np.uint16)
    for first in range(0, len(matrix), BLOCK):
        codes, group = matrix.codes[first : first + BLOCK], groups[first : first + BLOCK]
        for chunk, total in zip(chunks, totals, strict=True):
            pattern = chunk.patterns(codes, patterns[: len(codes)])
            places = group.astype(np.int64) * total.shape[1] + pattern
            found = np.bincount(places, minlength=total.size)
            np.add(total, found.reshape(total.shape), out=total)
    return PatternCounts(keys, tuple(totals))


def merge_counts(parts: Sequence[PatternCounts]) -> PatternCounts:
    """Add up counts of the same grouping; there must be one part at least."""
    names = [str(name) for name in parts[0].keys]
    keys = pd.concat([part.keys for part in parts]).drop_duplicates().sort_values(names)
    keys = keys.reset_index(drop=True)
    totals = tuple(np.zeros((len(keys), one.shape[1]), np.int64) for one in parts[0].counts)
    place = pd.MultiIndex.from_frame(keys)
    for part in parts:
        rows = place.get_indexer(pd.MultiIndex.from_frame(part.keys))
        for total, counts in zip(totals, part.counts, strict=True):
            total[rows] += counts
    return PatternCounts(keys, totals)


def level_counts(plan: ScoringPlan, found: PatternCounts) -> Integers:
    """Return how often each code of each item was chosen, shape (groups, items, codes)."""
    widest = LOWEST_LEVEL + max(len(item.levels) for item in plan.items)
    counts = np.zeros((len(found.keys), len(plan.items), widest), dtype=np.int64)
    for chunk, total in zip(tables_of(plan).chunks, found.counts, strict=True):
        grid = total.reshape(-1, *chunk.states)
        for axis, column in enumerate(chunk.columns, start=1):
            others = tuple(other for other in range(1, grid.ndim) if other != axis)
            counts[:, column, : chunk.states[axis - 1]] = grid.sum(axis=others)
    return counts


def section_points(
    plan: ScoringPlan, found: PatternCounts, group: int
) -> Iterator[tuple[int, Points, Integers] | tuple[int, None, None]]:
    """Yield for each section the points of its patterns and how often each occurs in a group.

    Points have the shape (patterns, items), NaN where no level was chosen. A section in several
    chunks has no patterns of its own and gets ``None``.
    """
    tables = tables_of(plan)
    for section in range(len(plan.sections)):
        places = [n for n, chunk in enumerate(tables.chunks) if chunk.section == section]
        if len(places) != 1:
            yield section, None, None
            continue
        counts = found.counts[places[0]][group]
        occurring = np.flatnonzero(counts)
        yield section, _points(plan, tables.chunks[places[0]], occurring), counts[occurring]


def _points(plan: ScoringPlan, chunk: Chunk, patterns: npt.NDArray[np.intp]) -> Points:
    codes = np.unravel_index(patterns, chunk.states)
    points = np.full((len(patterns), len(chunk.columns)), np.nan)
    for place, (column, code) in enumerate(zip(chunk.columns, codes, strict=True)):
        worth = np.array([np.nan] * LOWEST_LEVEL + list(plan.items[column].points))
        points[:, place] = worth[code]
    return points
