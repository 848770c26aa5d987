"""Sums of groups as figures: a group is scored by the rule of one sheet, as one long sheet.

The rule is ``scoring``'s. Only a gate needs more than sums: of several sheets the lower median
level counts, as it does for the proposal to agree on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.plan import ScoringPlan
from assessment.rollup.packed import packed
from assessment.rollup.sums import GroupSums
from assessment.scoring import NONE, Figures, overall_figures, section_figures
from assessment.tables import Integers, Sums

# Groups that are scored at once.
BLOCK = 1 << 12

Hundredths = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, eq=False)
class Bounds:
    """The bounds, completeness and band of one part in hundredths, shape (groups,).

    ``-1`` where there is none; ``band`` is a position in the plan's bands.
    """

    low: Hundredths
    high: Hundredths
    completeness: Hundredths
    band: npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class GroupFigures:
    """The index of every part in hundredths, shape (groups, parts), and the overall bounds.

    The first part is overall, the others are the plan's sections.
    """

    index: Hundredths
    overall: Bounds


def agreed_first(sums: GroupSums) -> GroupSums:
    """Leave out the assessors' sums of every unit and period that has agreed ones."""
    # Of one unit and period the agreed group comes first.
    unit, period = (sums.keys[name].cat.codes.to_numpy() for name in ("unit", "period"))
    again = np.zeros(len(sums), dtype=bool)
    again[1:] = (unit[1:] == unit[:-1]) & (period[1:] == period[:-1])
    return sums.take(~again)


def group_figures(plan: ScoringPlan, sums: GroupSums) -> GroupFigures:
    """Score all groups."""
    smallest = np.min_scalar_type(-100 * max(100, *plan.values))
    index = np.empty((len(sums), 1 + len(plan.sections)), dtype=smallest, order="F")
    low, high, completeness = (np.empty(len(sums), dtype=smallest) for _each in range(3))
    band = np.empty(len(sums), dtype=np.int8)
    for span in _spans(len(sums)):
        found = sums_of(plan, sums, span)
        whole = overall_figures(plan, found)
        index[span, 0], index[span, 1:] = whole.score, section_figures(plan, found).score
        low[span], high[span] = whole.low, whole.high
        completeness[span], band[span] = whole.completeness, whole.band
    return GroupFigures(index, Bounds(low, high, completeness, band))


def figures_by_section(plan: ScoringPlan, sums: GroupSums) -> Figures:
    """Return all figures of all sections, shape (groups, sections)."""
    return section_figures(plan, sums_of(plan, sums, slice(None)))


def section_bounds(plan: ScoringPlan, sums: GroupSums, section: int) -> Bounds:
    """Return the bounds of one section."""
    whole = sums_of(plan, sums, slice(None))
    one = Sums(*(part[:, [section]] for part in vars(whole).values()))
    found = section_figures(plan, one)
    return Bounds(
        found.low[:, 0],
        found.high[:, 0],
        found.completeness[:, 0],
        found.band[:, 0].astype(np.int8),
    )


def sums_of(plan: ScoringPlan, sums: GroupSums, span: slice) -> Sums:
    """Return the sums of some groups as ``scoring`` reads them, shape (groups, sections)."""
    found = sums.run.sums
    answered = found["answered"][:, span].T.astype(np.int64)
    return Sums(
        points=found["points"][:, span].T + plan.points[0] * answered,
        answered=answered,
        applicable=found["applicable"][:, span].T.astype(np.int64),
        cap=_caps(plan, shut_gates(sums, span)),
    )


def shut_gates(sums: GroupSums, span: slice) -> npt.NDArray[np.bool_]:
    """Return which gates are shut, shape (gates, groups): at least half are below the bar."""
    shut = sums.run.sums["shut"][:, span].astype(np.int64)
    chosen = sums.run.sums["chosen"][:, span].astype(np.int64)
    return (chosen > 0) & (2 * shut >= chosen)


def gate_names(plan: ScoringPlan, shut: npt.NDArray[np.bool_]) -> "pd.Categorical[str]":
    """Name the gate items that are shut in each group; ``shut`` has the shape (gates, groups)."""
    codes = np.zeros(shut.shape[1], dtype=np.int64)
    for place, is_shut in enumerate(shut):
        codes |= is_shut.astype(np.int64) << place
    gates = [plan.items[column].id for column in packed(plan).gates]
    occurring = np.flatnonzero(np.bincount(codes, minlength=1))
    names = [
        ", ".join(gate for bit, gate in enumerate(gates) if code >> bit & 1)
        for code in occurring.tolist()
    ]
    numbers = np.zeros(int(occurring.max(initial=0)) + 1, dtype=np.int64)
    numbers[occurring] = np.arange(len(occurring))
    return pd.Categorical.from_codes(numbers[codes], pd.Index(names, dtype="str"))


def _caps(plan: ScoringPlan, shut: npt.NDArray[np.bool_]) -> Integers:
    """Return the highest band that the gates allow, shape (groups, sections)."""
    caps = np.full((shut.shape[1], len(plan.sections)), len(plan.bands) - 1, dtype=np.int64)
    for column, is_shut in zip(packed(plan).gates, shut, strict=True):
        item = plan.items[column]
        if item.gate:
            held = caps[:, item.section]
            np.minimum(held, item.gate[1], out=held, where=is_shut)
    return caps


def _spans(groups: int) -> Iterator[slice]:
    for first in range(0, groups, BLOCK):
        yield slice(first, first + BLOCK)


def percent(hundredths: Hundredths | Integers) -> npt.NDArray[np.float64]:
    """Return hundredths as numbers with two decimals, NaN where there is none."""
    return np.where(hundredths == NONE, np.nan, hundredths / 100)
