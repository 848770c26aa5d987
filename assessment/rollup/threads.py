"""Work that is shared between the cores: NumPy lets go of the interpreter while it computes."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

Piece = TypeVar("Piece")
Found = TypeVar("Found")


# With fewer rows threads wait for each other longer than they work.
WORTH_A_THREAD = 1 << 19

# Fewer pieces need no threads.
PAIR = 2

# Rows that are worked on at once: so many that threads seldom meet at the interpreter.
BLOCK = 1 << 19


def threads_for(rows: int) -> int:
    """Return how many threads the rows of a matrix are worth, one at least."""
    wanted = rows // WORTH_A_THREAD
    return min(os.cpu_count() or 1, wanted) if wanted > 1 else 1


def pieces(rows: int) -> list[slice]:
    """Cut the rows of a matrix into pieces, one a thread."""
    return _cut(rows, threads_for(rows))


def blocks(rows: slice) -> list[slice]:
    """Cut rows into blocks that are worked on at once; none where there are no rows."""
    firsts = range(rows.start, rows.stop, BLOCK)
    return [slice(first, min(first + BLOCK, rows.stop)) for first in firsts]


def stretches(count: int, rows: int) -> list[slice]:
    """Cut works that each go over so many rows into stretches that are worth a thread."""
    return _cut(count, max(1, min(count, count * rows // WORTH_A_THREAD)))


def _cut(count: int, many: int) -> list[slice]:
    edges = [count * piece // many for piece in range(many + 1)]
    return [slice(*edge) for edge in pairwise(edges)]


def share(work: Callable[[Piece], Found], pieces: Sequence[Piece]) -> list[Found]:
    """Do the pieces of a work, as many at once as there are cores; results are in order."""
    if len(pieces) < PAIR:
        return [work(piece) for piece in pieces]
    with ThreadPoolExecutor(min(len(pieces), os.cpu_count() or 1)) as pool:
        return list(pool.map(work, pieces))
