"""Sums as printed numbers: indices and percentages in hundredths, rounded half up, once.

Sums are whole numbers, so that a number is exact until it is rounded. Points are counted from
the least of the scale, weight by weight: no sum is negative.
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

Hundredths = npt.NDArray[np.signedinteger]

# Stands for a number that does not exist: the index of a section without an applicable item, say.
NONE = -1

# All of a hundred percent.
COMPLETE = 10_000

# A mean in floats this close to the half between two hundredths, as a part of the index's width,
# is computed again in fractions. Floats are off by far less.
DOUBTFUL = 1e-10

Numbers = npt.NDArray[Any]
Rule = Callable[[ScoringPlan, Integers, Integers], Numbers]

# Tables of pairs end at multiples of this, so that few are made; larger ones are not kept.
ROUND = 32
MOST_PAIRS = 1 << 16


def hundredths_type(plan: ScoringPlan) -> np.dtype[Any]:
    """Return the smallest type that holds every printed number of a plan, and ``NONE``."""
    low, high = plan.values
    return np.min_scalar_type(-max(COMPLETE, 100 * abs(low), 100 * abs(high)))


def indices(plan: ScoringPlan, points: Integers, weights: Integers) -> Hundredths:
    """Return the overall index, then those of the sections, shape (1 + sections, n).

    ``points`` and ``weights`` are the sums of every section, shape (sections, n). The overall
    index is the weighted mean over the sections that have weights.
    """
    sections, ratios = _by_pairs((_mapped, _ratio), plan, points, weights)
    found = np.empty((1 + len(points), points.shape[1]), dtype=hundredths_type(plan))
    found[0], found[1:] = _mean(plan, points, weights, ratios), sections
    return found


def overall_index(plan: ScoringPlan, points: Integers, weights: Integers) -> Hundredths:
    """Return the first row of ``indices`` alone."""
    (ratios,) = _by_pairs((_ratio,), plan, points, weights)
    return _mean(plan, points, weights, ratios).astype(hundredths_type(plan))


def _mean(plan: ScoringPlan, points: Integers, weights: Integers, ratios: Numbers) -> Integers:
    """Return the weighted mean of the sections' indices.

    The sums of several sheets have no common denominator that fits a number of the machine: the
    means are floats, and those that stand close to a half are settled in fractions.
    """
    shares = np.array([section.weight for section in plan.sections], dtype=np.float64)
    counted = weights > 0
    whole = shares.sum() if counted.all() else np.maximum(shares @ counted, 1)
    low, high = plan.values
    exact = 100 * (high - low) / (plan.points[1] - plan.points[0]) * (shares @ ratios / whole)
    exact += 100 * low + 0.5
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
    return floor(100 * (low + (high - low) * mean / (most - least)) + Fraction(1, 2))


def section_index(plan: ScoringPlan, points: Integers, weights: Integers) -> Hundredths:
    """Map a mean of points (``points`` / ``weights``) to the index, in rounded hundredths."""
    return _by_pairs((_mapped,), plan, points, weights)[0]


def percent(plan: ScoringPlan, part: Integers, whole: Integers) -> Hundredths:
    """Return what part of a whole is there, in rounded hundredths of a percent."""
    return _by_pairs((_share,), plan, part, whole)[0]


def _mapped(plan: ScoringPlan, points: Integers, weights: Integers) -> Numbers:
    span = plan.points[1] - plan.points[0]
    low, high = plan.values
    exact = 100 * (low * span * weights + (high - low) * points)
    return half_up(exact, span * weights).astype(hundredths_type(plan))


def _share(plan: ScoringPlan, part: Integers, whole: Integers) -> Numbers:
    return half_up(COMPLETE * part, whole).astype(hundredths_type(plan))


def _ratio(_plan: ScoringPlan, points: Integers, weights: Integers) -> Numbers:
    return points / np.maximum(weights, 1)


def _by_pairs(
    rules: tuple[Rule, ...], plan: ScoringPlan, first: Integers, second: Integers
) -> list[Numbers]:
    """Apply rules to pairs of sums; where few pairs can occur, once to each of these."""
    widths = _width(first), _width(second)
    if widths[0] * widths[1] > MOST_PAIRS:
        return [rule(plan, first, second) for rule in rules]
    place = first * widths[1]
    place += second
    return [_table(rule, plan, widths).take(place, mode="clip") for rule in rules]


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
