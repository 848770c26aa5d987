"""What a unit agrees on: the median of its assessors, now and then a level beside it."""

import numpy as np
import numpy.typing as npt

from assessment.matrix import LOWEST_LEVEL, Codes

# Of 256 items, those where evidence moves the unit a level towards a fresh look at it.
MOVING = 32


def agree(sheets: Codes, end: int, drawn: npt.NDArray[np.uint8]) -> None:
    """Set the last sheet of each group, shape (groups, slots), to what the others lead to.

    It holds a fresh look until then, which stays where nobody gave a level. ``end`` is the first
    code that is no level any more, and ``drawn`` a random byte a group.
    """
    own = sheets[:, -1]
    median, levels = _lower_median(sheets[:, :-1], end)
    towards = np.sign(own.astype(np.int8) - median.astype(np.int8))
    moved = np.where(drawn < MOVING, towards, 0).astype(np.int8)
    decided = (levels > 0) & (own >= LOWEST_LEVEL)
    sheets[:, -1] = np.where(decided, (median + moved).astype(np.uint8), own)


def _lower_median(codes: Codes, end: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int32]]:
    """Return the lower median level of each group, and how many gave a level."""
    # Codes that are no level wrap round to more than any level.
    heights = [codes[:, slot] - np.uint8(LOWEST_LEVEL) for slot in range(codes.shape[1])]
    top = end - LOWEST_LEVEL
    at_most = np.zeros((top, len(codes)), dtype=np.int32)
    for height in heights:
        for level in range(top):
            at_most[level] += height <= level
    levels = at_most[-1]
    median = LOWEST_LEVEL + (2 * at_most[:-1] < levels).sum(axis=0)
    return median.astype(np.int8), levels
