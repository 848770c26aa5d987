"""Work that is shared between the cores: NumPy lets go of the interpreter while it computes."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

import numpy as np

Piece = TypeVar("Piece")
Found = TypeVar("Found")


# With fewer rows threads wait for each other longer than they work.
WORTH_A_THREAD = 1 << 19


def threads_for(rows: int) -> int:
    """Return how many threads the rows of a matrix are worth, one at least."""
    return max(1, min(os.cpu_count() or 1, rows // WORTH_A_THREAD))


def stretches(count: int, rows: int) -> list[slice]:
    """Cut works that each go over so many rows into stretches that are worth a thread."""
    pieces = max(1, min(count, count * rows // WORTH_A_THREAD))
    edges = np.linspace(0, count, pieces + 1, dtype=int).tolist()
    return [slice(*edge) for edge in pairwise(edges)]


def share(work: Callable[[Piece], Found], pieces: Sequence[Piece]) -> list[Found]:
    """Do the pieces of a work, as many at once as there are cores; results are in order."""
    if len(pieces) == 1:
        return [work(pieces[0])]
    with ThreadPoolExecutor(min(len(pieces), os.cpu_count() or 1)) as pool:
        return list(pool.map(work, pieces))
