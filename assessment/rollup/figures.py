"""Sums of groups as figures: a group is scored by the rule of one sheet, as one long sheet.

The rule is ``scoring``'s. Only a gate needs more than sums: of several sheets the lower median
level counts, as it does for the proposal to agree on.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.indices import NONE, Hundredths
from assessment.plan import ScoringPlan
from assessment.rollup.named import Names, categorical
from assessment.rollup.packed import GATE_SUMS, SECTION_SUMS, packed
from assessment.rollup.sums import GroupSums
from assessment.tables import Bands, Integers, Places, Sums

# Groups that are scored at once: so many that threads seldom meet at the interpreter.
BLOCK = 1 << 16


def agreed_first(sums: GroupSums) -> GroupSums:
    """Leave out the assessors' sums of every unit and period that has agreed ones."""
    # Of one unit and period the agreed group comes first.
    unit, period = sums.keys.unit.codes, sums.keys.period.codes
    again = np.zeros(len(sums), dtype=bool)
    again[1:] = (unit[1:] == unit[:-1]) & (period[1:] == period[:-1])
    return sums.take(~again)


def sums_of(plan: ScoringPlan, sums: GroupSums, span: slice) -> Sums:
    """Return the sums of some groups as ``scoring`` reads them, shape (sections, groups)."""
    points, answered, applicable = (sums.run.of(name)[:, span] for name in SECTION_SUMS)
    return Sums(points, answered, applicable, _caps(plan, shut_gates(sums, span)))


def shut_gates(sums: GroupSums, span: slice) -> npt.NDArray[np.bool_]:
    """Return which gates are shut, shape (gates, groups): at least half are below the bar."""
    shut, chosen = (sums.run.of(name)[:, span].astype(np.int64) for name in GATE_SUMS)
    return (chosen > 0) & (2 * shut >= chosen)


@dataclass(frozen=True, eq=False)
class Shut:
    """Which gates are shut: few ``codes`` of gates occur, shape (codes,).

    ``places`` says which of them each group has, shape (groups,).
    """

    codes: Integers
    places: Places


def gate_codes(shut: npt.NDArray[np.bool_]) -> Integers:
    """Return which gates are shut, bit i for the i-th gate, shape (groups,)."""
    codes = np.zeros(shut.shape[1], dtype=np.int64)
    for place, is_shut in enumerate(shut):
        codes |= is_shut.astype(np.int64) << place
    return codes


def gates_of_sections(plan: ScoringPlan) -> Integers:
    """Return the codes of all gates of each section, shape (sections,)."""
    codes = np.zeros(len(plan.sections), dtype=np.int64)
    for place, column in enumerate(packed(plan).gates):
        codes[plan.items[column].section] |= 1 << place
    return codes


def gate_names(plan: ScoringPlan, shut: Shut, parts: Integers) -> Names:
    """Name the gate items that are shut in groups, one after the other.

    ``parts`` are the codes of the gates that may be named in each part of a group; the parts
    follow each other.
    """
    gates = [plan.items[column].id for column in packed(plan).gates]
    by_part = shut.codes[:, None] & parts
    named, place_of = np.unique(by_part, return_inverse=True)
    names = [
        ", ".join(gate for bit, gate in enumerate(gates) if code >> bit & 1)
        for code in named.tolist()
    ]
    smallest = place_of.reshape(by_part.shape).astype(np.min_scalar_type(-len(names)))
    return categorical(smallest.take(shut.places, axis=0).ravel(), names)


def _caps(plan: ScoringPlan, shut: npt.NDArray[np.bool_]) -> Bands:
    """Return the highest band that the gates allow, shape (sections, groups)."""
    caps = np.full((len(plan.sections), shut.shape[1]), len(plan.bands) - 1, dtype=np.int8)
    for column, is_shut in zip(packed(plan).gates, shut, strict=True):
        item = plan.items[column]
        if item.gate:
            held = caps[item.section]
            np.minimum(held, item.gate[1], out=held, where=is_shut)
    return caps


def spans(groups: int) -> list[slice]:
    """Cut groups into those that are scored at once."""
    return [slice(first, first + BLOCK) for first in range(0, max(1, groups), BLOCK)]


def percent(hundredths: Hundredths) -> npt.NDArray[np.float64]:
    """Return hundredths of any shape as one column with two decimals, NaN where there is none."""
    column = hundredths.ravel()
    found = column.astype(np.float64)
    found /= 100
    found[column == NONE] = np.nan
    return found
