"""Many sheets as one matrix of state codes: a row a sheet, a column an item.

Codes: 0 not answered, 1 unknown, 2 not applicable, then the levels of the item's scale from
the lowest. The matrix is ``uint8`` and column-major, so that a section is read as few long
runs of memory.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from assessment.plan import ScoringPlan

UNANSWERED, UNKNOWN, NOT_APPLICABLE, LOWEST_LEVEL = range(4)

Choice = int | str | None
Codes = npt.NDArray[np.uint8]

STATE_NAMES = ("unanswered", "unknown", "not_applicable", "level")


def encode(plan: ScoringPlan, sheets: Iterable[Mapping[str, Choice]]) -> Codes:
    """Return the codes of sheets, shape (sheets, items).

    A sheet maps item ids to a level digit, ``"not_applicable"``, ``"unknown"`` or ``None``.
    Raises ``KeyError`` for an unknown item and ``ValueError`` for a choice the item lacks.
    """
    rows = list(sheets)
    columns = {item.id: column for column, item in enumerate(plan.items)}
    codes = np.zeros((len(rows), len(plan.items)), dtype=np.uint8, order="F")
    for row, sheet in enumerate(rows):
        for item_id, choice in sheet.items():
            column = columns[item_id]
            codes[row, column] = code_of(plan, column, choice)
    return codes


def code_of(plan: ScoringPlan, column: int, choice: Choice) -> int:
    """Return the code of one choice for the item in ``column``; raises ``ValueError``."""
    if choice is None:
        return UNANSWERED
    if choice == "unknown":
        return UNKNOWN
    item = plan.items[column]
    if choice == "not_applicable" and item.not_applicable:
        return NOT_APPLICABLE
    # True and 2.0 equal levels, but nobody chose them.
    if type(choice) is not int or choice not in item.levels:
        message = f"{item.id} = {choice!r}: {', '.join(map(str, item.levels))}"
        raise ValueError(message)
    return LOWEST_LEVEL + item.levels.index(choice)
