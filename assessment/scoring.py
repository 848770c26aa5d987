"""Scores of many sheets at once: indices, honest bounds, completeness, bands and gates.

All sums are integers (``tables.py``); a number is rounded once, half up, to hundredths.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assessment.indices import NONE, mean_index, percent, section_index
from assessment.matrix import LOWEST_LEVEL, Codes
from assessment.plan import ScoringPlan
from assessment.tables import Integers, Sums, lowest_open, section_sums, tables_of


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
    overall = mean_index(plan, sums.points, sums.answered)
    return np.vstack([overall, section_index(plan, sums.points, sums.answered)])


def section_bounds(plan: ScoringPlan, sums: Sums) -> dict[str, Integers]:
    """Return the bounds and the completeness of sections by name, shape (sections, n)."""
    least, most = plan.points
    waiting = sums.applicable - sums.answered
    return {
        "low": section_index(plan, sums.points + waiting * least, sums.applicable),
        "high": section_index(plan, sums.points + waiting * most, sums.applicable),
        "completeness": percent(plan, sums.answered, sums.applicable),
    }


def section_figures(plan: ScoringPlan, sums: Sums) -> Figures:
    """Return the figures of sections, shape (n, sections)."""
    complete = (sums.answered == sums.applicable) & (sums.applicable > 0)
    score = section_index(plan, sums.points, sums.answered)
    bounds = {name: found.T for name, found in section_bounds(plan, sums).items()}
    return Figures(score=score.T, band=_band(plan, score, complete, sums.cap).T, **bounds)


def overall_figures(plan: ScoringPlan, sums: Sums) -> Figures:
    """Return the overall figures, shape (n,)."""
    least, most = plan.points
    waiting = sums.applicable - sums.answered
    answered, applicable = sums.answered.sum(axis=0), sums.applicable.sum(axis=0)
    score = mean_index(plan, sums.points, sums.answered)
    return Figures(
        score=score,
        low=mean_index(plan, sums.points + waiting * least, sums.applicable),
        high=mean_index(plan, sums.points + waiting * most, sums.applicable),
        completeness=percent(plan, answered, applicable),
        band=_band(plan, score, (answered == applicable) & (applicable > 0), sums.cap.min(axis=0)),
    )


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
