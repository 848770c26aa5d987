"""Scores of many sheets at once: indices, honest bounds, completeness, bands and gates.

All sums are integers (``tables.py``); a number is rounded once, half up, to hundredths.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.matrix import LOWEST_LEVEL, Codes
from assessment.plan import ScoringPlan
from assessment.tables import Integers, Sums, lowest_open, section_sums, tables_of

Numbers = npt.NDArray[np.number[Any]]
Rule = Callable[[ScoringPlan, Integers, Integers], Numbers]

# Tables of pairs end at multiples of this, so that few are made; larger ones are not kept.
ROUND = 32
MOST_PAIRS = 1 << 16

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


def indices(plan: ScoringPlan, sums: Sums) -> Integers:
    """Return the overall index and those of the sections, shape (1 + sections, n)."""
    overall = _mean_index(plan, sums.points, sums.answered)
    return np.vstack([overall, _index(plan, sums.points, sums.answered)])


def section_bounds(plan: ScoringPlan, sums: Sums) -> dict[str, Integers]:
    """Return the bounds and the completeness of sections by name, shape (sections, n)."""
    least, most = plan.points
    waiting = sums.applicable - sums.answered
    return {
        "low": _index(plan, sums.points + waiting * least, sums.applicable),
        "high": _index(plan, sums.points + waiting * most, sums.applicable),
        "completeness": _percent(plan, sums.answered, sums.applicable),
    }


def section_figures(plan: ScoringPlan, sums: Sums) -> Figures:
    """Return the figures of sections, shape (n, sections)."""
    complete = (sums.answered == sums.applicable) & (sums.applicable > 0)
    score = _index(plan, sums.points, sums.answered)
    bounds = {name: found.T for name, found in section_bounds(plan, sums).items()}
    return Figures(score=score.T, band=_band(plan, score, complete, sums.cap).T, **bounds)


def overall_figures(plan: ScoringPlan, sums: Sums) -> Figures:
    """Return the overall figures, shape (n,)."""
    least, most = plan.points
    waiting = sums.applicable - sums.answered
    answered, applicable = sums.answered.sum(axis=0), sums.applicable.sum(axis=0)
    score = _mean_index(plan, sums.points, sums.answered)
    return Figures(
        score=score,
        low=_mean_index(plan, sums.points + waiting * least, sums.applicable),
        high=_mean_index(plan, sums.points + waiting * most, sums.applicable),
        completeness=_percent(plan, answered, applicable),
        band=_band(plan, score, (answered == applicable) & (applicable > 0), sums.cap.min(axis=0)),
    )


def _mean_index(plan: ScoringPlan, points: Integers, weights: Integers) -> Integers:
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


def _index(plan: ScoringPlan, points: Integers, weights: Integers) -> Integers:
    """Map a mean of points (``points`` / ``weights``) to the index, in rounded hundredths."""
    return _by_pairs(_mapped, plan, points, weights).astype(np.int64)


def _percent(plan: ScoringPlan, part: Integers, whole: Integers) -> Integers:
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


def _band(
    plan: ScoringPlan, score: Integers, complete: npt.NDArray[np.bool_], cap: Integers
) -> Integers:
    """Return the band of a rounded index, no higher than the gates allow."""
    place = np.take(_bands(plan), score - 100 * plan.values[0], mode="clip")
    return np.where(complete, np.minimum(place, cap), NONE)


@lru_cache(maxsize=32)
def _bands(plan: ScoringPlan) -> Integers:
    """Return the band of every index there is, from the lowest up, by hundredths."""
    low, high = plan.values
    lowest = [band.lowest for band in plan.bands]
    every = np.arange(100 * low, 100 * high + 1)
    return np.asarray(np.searchsorted(lowest, every, side="right") - 1)


def _shut_gates(plan: ScoringPlan, codes: Codes) -> npt.NDArray[np.bool_]:
    shut = np.zeros(codes.shape, dtype=bool)
    for column, item in enumerate(plan.items):
        if item.gate:
            chosen = codes[:, column] >= LOWEST_LEVEL
            shut[:, column] = chosen & (codes[:, column] < lowest_open(item))
    return shut
