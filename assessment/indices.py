"""Sums as printed numbers: indices and percentages in hundredths, rounded half up, once.

Sums are whole numbers, so that a number is exact until it is rounded.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.plan import ScoringPlan
from assessment.tables import Integers

# Stands for a number that does not exist: the index of a section without an applicable item, say.
NONE = -1

# A mean in floats this close to the half between two hundredths, as a part of the index's width,
# is computed again in fractions. Floats are off by far less.
DOUBTFUL = 1e-10

Numbers = npt.NDArray[np.number[Any]]
Rule = Callable[[ScoringPlan, Integers, Integers], Numbers]

# Tables of pairs end at multiples of this, so that few are made; larger ones are not kept.
ROUND = 32
MOST_PAIRS = 1 << 16


def mean_index(plan: ScoringPlan, points: Integers, weights: Integers) -> Integers:
    """Return the weighted mean of the sections' indices, over those that have weights.

    The sums of several sheets have no common denominator that fits a number of the machine: the
    means are floats, and those that stand close to a half are settled in fractions.
    """
    shares = np.array([section.weight for section in plan.sections], dtype=np.float64)
    counted = weights > 0
    whole = np.maximum(shares @ counted, 1)
    means = shares @ _by_pairs(_ratio, plan, points, weights) / whole
    least, most = plan.points
    low, high = plan.values
    exact = 100 * (low + (high - low) / (most - least) * (means - least)) + 0.5
    rounded = np.where(counted.any(axis=0), np.floor(exact), NONE).astype(np.int64)
    close = np.abs(exact - np.rint(exact)) < DOUBTFUL * 100 * (1 + max(abs(low), abs(high)))
    for place in np.flatnonzero(close).tolist():
        if rounded[place] != NONE:
            rounded[place] = _settled(plan, points[:, place].tolist(), weights[:, place].tolist())
    return rounded


def _settled(plan: ScoringPlan, points: list[int], weights: list[int]) -> int:
    """Return one mean index in hundredths, rounded half up, by fractions."""
    least, most = plan.points
    low, high = plan.values
    there = [
        (section.weight, Fraction(total, weight))
        for section, total, weight in zip(plan.sections, points, weights, strict=True)
        if weight
    ]
    mean = sum(share * part for share, part in there) / sum(share for share, _part in there)
    index = low + (high - low) * (mean - least) / (most - least)
    return floor(100 * index + Fraction(1, 2))


def section_index(plan: ScoringPlan, points: Integers, weights: Integers) -> Integers:
    """Map a mean of points (``points`` / ``weights``) to the index, in rounded hundredths."""
    return _by_pairs(_mapped, plan, points, weights).astype(np.int64)


def percent(plan: ScoringPlan, part: Integers, whole: Integers) -> Integers:
    """Return what part of a whole is there, in rounded hundredths of a percent."""
    return _by_pairs(_share, plan, part, whole).astype(np.int64)


def _mapped(plan: ScoringPlan, points: Integers, weights: Integers) -> Integers:
    least, most = plan.points
    low, high = plan.values
    span = most - least
    numerator = low * span * weights + (high - low) * (points - least * weights)
    return half_up(100 * numerator, span * weights)


def _share(_plan: ScoringPlan, part: Integers, whole: Integers) -> Integers:
    return half_up(10_000 * part, whole)


def _ratio(_plan: ScoringPlan, points: Integers, weights: Integers) -> Numbers:
    return np.where(weights > 0, points / np.maximum(weights, 1), 0)


def _by_pairs(rule: Rule, plan: ScoringPlan, first: Integers, second: Integers) -> Numbers:
    """Apply a rule to pairs of sums; where few pairs can occur, once to each of these."""
    widths = _width(first), _width(second)
    if widths[0] * widths[1] > MOST_PAIRS or first.min(initial=0) < 0:
        return rule(plan, first, second)
    return np.take(_table(rule, plan, widths), first * widths[1] + second, mode="clip")


def _width(sums: Integers) -> int:
    """Return a number that the sums stay below, the same for all that are about as high."""
    return (int(sums.max(initial=0)) // ROUND + 1) * ROUND


@lru_cache(maxsize=32)
def _table(rule: Rule, plan: ScoringPlan, widths: tuple[int, int]) -> Numbers:
    return rule(plan, *np.indices(widths)).ravel()


def half_up(numerator: Integers, denominator: Integers | int) -> Integers:
    """Divide and round half up, for any sign; ``-1`` where there is nothing to divide by."""
    some = np.greater(denominator, 0)
    safe = np.where(some, denominator, 1)
    return np.where(some, (2 * numerator + safe) // (2 * safe), NONE)
