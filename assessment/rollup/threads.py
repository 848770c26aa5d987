"""Work that is shared between the cores: NumPy lets go of the interpreter while it computes."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")
Found = TypeVar("Found")


# With fewer rows threads wait for each other longer than they work.
WORTH_A_THREAD = 1 << 19


def threads_for(rows: int) -> int:
    """Return how many threads the rows of a matrix are worth, one at least."""
    return max(1, min(os.cpu_count() or 1, rows // WORTH_A_THREAD))


def share(work: Callable[[Piece], Found], pieces: Sequence[Piece]) -> list[Found]:
    """Do the pieces of a work, a thread each; results are in order."""
    if len(pieces) == 1:
        return [work(pieces[0])]
    with ThreadPoolExecutor(len(pieces)) as pool:
        return list(pool.map(work, pieces))
