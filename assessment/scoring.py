"""Scores of many sheets at once: indices, honest bounds, completeness, bands and gates.

All sums are integers (``tables.py``); a number is rounded once, half up, to hundredths.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.matrix import LOWEST_LEVEL, Codes
from assessment.plan import ScoringPlan
from assessment.tables import Integers, Sums, Tables, section_sums, tables_of

# Stands for a number that does not exist: a section without an applicable item, say.
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


def score_codes(plan: ScoringPlan, codes: Codes) -> Scores:
    """Score a matrix of codes, shape (sheets, items), by the rules of ``plan``."""
    tables = tables_of(plan)
    sums = section_sums(tables, codes, len(plan.sections))
    return Scores(
        sections=_section_figures(plan, sums),
        overall=_overall_figures(plan, tables, sums),
        shut=_shut_gates(plan, codes),
    )


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


def _overall_figures(plan: ScoringPlan, tables: Tables, sums: Sums) -> Figures:
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


def _mean_index(plan: ScoringPlan, tables: Tables, points: Integers, weights: Integers) -> Integers:
    """Return the weighted mean of the sections' indices, over those that have weights."""
    section_weights = np.array([section.weight for section in plan.sections], dtype=np.int64)
    counted: npt.NDArray[Any] = np.where(weights > 0, section_weights, 0).astype(tables.integers)
    factors: npt.NDArray[Any] = tables.multiple // np.maximum(weights, 1).astype(tables.integers)
    means = (points.astype(tables.integers) * factors * counted).sum(axis=1)
    return _index(plan, means, tables.multiple * counted.sum(axis=1)).astype(np.int64)


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
