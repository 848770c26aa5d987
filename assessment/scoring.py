"""Scores of many sheets at once: indices, honest bounds, completeness, bands and gates.

All sums are integers (``tables.py``); a number is rounded once, half up, to hundredths.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assessment.indices import NONE, Hundredths, indices, percent
from assessment.matrix import LOWEST_LEVEL, Codes
from assessment.plan import ScoringPlan
from assessment.tables import Bands, Integers, Sums, lowest_open, section_sums, tables_of


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
    score = indices(plan, sums.points, sums.answered)
    known, whole = (part.sum(axis=0, keepdims=True) for part in (sums.answered, sums.applicable))
    completeness = percent(plan, known, whole), percent(plan, sums.answered, sums.applicable)
    filled = np.vstack([known == whole, sums.answered == sums.applicable])
    return Figures(
        score=score,
        low=indices(plan, sums.points, sums.applicable),
        high=indices(plan, most_points(plan, sums), sums.applicable),
        completeness=np.vstack(completeness),
        band=_band(plan, score, filled & (score != NONE), sums.cap),
    )


def most_points(plan: ScoringPlan, sums: Sums) -> Integers:
    """Return the points that there would be if every open item had the highest level."""
    least, most = plan.points
    return sums.points + (most - least) * (sums.applicable - sums.answered)


def _band(
    plan: ScoringPlan, score: Hundredths, complete: npt.NDArray[np.bool_], cap: Bands
) -> Hundredths:
    """Return the band of a rounded index, no higher than the gates of its sections allow."""
    rises = score.astype(np.intp) - 100 * plan.values[0]
    place = _bands(plan).take(rises, mode="clip")
    np.minimum(place[1:], cap, out=place[1:])
    np.minimum(place[0], cap.min(axis=0), out=place[0])
    # ``NONE`` where not complete; choosing by a mask takes ten times as long.
    return (place - np.int8(NONE)) * complete + np.int8(NONE)


@lru_cache(maxsize=32)
def _bands(plan: ScoringPlan) -> Bands:
    """Return the band of every index there is, from the lowest up, by hundredths."""
    low, high = plan.values
    lowest = [band.lowest for band in plan.bands]
    every = np.arange(100 * low, 100 * high + 1)
    return (np.searchsorted(lowest, every, side="right") - 1).astype(np.int8)


def _shut_gates(plan: ScoringPlan, codes: Codes) -> npt.NDArray[np.bool_]:
    shut = np.zeros(codes.shape, dtype=bool)
    for column, item in enumerate(plan.items):
        if item.gate:
            chosen = codes[:, column] >= LOWEST_LEVEL
            shut[:, column] = chosen & (codes[:, column] < lowest_open(item))
    return shut
