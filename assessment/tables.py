"""The scoring rule, written once, and the tables that carry it to any number of sheets.

``_contributions`` says what each state of an item adds to the sums of its section. Sections
are short, so the sums of every possible answer pattern of a section are computed when a plan
is first used; a sheet then costs one look-up a section.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, Codes
from assessment.plan import PlannedItem, ScoringPlan

Integers = npt.NDArray[np.int64]
Patterns = npt.NDArray[np.uint16]
# Sums and places among few, in the smallest type: a nation has many.
Unsigned = npt.NDArray[np.unsignedinteger[Any]]
Places = npt.NDArray[np.integer[Any]]
# Places among the bands of a plan, which are few.
Bands = npt.NDArray[np.int8]

# Patterns a table may hold; a longer section is cut into chunks whose sums add. Their numbers
# must fit ``Patterns``.
TABLE_LIMIT = 20_000


@dataclass(frozen=True)
class Sums:
    """Integer sums over the items of a part: what a score, its bounds and a gate come from.

    Shapes are (sections, n). ``points`` is the sum of weight times points over answered items,
    points counted from the least of the scale, so that it is never negative. ``answered`` and
    ``applicable`` are the sums of weights, ``cap`` the highest band that the gates allow.
    """

    points: Places
    answered: Places
    applicable: Places
    cap: Bands


def _contributions(plan: ScoringPlan, item: PlannedItem) -> Integers:
    """Return what each state of an item adds: rows points, answered, applicable, cap."""
    states = LOWEST_LEVEL + len(item.levels)
    table = np.zeros((4, states), dtype=np.int64)
    table[0, LOWEST_LEVEL:] = item.weight * (np.array(item.points) - plan.points[0])
    table[1, LOWEST_LEVEL:] = item.weight
    table[2] = item.weight
    table[2, NOT_APPLICABLE] = 0
    table[3] = len(plan.bands) - 1
    if item.gate:
        table[3, LOWEST_LEVEL : lowest_open(item)] = item.gate[1]
    return table


def lowest_open(item: PlannedItem) -> int:
    """Return the lowest code that leaves an item's gate open; without a gate, all levels do."""
    below = item.gate[0] if item.gate else item.levels[0]
    return LOWEST_LEVEL + sum(level < below for level in item.levels)


@dataclass(frozen=True)
class Chunk:
    """A run of columns of one section, and the sums of all their answer patterns."""

    section: int
    columns: tuple[int, ...]
    states: tuple[int, ...]
    sums: Integers

    @cached_property
    def axes(self) -> tuple[Integers, Patterns]:
        """The columns and how many states each has, as arrays."""
        return np.array(self.columns), np.array(self.states, dtype=np.uint16)

    def patterns(self, codes: Codes, out: Patterns) -> Patterns:
        """Put the number of the pattern of every sheet into ``out``, shape (sheets,)."""
        np.copyto(out, codes[:, self.columns[0]])
        for column, states in zip(self.columns[1:], self.states[1:], strict=True):
            np.multiply(out, states, out=out)
            np.add(out, codes[:, column], out=out)
        return out

    def codes_of(self, column: int) -> Integers:
        """Return the code that every pattern has in one of its columns."""
        place = self.columns.index(column)
        later = prod(self.states[place + 1 :])
        return np.arange(prod(self.states), dtype=np.int64) // later % self.states[place]


@dataclass(frozen=True)
class Tables:
    """The chunks of a plan, and the highest band, which holds while no gate is shut."""

    chunks: tuple[Chunk, ...]
    caps: int


@cache
def tables_of(plan: ScoringPlan) -> Tables:
    """Return the tables of a plan, made once."""
    chunks = tuple(
        _chunk(plan, section, columns)
        for section in range(len(plan.sections))
        for columns in _runs(plan, section)
    )
    return Tables(chunks, len(plan.bands) - 1)


def _runs(plan: ScoringPlan, section: int) -> list[list[int]]:
    """Cut the columns of a section so that no table grows past its limit."""
    runs: list[list[int]] = [[]]
    for column, item in enumerate(plan.items):
        if item.section != section:
            continue
        taken = prod(LOWEST_LEVEL + len(plan.items[other].levels) for other in runs[-1])
        if taken * (LOWEST_LEVEL + len(item.levels)) > TABLE_LIMIT:
            runs.append([])
        runs[-1].append(column)
    return [run for run in runs if run]


def _chunk(plan: ScoringPlan, section: int, columns: list[int]) -> Chunk:
    """Add the contributions of every pattern of a run of items."""
    sums = np.zeros((4, 1), dtype=np.int64)
    sums[3] = len(plan.bands) - 1
    for column in columns:
        added = _contributions(plan, plan.items[column])
        grown = sums[:, :, None] + added[:, None, :]
        grown[3] = np.minimum(sums[3, :, None], added[3, None, :])
        sums = grown.reshape(4, -1)
    states = tuple(LOWEST_LEVEL + len(plan.items[column].levels) for column in columns)
    return Chunk(section, tuple(columns), states, sums)


def section_sums(tables: Tables, codes: Codes, sections: int) -> Sums:
    """Return the sums of every section and sheet, shape (sections, sheets)."""
    sums = np.zeros((4, sections, len(codes)), dtype=np.int64)
    sums[3] = tables.caps
    patterns = np.empty(len(codes), dtype=np.uint16)
    for chunk in tables.chunks:
        found = chunk.sums[:, chunk.patterns(codes, patterns)]
        sums[:3, chunk.section] += found[:3]
        sums[3, chunk.section] = np.minimum(sums[3, chunk.section], found[3])
    points, answered, applicable, cap = sums
    return Sums(points, answered, applicable, cap.astype(np.int8))
