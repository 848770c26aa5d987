"""How good, and how leniently judged: the row of the item tables that each sheet reads."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from assessment.simulation.draws import NORMAL, ONE, Draws, Purpose
from assessment.simulation.extent import Block, Groups

# Standard deviations in thousandths of that of a single answer. Together they share enough for
# items of a section to hang together, and leave enough for items to differ.
UNIT, STEP, UNIT_SECTION, LENIENCY, SHEET_SECTION = 700, 180, 500, 450, 400
# How much better or worse than its section a unit is at an item: what its assessors agree on.
UNIT_ITEM = 700
# What units gain from one period to the next on average.
TREND = 60

# Rows of a table: of those who know each item, of the new ones who do not, of those who find all
# at its best, and of units that an item does not apply to.
# Each kind has its classes and, on both sides, as many rows as a unit's item moves a sheet at most.
CLASSES, STEP_BITS, MARGIN = 64, 7, 16
KIND = CLASSES + 2 * MARGIN
NEWCOMER, ALL_TOP, NOT_APPLICABLE_ROW = KIND, 2 * KIND, 2 * KIND + 2 * MARGIN + 1
ROWS = NOT_APPLICABLE_ROW + 1
_MIDDLE = (CLASSES // 2) << STEP_BITS
_BEYOND = 2 * ROWS

# Of 256 assessors.
ALWAYS_TOP, NEW = 5, 40

Rows = npt.NDArray[np.int64]


def table_rows(block: Block, groups: Groups, sections: int) -> Iterator[Rows]:
    """Yield, section by section, the row of each sheet, shape (groups, slots)."""
    draws = block.draws(Purpose.QUALITIES)
    unit, period = groups
    lenient, kinds = _people(block, draws)
    sheet = _over_time(block, draws)[unit, period][:, None] + lenient[unit]
    offset = kinds[unit]
    noise = (NORMAL.astype(np.int32) * SHEET_SECTION // ONE).astype(np.int16)
    for _section in range(sections):
        place = draws.bell(UNIT_SECTION, len(block.units))[unit][:, None] + sheet
        place += noise.take(draws.bytes(*sheet.shape))
        rows = np.clip((place + _MIDDLE) >> STEP_BITS, 0, CLASSES - 1) + offset
        yield np.minimum(rows, ALL_TOP).astype(np.int64) + MARGIN


def item_moves(draws: Draws, units: int, items: int) -> Rows:
    """Return by how many rows an item moves the sheets of a unit, shape (units, items)."""
    moves = np.clip((NORMAL.astype(np.int64) * UNIT_ITEM // ONE) >> STEP_BITS, -MARGIN, MARGIN)
    drawn: Rows = moves.take(draws.bytes(units, items))
    return drawn


def _over_time(block: Block, draws: Draws) -> npt.NDArray[np.int32]:
    """Return how good each unit is in each period: where it starts, and its steps from there."""
    units, periods = len(block.units), block.extent.periods
    start = draws.bell(UNIT, units)
    steps = draws.bell(STEP, units, periods) + np.int32(TREND)
    ways: npt.NDArray[np.int32] = steps.cumsum(axis=1, dtype=np.int32)
    return start[:, None] + ways


def _people(block: Block, draws: Draws) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return each assessor's leniency and kind, shape (units, slots); agreed sheets: 0."""
    shape = len(block.units), block.extent.assessors
    lenient, drawn = draws.bell(LENIENCY, *shape), draws.bytes(*shape)
    kinds = np.where(drawn < ALWAYS_TOP + NEW, NEWCOMER, 0).astype(np.int32)
    kinds[drawn < ALWAYS_TOP] = _BEYOND
    missing = ((0, 0), (0, block.extent.slots - block.extent.assessors))
    return np.pad(lenient, missing), np.pad(kinds, missing)
