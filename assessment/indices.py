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

from assessment.loops import loops_for
from assessment.plan import ScoringPlan
from assessment.tables import Integers, Places

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


def indices(plan: ScoringPlan, points: Places, weights: Places) -> Hundredths:
    """Return the overall index, then those of the sections, shape (1 + sections, n).

    ``points`` and ``weights`` are the sums of every section, shape (sections, n). The overall
    index is the weighted mean over the sections that have weights.
    """
    found = np.empty((1 + len(points), points.shape[1]), dtype=hundredths_type(plan))
    found[0] = overall_index(plan, points, weights)
    found[1:] = section_index(plan, points, weights)
    return found


def overall_index(plan: ScoringPlan, points: Places, weights: Places) -> Hundredths:
    """Return the first row of ``indices`` alone: the weighted mean of the sections' indices.

    The sums of several sheets have no common denominator that fits a number of the machine: the
    means are floats, and those that stand close to a half are settled in fractions.
    """
    shares = np.array([section.weight for section in plan.sections], dtype=np.float64)
    counted, whole = weights > 0, np.full(points.shape[1], shares.sum())
    lacking = np.flatnonzero(~counted.all(axis=0))
    whole[lacking] = shares @ counted[:, lacking]
    low, high = plan.values
    exact = _weighed(plan, shares, points, weights) / np.maximum(whole, 1)
    exact *= 100 * (high - low) / (plan.points[1] - plan.points[0])
    exact += 100 * low + 0.5
    rounded = np.where(whole > 0, np.floor(exact), NONE).astype(hundredths_type(plan))
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


def section_index(plan: ScoringPlan, points: Places, weights: Places) -> Hundredths:
    """Map a mean of points (``points`` / ``weights``) to the index, in rounded hundredths."""
    return _looked_up(_mapped, plan, points, weights)


def percent(plan: ScoringPlan, part: Places, whole: Places) -> Hundredths:
    """Return what part of a whole is there, in rounded hundredths of a percent."""
    return _looked_up(_share, plan, part, whole)


def _mapped(plan: ScoringPlan, points: Integers, weights: Integers) -> Numbers:
    span = plan.points[1] - plan.points[0]
    low, high = plan.values
    exact = 100 * (low * span * weights + (high - low) * points)
    return half_up(exact, span * weights).astype(hundredths_type(plan))


def _share(plan: ScoringPlan, part: Integers, whole: Integers) -> Numbers:
    return half_up(COMPLETE * part, whole).astype(hundredths_type(plan))


def _ratio(_plan: ScoringPlan, points: Integers, weights: Integers) -> Numbers:
    return points / np.maximum(weights, 1)


def _looked_up(rule: Rule, plan: ScoringPlan, first: Places, second: Places) -> Numbers:
    """Apply a rule to pairs of sums; where few pairs can occur, once to each of these."""
    widths = _width(first), _width(second)
    if widths[0] * widths[1] > MOST_PAIRS:
        return rule(plan, first.astype(np.int64), second.astype(np.int64))
    found: Numbers = loops_for(first.size).look_up(
        first, second, widths[1], _table(rule, plan, widths)
    )
    return found


def _weighed(
    plan: ScoringPlan, shares: Numbers, points: Places, weights: Places
) -> npt.NDArray[np.float64]:
    """Return the mean points of the sections times their ``shares``, added up."""
    widths = _width(points), _width(weights)
    if widths[0] * widths[1] > MOST_PAIRS:
        return np.asarray(shares @ _ratio(plan, points.astype(np.int64), weights.astype(np.int64)))
    found: npt.NDArray[np.float64] = loops_for(points.size).weigh(
        points, weights, widths[1], _table(_ratio, plan, widths), shares
    )
    return found


def _width(sums: Places) -> int:
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
