"""The codes of one block, written into the place that is given for them."""

import numpy as np

from assessment.matrix import LOWEST_LEVEL, UNANSWERED, Codes
from assessment.plan import ScoringPlan
from assessment.simulation.agreeing import agree
from assessment.simulation.draws import Draws, Purpose
from assessment.simulation.extent import Block, Groups, Positions
from assessment.simulation.item_tables import BYTES, ItemTables
from assessment.simulation.qualities import NOT_APPLICABLE_ROW, item_moves, table_rows
from assessment.simulation.registering import services

# Of 256 sheets, those whose assessor stops before the end.
STOPPING = 8


def fill(
    codes: Codes,
    plan: ScoringPlan,
    tables: ItemTables,
    block: Block,
    groups: Groups,
) -> None:
    """Fill ``codes``, shape (groups × slots, items), group by group; agreed sheets come last."""
    draws = block.draws(Purpose.ANSWERS)
    unit, _period = groups
    stopping, stops = _stops(draws, *codes.shape)
    shape = len(block.units), len(plan.items)
    lacking = tables.lacking[services(block)] > draws.bytes(*shape)
    moves = item_moves(draws, *shape) * BYTES
    sections = table_rows(block, groups, len(plan.sections))
    section = -1
    places = np.empty((len(unit), block.extent.slots), dtype=np.int64)
    for column, item in enumerate(plan.items):
        if item.section != section:
            section, starts = item.section, next(sections) * BYTES
        np.add(starts, moves[unit, column, None], out=places)
        places[lacking[unit, column]] = NOT_APPLICABLE_ROW * BYTES
        places += draws.bytes(*places.shape)
        # Every place is inside the table; "clip" spares NumPy a copy.
        tables.codes[column].take(places.ravel(), out=codes[:, column], mode="clip")
        codes[stopping[stops <= column], column] = UNANSWERED
        if block.extent.agreed:
            sheets = codes[:, column].reshape(len(unit), -1)
            agree(sheets, LOWEST_LEVEL + len(item.levels), draws.bytes(len(unit)))


def _stops(draws: Draws, sheets: int, items: int) -> tuple[Positions, Positions]:
    """Return the sheets that are not answered to their end, and the item where each stops."""
    stopping = np.flatnonzero(draws.bytes(sheets) < STOPPING)
    return stopping, draws.below(items, len(stopping)) + 1
