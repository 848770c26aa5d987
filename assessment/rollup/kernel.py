"""Sums over runs of sheets, read from a whole matrix of codes once.

A run is a stretch of rows about the same unit and period. Sums are whole numbers in the smallest
type that holds them, so that a nation's fit in memory and partial results simply add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assessment.loops import Loops
from assessment.matrix import Codes
from assessment.plan import ScoringPlan
from assessment.rollup.packed import Packed, packed
from assessment.rollup.threads import blocks, pieces, share
from assessment.tables import Integers, Unsigned


@dataclass(frozen=True, eq=False)
class RunSums:
    """Sums of runs, shape (rows, runs); ``rows`` tells which rows a sum has, see ``packed``.

    ``presence`` has the shape (chunks, runs): bit i says that the i-th column of the chunk has a
    level somewhere in the run.
    """

    sums: Unsigned
    presence: npt.NDArray[np.uint8]
    rows: Mapping[str, slice]

    def of(self, name: str) -> Unsigned:
        """Return the sums of one name, shape (parts, runs)."""
        return self.sums[self.rows[name]]


def run_sums(plan: ScoringPlan, codes: Codes, starts: Integers, loops: Loops) -> RunSums:
    """Add up the sheets of each run; ``starts`` are the first rows of the runs, rising from 0."""
    longest = int(np.diff(starts, append=len(codes)).max(initial=0))
    tables = packed(plan, longest)
    sums = empty_sums(tables, len(starts), longest)
    presence = np.zeros((len(tables.chunks), len(starts)), dtype=np.uint8)
    found = RunSums(sums, presence, tables.rows)
    share(
        lambda rows: _add_rows(loops, tables, codes, starts, found, rows),
        _spans(starts, len(codes)),
    )
    return found


def empty_sums(tables: Packed, runs: int, longest: int) -> Unsigned:
    """Return zeros of the smallest type that holds the sums of ``longest`` sheets."""
    return np.zeros((tables.height, runs), dtype=np.min_scalar_type(tables.most * longest))


def _spans(starts: Integers, rows: int) -> list[slice]:
    """Cut the rows between runs, a span a core; no run is in two, so that none is added twice."""
    wanted = [piece.start for piece in pieces(rows)[1:]]
    if not wanted:
        return [slice(0, rows)]
    cuts = starts[np.searchsorted(starts, wanted, side="right") - 1]
    return [slice(*edges) for edges in pairwise(np.unique([0, *cuts.tolist(), rows]).tolist())]


def _add_rows(
    loops: Loops, tables: Packed, codes: Codes, starts: Integers, found: RunSums, rows: slice
) -> None:
    """Add some rows to the sums of their runs, block by block."""
    for block in blocks(rows):
        first = int(np.searchsorted(starts, block.start, side="right")) - 1
        runs = slice(first, int(np.searchsorted(starts, block.stop, side="left")))
        edges = np.append(np.maximum(starts[runs], block.start), block.stop)
        for part, presence in zip(tables.chunks, found.presence, strict=True):
            words = loops.add_up(codes, part.chunk, part.words, edges)
            for word, sums, present in zip(words, part.sums, part.present, strict=True):
                loops.add_fields(word, sums, found.sums, first)
                loops.mark_fields(word, present, presence[runs])
