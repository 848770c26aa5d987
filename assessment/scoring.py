"""Scores of many sheets at once: indices, honest bounds, completeness, bands and gates.

All sums are integers (``tables.py``); a number is rounded once, half up, to hundredths.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

import numpy as np
import numpy.typing as npt

from assessment.matrix import LOWEST_LEVEL, Codes
from assessment.plan import ScoringPlan
from assessment.tables import Integers, Sums, lowest_open, section_sums, tables_of

# Stands for a number that does not exist: a section without an applicable item, say.
NONE = -1

# A mean in floats this close to the half between two hundredths, as a part of the index's width,
# is computed again in fractions. Floats are off by far less.
DOUBTFUL = 1e-10


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
    sums = section_sums(tables_of(plan), codes, len(plan.sections))
    return Scores(
        sections=section_figures(plan, sums),
        overall=overall_figures(plan, sums),
        shut=_shut_gates(plan, codes),
    )


def section_figures(plan: ScoringPlan, sums: Sums) -> Figures:
    """Return the figures of sections from their sums, in the shape of the sums."""
    least, most = plan.points
    waiting = sums.applicable - sums.answered
    complete = (sums.answered == sums.applicable) & (sums.applicable > 0)
    score = _index(plan, sums.points, sums.answered)
    return Figures(
        score=score,
        low=_index(plan, sums.points + waiting * least, sums.applicable),
        high=_index(plan, sums.points + waiting * most, sums.applicable),
        completeness=_percent(sums.answered, sums.applicable),
        band=_band(plan, score, complete, sums.cap),
    )


def overall_figures(plan: ScoringPlan, sums: Sums) -> Figures:
    """Return the overall figures, shape (n,), of the sums of all sections, (n, sections)."""
    least, most = plan.points
    waiting = sums.applicable - sums.answered
    answered, applicable = sums.answered.sum(axis=1), sums.applicable.sum(axis=1)
    score = _mean_index(plan, sums.points, sums.answered)
    return Figures(
        score=score,
        low=_mean_index(plan, sums.points + waiting * least, sums.applicable),
        high=_mean_index(plan, sums.points + waiting * most, sums.applicable),
        completeness=_percent(answered, applicable),
        band=_band(plan, score, (answered == applicable) & (applicable > 0), sums.cap.min(axis=1)),
    )


def _mean_index(plan: ScoringPlan, points: Integers, weights: Integers) -> Integers:
    """Return the weighted mean of the sections' indices, over those that have weights.

    The sums of several sheets have no common denominator that fits a number of the machine: the
    means are floats, and those that stand close to a half are settled in fractions.
    """
    shares = np.array([section.weight for section in plan.sections], dtype=np.float64)
    counted = weights > 0
    whole = counted @ shares
    means = (np.where(counted, points, 0) / np.where(counted, weights, 1)) @ shares
    least, most = plan.points
    low, high = plan.values
    rise = (high - low) / (most - least)
    exact = 100 * (low + rise * (means / np.where(whole > 0, whole, 1) - least)) + 0.5
    close = np.abs(exact - np.rint(exact)) < DOUBTFUL * 100 * (1 + max(abs(low), abs(high)))
    rounded = np.where(whole > 0, np.floor(exact), NONE).astype(np.int64)
    for row in np.flatnonzero(close & (whole > 0)).tolist():
        rounded[row] = _settled(plan, points[row].tolist(), weights[row].tolist())
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


def _index(plan: ScoringPlan, points: Integers, weights: Integers) -> Integers:
    """Map a mean of points (``points`` / ``weights``) to the index, in rounded hundredths."""
    least, most = plan.points
    low, high = plan.values
    span = most - least

    def rule(points: Integers, weights: Integers) -> Integers:
        numerator = low * span * weights + (high - low) * (points - least * weights)
        return _half_up(100 * numerator, span * weights)

    return _by_pairs(rule, points, weights)


def _percent(part: Integers, whole: Integers) -> Integers:
    return _by_pairs(lambda part, whole: _half_up(10_000 * part, whole), part, whole)


def _by_pairs(
    rule: Callable[[Integers, Integers], Integers], first: Integers, second: Integers
) -> Integers:
    """Apply a rule to pairs of sums; where fewer pairs can occur than are given, once to each."""
    widths = int(first.max(initial=0)) + 1, int(second.max(initial=0)) + 1
    if widths[0] * widths[1] > first.size or first.min(initial=0) < 0:
        return rule(first, second)
    one, other = np.indices(widths)
    return np.asarray(rule(one, other).ravel()[first * widths[1] + second])


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
            chosen = codes[:, column] >= LOWEST_LEVEL
            shut[:, column] = chosen & (codes[:, column] < lowest_open(item))
    return shut
