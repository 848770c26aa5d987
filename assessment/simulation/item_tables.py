"""What an item makes of a sheet and a random byte: a table of codes, looked up once an answer."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, UNKNOWN, Codes
from assessment.plan import PlannedItem, ScoringPlan
from assessment.simulation.draws import NORMAL, Draws, Purpose
from assessment.simulation.names import SERVICES
from assessment.simulation.qualities import (
    ALL_TOP,
    CLASSES,
    KIND,
    MARGIN,
    NEWCOMER,
    NOT_APPLICABLE_ROW,
    ROWS,
    STEP_BITS,
)

BYTES = 256
# Where the steps between levels lie, before an item's difficulty moves them.
LOWEST_STEP, SPAN = -2_900, 5_000
DIFFICULTY = 600
# A gate is easy to keep open: most sheets are above its bar, some are not.
BAR, BAR_DIFFICULTY = -2_300, 200
# A newcomer does not know one item in so many, and of one that does not apply so many are unsure.
UNKNOWN_EVERY, UNSURE_EVERY = 12, 16
# Of 256 pairs of a service and an item that may not apply, those that never meet; and how many of
# 256 units lack what an item asks about, where they do not and where they do meet.
STRANGERS = 40
LACKING_STRANGERS, LACKING = 250, 8


@dataclass(frozen=True)
class ItemTables:
    """``codes`` by item, row and byte, shape (items, rows × 256); ``lacking`` by service and item.

    ``lacking`` says how many of 256 units of a service an item does not apply to.
    """

    codes: Codes
    lacking: npt.NDArray[np.uint8]


def make_tables(plan: ScoringPlan, seed: int) -> ItemTables:
    """Draw how difficult the items of a plan are and where they do not apply."""
    draws = Draws(seed, Purpose.ITEMS)
    harder = draws.bell(DIFFICULTY, len(plan.items)).tolist()
    meet = draws.bytes(len(SERVICES), len(plan.items)) >= STRANGERS
    allowed = np.array([item.not_applicable for item in plan.items])
    lacking = np.where(meet, LACKING, LACKING_STRANGERS) * allowed
    codes = [_codes(item, difficulty) for item, difficulty in zip(plan.items, harder, strict=True)]
    return ItemTables(np.stack(codes), lacking.astype(np.uint8))


def _codes(item: PlannedItem, difficulty: int) -> Codes:
    """Return the codes of one item by row and byte, as one long row."""
    classes = np.arange(-MARGIN, CLASSES + MARGIN) - CLASSES // 2
    middles = (classes << STEP_BITS) + (1 << STEP_BITS >> 1)
    places = middles[:, None, None] + NORMAL[:, None].astype(np.int64)
    levels = LOWEST_LEVEL + (places >= _steps(item, difficulty)).sum(axis=2)
    known = np.arange(BYTES) % UNKNOWN_EVERY != 0
    unsure = np.arange(BYTES) % UNSURE_EVERY == 0
    table = np.empty((ROWS, BYTES), dtype=np.uint8)
    table[:KIND] = levels
    table[NEWCOMER:ALL_TOP] = np.where(known, levels, UNKNOWN)
    table[ALL_TOP:NOT_APPLICABLE_ROW] = LOWEST_LEVEL + len(item.levels) - 1
    table[NOT_APPLICABLE_ROW] = np.where(unsure, UNKNOWN, NOT_APPLICABLE)
    return table.ravel()


def _steps(item: PlannedItem, difficulty: int) -> npt.NDArray[np.int64]:
    """Return where each level above the lowest begins."""
    count = len(item.levels) - 1
    steps: npt.NDArray[np.int64] = LOWEST_STEP + SPAN * np.arange(1, count + 1) // (count + 1)
    if item.gate is None:
        return steps + difficulty
    bar = int(steps[item.levels.index(item.gate[0]) - 1])
    return steps - (bar - BAR - difficulty * BAR_DIFFICULTY // DIFFICULTY)
