"""Scores of one sheet or of millions, from one set of tables.

The rule stands once, in ``_contributions``: what each state of an item adds to the sums of
its section. A plan's sections are short, so the sums of every possible answer pattern of a
section are computed when the plan is first used; a sheet is then scored by looking its
patterns up. All sums are integers, and a number is rounded (half up, two decimals) once, when
it is printed.
"""

from dataclasses import dataclass
from functools import cache
from math import lcm, prod

import numpy as np
import numpy.typing as npt

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, Codes
from assessment.plan import PlannedItem, ScoringPlan

Integers = npt.NDArray[np.int64]

# Patterns a table may hold; a longer section is cut into chunks whose sums add.
TABLE_LIMIT = 20_000
NONE = -1


@dataclass(frozen=True)
class Figures:
    """Printed numbers in hundredths; ``-1`` where a number does not exist.

    Shapes are (sheets, sections), or (sheets,) for the overall figures. ``band`` is a position
    in the plan's bands, and stands only where every applicable item has a level.
    """

    score: Integers
    low: Integers
    high: Integers
    completeness: Integers
    band: Integers


@dataclass(frozen=True)
class Scores:
    """The figures of many sheets, and which items shut a gate, shape (sheets, items)."""

    sections: Figures
    overall: Figures
    shut: npt.NDArray[np.bool_]


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


def score_codes(plan: ScoringPlan, codes: Codes) -> Scores:
    """Score a matrix of codes, shape (sheets, items), by the rules of ``plan``."""
    tables = _tables(plan)
    sums = _section_sums(tables, codes, len(plan.sections))
    return Scores(
        sections=_section_figures(plan, sums),
        overall=_overall_figures(plan, tables, sums),
        shut=_shut_gates(plan, codes),
    )


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
class _Chunk:
    """A run of columns of one section, and the sums of all their answer patterns."""

    section: int
    columns: tuple[int, ...]
    states: tuple[int, ...]
    sums: Integers


@dataclass(frozen=True)
class _Tables:
    """The chunks of a plan, and the number that every section's weight sum divides."""

    chunks: tuple[_Chunk, ...]
    multiple: int
    caps: int


@cache
def _tables(plan: ScoringPlan) -> _Tables:
    chunks = tuple(
        _chunk(plan, section, columns)
        for section in range(len(plan.sections))
        for columns in _runs(plan, section)
    )
    return _Tables(chunks, _common_multiple(plan), len(plan.bands) - 1)


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


def _chunk(plan: ScoringPlan, section: int, columns: list[int]) -> _Chunk:
    """Add the contributions of every pattern of a run of items."""
    sums = np.zeros((4, 1), dtype=np.int64)
    sums[3] = len(plan.bands) - 1
    for column in columns:
        added = _contributions(plan, plan.items[column])
        grown = sums[:, :, None] + added[:, None, :]
        grown[3] = np.minimum(sums[3, :, None], added[3, None, :])
        sums = grown.reshape(4, -1)
    states = tuple(LOWEST_LEVEL + len(plan.items[column].levels) for column in columns)
    return _Chunk(section, tuple(columns), states, sums)


def _common_multiple(plan: ScoringPlan) -> int:
    """Return a multiple of every weight sum a section can have, so that means stay integers."""
    reachable: set[int] = set()
    for section in range(len(plan.sections)):
        sums = {0}
        for item in plan.items:
            if item.section == section:
                sums |= {total + item.weight for total in sums}
        reachable |= sums
    multiple = lcm(*(reachable - {0}))
    weights = sum(section.weight for section in plan.sections)
    spans = (plan.points[1] - plan.points[0]) * (plan.values[1] - plan.values[0] + plan.values[1])
    if multiple * weights * max(map(abs, (*plan.points, 1))) * spans * 400 >= 2**63:
        raise BermaknaError(_("the weights of this standard are too varied to be added exactly"))
    return multiple


def _section_sums(tables: _Tables, codes: Codes, sections: int) -> Sums:
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


def _section_figures(plan: ScoringPlan, sums: Sums) -> Figures:
    least, most = plan.points
    waiting = sums.applicable - sums.answered
    complete = (sums.answered == sums.applicable) & (sums.applicable > 0)
    score = _index(plan, sums.points, sums.answered)
    return Figures(
        score=score,
        low=_index(plan, sums.points + waiting * least, sums.applicable),
        high=_index(plan, sums.points + waiting * most, sums.applicable),
        completeness=_half_up(10_000 * sums.answered, sums.applicable),
        band=_band(plan, score, complete, sums.cap),
    )


def _overall_figures(plan: ScoringPlan, tables: _Tables, sums: Sums) -> Figures:
    least, most = plan.points
    waiting = sums.applicable - sums.answered
    answered, applicable = sums.answered.sum(axis=1), sums.applicable.sum(axis=1)
    score = _mean_index(plan, tables, sums.points, sums.answered)
    return Figures(
        score=score,
        low=_mean_index(plan, tables, sums.points + waiting * least, sums.applicable),
        high=_mean_index(plan, tables, sums.points + waiting * most, sums.applicable),
        completeness=_half_up(10_000 * answered, applicable),
        band=_band(plan, score, (answered == applicable) & (applicable > 0), sums.cap.min(axis=1)),
    )


def _mean_index(plan: ScoringPlan, tables: _Tables, points: Integers, weights: Integers) -> Integers:
    """Return the weighted mean of the sections' indices, over those that have weights."""
    section_weights = np.array([section.weight for section in plan.sections], dtype=np.int64)
    counted = np.where(weights > 0, section_weights, 0)
    factors = tables.multiple // np.maximum(weights, 1)
    means = (points * factors * counted).sum(axis=1)
    return _index(plan, means, tables.multiple * counted.sum(axis=1))


def _index(plan: ScoringPlan, points: Integers, weights: Integers) -> Integers:
    """Map a mean of points (``points`` / ``weights``) to the index, in rounded hundredths."""
    least, most = plan.points
    low, high = plan.values
    span = most - least
    numerator = low * span * weights + (high - low) * (points - least * weights)
    return _half_up(100 * numerator, span * weights)


def _half_up(numerator: Integers, denominator: Integers) -> Integers:
    """Divide and round half up, for any sign; ``-1`` where there is nothing to divide by."""
    some = denominator > 0
    safe = np.where(some, denominator, 1)
    return np.where(some, (2 * numerator + safe) // (2 * safe), NONE)


def _band(
    plan: ScoringPlan, score: Integers, complete: npt.NDArray[np.bool_], cap: Integers
) -> Integers:
    """Return the band of a rounded index, no higher than the gates allow."""
    lowest = np.array([band.lowest for band in plan.bands], dtype=np.int64)
    place = np.searchsorted(lowest, score, side="right") - 1
    return np.where(complete, np.minimum(place, cap), NONE)


def _shut_gates(plan: ScoringPlan, codes: Codes) -> npt.NDArray[np.bool_]:
    shut = np.zeros(codes.shape, dtype=bool)
    for column, item in enumerate(plan.items):
        if item.gate:
            lowest_open = sum(level < item.gate[0] for level in item.levels) + LOWEST_LEVEL
            shut[:, column] = (codes[:, column] >= LOWEST_LEVEL) & (codes[:, column] < lowest_open)
    return shut
