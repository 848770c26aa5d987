"""What Cronbach's alpha needs of the counted patterns of a section."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from assessment.alphas import Moments
from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan
from assessment.rollup.patterns import PatternCounts
from assessment.tables import Integers, Places, tables_of

ALL = slice(None)
LEVELS = slice(LOWEST_LEVEL, None)


def section_moments(plan: ScoringPlan, found: PatternCounts) -> Iterator[Sequence[Moments | None]]:
    """Yield the moments of every group for each section; ``None`` for one in several chunks.

    The patterns of several chunks are counted apart: which occur together is not known.
    """
    tables = tables_of(plan)
    for section in range(len(plan.sections)):
        places = [n for n, chunk in enumerate(tables.chunks) if chunk.section == section]
        single = len(places) == 1
        yield _moments(plan, found, places[0]) if single else [None] * len(found)


def _moments(plan: ScoringPlan, found: PatternCounts, place: int) -> list[Moments]:
    """Return the moments of every group for a section of one chunk."""
    chunk = tables_of(plan).chunks[place]
    cube = found.counts[place].reshape(-1, *chunk.states)
    rows = _sums(plan, cube, chunk.columns, chunk.columns)
    return [
        # Nobody has a level everywhere, perhaps because some items have none at all.
        _moments_of(row) if row[0] else _of_used(plan, cube[group : group + 1], chunk.columns)
        for group, row in enumerate(rows.tolist())
    ]


def _of_used(plan: ScoringPlan, cube: Places, columns: tuple[int, ...]) -> Moments:
    """Return the moments of one group, without the items that nobody gave a level."""
    used = tuple(
        column
        for axis, column in enumerate(columns, start=1)
        if np.moveaxis(cube, axis, 0)[LEVELS].any()
    )
    return _moments_of(_sums(plan, cube, columns, used)[0].tolist())


def _moments_of(row: list[int]) -> Moments:
    n, *sums, squares, whole = row
    return Moments(n, sums, squares, whole)


def _sums(
    plan: ScoringPlan, cube: Places, columns: tuple[int, ...], used: tuple[int, ...]
) -> Integers:
    """Add up the columns of ``_table`` over the sheets with a level for all ``used`` items.

    ``cube`` counts patterns, shape (groups, codes of the first column, …); the result has the
    shape (groups, 3 + used items). Floats are multiplied many times faster than whole numbers,
    and hold these exactly: points and sheets are far fewer than 2 ** 53 asks for.
    """
    chosen = cube[(ALL, *(LEVELS if column in used else ALL for column in columns))]
    unused = tuple(axis for axis, column in enumerate(columns, start=1) if column not in used)
    table = _table(plan, used)
    counts = chosen.sum(axis=unused, dtype=np.float64).reshape(len(cube), len(table))
    return np.asarray(counts @ table).astype(np.int64)


@cache
def _table(plan: ScoringPlan, columns: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """Return, for each pattern of levels, 1, the points, their squares' sum, their sum's square."""
    every = product(*(plan.items[column].points for column in columns))
    points = np.array(list(every), dtype=np.float64)
    squares, whole = (points**2).sum(axis=1), points.sum(axis=1) ** 2
    return np.column_stack([np.ones_like(whole), points, squares, whole])
