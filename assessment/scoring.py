"""Scores of many sheets at once: indices, honest bounds, completeness, bands and gates.

All sums are integers (``tables.py``); a number is rounded once, half up, to hundredths.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.indices import NONE, Hundredths, indices, overall_index, percent, section_index
from assessment.matrix import LOWEST_LEVEL, Codes
from assessment.plan import ScoringPlan
from assessment.tables import Bands, Places, Sums, lowest_open, section_sums, tables_of


@dataclass(frozen=True)
class Figures:
    """Printed numbers in hundredths, all of one shape; ``-1`` where a number does not exist.

    ``band`` is a position in the plan's bands, and stands only where every applicable item has a
    level.
    """

    score: Hundredths
    low: Hundredths
    high: Hundredths
    completeness: Hundredths
    band: Hundredths


@dataclass(frozen=True)
class Scores:
    """The figures of many sheets, and which items shut a gate, shape (sheets, items).

    ``sections`` has figures of the shape (sheets, sections), ``overall`` of (sheets,).
    """

    sections: Figures
    overall: Figures
    shut: npt.NDArray[np.bool_]


def score_codes(plan: ScoringPlan, codes: Codes) -> Scores:
    """Score a matrix of codes, shape (sheets, items), by the rules of ``plan``."""
    sums = section_sums(tables_of(plan), codes, len(plan.sections))
    found = vars(figures(plan, sums))
    return Scores(
        sections=Figures(**{name: part[1:].T for name, part in found.items()}),
        overall=Figures(**{name: part[0] for name, part in found.items()}),
        shut=_shut_gates(plan, codes),
    )


def figures(plan: ScoringPlan, sums: Sums) -> Figures:
    """Return the overall figures, then those of the sections, shape (1 + sections, n)."""
    score, low, high = _indices(plan, sums)
    complete = (sums.answered == sums.applicable) & (score[1:] != NONE)
    whole = _overall(plan, sums, score[0], low[0], high[0])
    completeness = percent(plan, sums.answered, sums.applicable)
    return Figures(
        score=score,
        low=low,
        high=high,
        completeness=np.vstack([whole.completeness, completeness]),
        band=np.vstack([whole.band, _band(plan, score[1:], complete, sums.cap)]),
    )


def _indices(plan: ScoringPlan, sums: Sums) -> list[Hundredths]:
    """Return the index and its bounds: three means, which are found at once."""
    highest = _most_points(plan, sums.points, sums.answered, sums.applicable)
    points = np.hstack([sums.points, sums.points, highest])
    weights = np.hstack([sums.answered, sums.applicable, sums.applicable])
    return np.split(indices(plan, points, weights), 3, axis=1)


def overall_figures(plan: ScoringPlan, sums: Sums, score: Hundredths) -> Figures:
    """Return the figures of the overall index ``score`` alone, shape (n,)."""
    low = overall_index(plan, sums.points, sums.applicable)
    highest = _most_points(plan, sums.points, sums.answered, sums.applicable)
    high = overall_index(plan, highest, sums.applicable)
    return _overall(plan, sums, score, low, high)


def _overall(
    plan: ScoringPlan, sums: Sums, score: Hundredths, low: Hundredths, high: Hundredths
) -> Figures:
    """Add completeness and band to the overall index and its bounds."""
    answered, applicable = sums.answered.sum(axis=0), sums.applicable.sum(axis=0)
    complete = (answered == applicable) & (score != NONE)
    band = _band(plan, score, complete, sums.cap.min(axis=0))
    return Figures(score, low, high, percent(plan, answered, applicable), band)


def section_bounds(
    plan: ScoringPlan, points: Places, answered: Places, applicable: Places
) -> tuple[Hundredths, Hundredths, Hundredths]:
    """Return the bounds and the completeness of sections by their sums, in the same shape."""
    highest = _most_points(plan, points, answered, applicable)
    low, high = (section_index(plan, part, applicable) for part in (points, highest))
    return low, high, percent(plan, answered, applicable)


def _most_points(plan: ScoringPlan, points: Places, answered: Places, applicable: Places) -> Places:
    """Return the points that there would be if every open item had the highest level.

    They fit the type of the points, which are as many when there is no open item.
    """
    least, most = plan.points
    found: Places = np.multiply(applicable - answered, most - least, dtype=points.dtype)
    found += points
    return found


def _band(
    plan: ScoringPlan, score: Hundredths, complete: npt.NDArray[np.bool_], cap: Bands
) -> Hundredths:
    """Return the band of a rounded index, no higher than the gates allow."""
    place = np.zeros(score.shape, dtype=np.int8)
    for band in plan.bands[1:]:
        place += score >= band.lowest
    np.minimum(place, cap, out=place)
    # ``NONE`` where not complete; choosing by a mask takes ten times as long.
    return (place - np.int8(NONE)) * complete + np.int8(NONE)


def _shut_gates(plan: ScoringPlan, codes: Codes) -> npt.NDArray[np.bool_]:
    shut = np.zeros(codes.shape, dtype=bool)
    for column, item in enumerate(plan.items):
        if item.gate:
            chosen = codes[:, column] >= LOWEST_LEVEL
            shut[:, column] = chosen & (codes[:, column] < lowest_open(item))
    return shut
