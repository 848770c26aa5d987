"""The scoring rule, written once, and the tables that carry it to any number of sheets.

``_contributions`` says what each state of an item adds to the sums of its section. Sections
are short, so the sums of every possible answer pattern of a section are computed when a plan
is first used; a sheet then costs one look-up a section.
"""

from dataclasses import dataclass
from functools import cache
from math import lcm, prod

import numpy as np
import numpy.typing as npt

from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, Codes
from assessment.plan import PlannedItem, ScoringPlan

Integers = npt.NDArray[np.int64]

# Patterns a table may hold; a longer section is cut into chunks whose sums add.
TABLE_LIMIT = 20_000


@dataclass(frozen=True)
class Sums:
    """Integer sums over the items of a part: what a score, its bounds and a gate come from.

    ``points`` is the sum of weight times points over answered items, ``answered`` and
    ``applicable`` the sums of weights, ``cap`` the highest band that the gates allow.
    """

    points: Integers
    answered: Integers
    applicable: Integers
    cap: Integers


def _contributions(plan: ScoringPlan, item: PlannedItem) -> Integers:
    """Return what each state of an item adds: rows points, answered, applicable, cap."""
    states = LOWEST_LEVEL + len(item.levels)
    table = np.zeros((4, states), dtype=np.int64)
    table[0, LOWEST_LEVEL:] = np.multiply(item.weight, item.points)
    table[1, LOWEST_LEVEL:] = item.weight
    table[2] = item.weight
    table[2, NOT_APPLICABLE] = 0
    table[3] = len(plan.bands) - 1
    if item.gate:
        below, cap = item.gate
        shut = [LOWEST_LEVEL + place for place, level in enumerate(item.levels) if level < below]
        table[3, shut] = cap
    return table


@dataclass(frozen=True)
class Chunk:
    """A run of columns of one section, and the sums of all their answer patterns."""

    section: int
    columns: tuple[int, ...]
    states: tuple[int, ...]
    sums: Integers


@dataclass(frozen=True)
class Tables:
    """The chunks of a plan, and the number that every section's weight sum divides.

    ``integers`` is the type that means are added in.
    """

    chunks: tuple[Chunk, ...]
    multiple: int
    integers: type
    caps: int


@cache
def tables_of(plan: ScoringPlan) -> Tables:
    """Return the tables of a plan, made once."""
    chunks = tuple(
        _chunk(plan, section, columns)
        for section in range(len(plan.sections))
        for columns in _runs(plan, section)
    )
    multiple = _common_multiple(plan)
    return Tables(chunks, multiple, _integers(plan, multiple), len(plan.bands) - 1)


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
    return runs


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


def _common_multiple(plan: ScoringPlan) -> int:
    """Return a multiple of every weight sum a section can have, so that means stay integers."""
    reachable: set[int] = set()
    for section in range(len(plan.sections)):
        sums = {0}
        for item in plan.items:
            if item.section == section:
                sums |= {total + item.weight for total in sums}
        reachable |= sums
    return lcm(*(reachable - {0}))


def _integers(plan: ScoringPlan, multiple: int) -> type:
    """Return 64-bit integers where the largest sum of a mean fits them, else Python's own."""
    weights = sum(section.weight for section in plan.sections)
    most = max(*plan.points, 1)
    spans = (plan.points[1] - plan.points[0] + 1) * (plan.values[1] + 1)
    return np.int64 if 400 * multiple * weights * most * spans < 2**63 else object


def section_sums(tables: Tables, codes: Codes, sections: int) -> Sums:
    """Return the sums of every sheet and section, shape (sheets, sections)."""
    sums = np.zeros((4, len(codes), sections), dtype=np.int64)
    sums[3] = tables.caps
    for chunk in tables.chunks:
        pattern = np.zeros(len(codes), dtype=np.intp)
        for column, states in zip(chunk.columns, chunk.states, strict=True):
            pattern = pattern * states + codes[:, column]
        found = chunk.sums[:, pattern]
        sums[:3, :, chunk.section] += found[:3]
        sums[3, :, chunk.section] = np.minimum(sums[3, :, chunk.section], found[3])
    return Sums(*sums)
