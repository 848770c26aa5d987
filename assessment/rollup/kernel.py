"""Sums over runs of sheets: the one place that reads a whole matrix of codes.

A run is a stretch of rows about the same unit and period. Sums are whole numbers in the smallest
type that holds them, so that a nation's fit in memory and partial results simply add up.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assessment.loops import Loops
from assessment.matrix import Codes
from assessment.plan import ScoringPlan
from assessment.rollup.packed import PRESENT, Packed, packed
from assessment.rollup.threads import blocks, pieces, share
from assessment.tables import Integers, Unsigned


@dataclass(frozen=True, eq=False)
class RunSums:
    """Sums of runs: ``sums[name]`` has the shape (parts, runs), see ``packed``.

    ``presence`` has the shape (chunks, runs): bit i says that the i-th column of the chunk has a
    level somewhere in the run.
    """

    sums: dict[str, Unsigned]
    presence: npt.NDArray[np.uint8]


def run_sums(plan: ScoringPlan, codes: Codes, starts: Integers, loops: Loops) -> RunSums:
    """Add up the sheets of each run; ``starts`` are the first rows of the runs, rising from 0."""
    longest = int(np.diff(starts, append=len(codes)).max(initial=0))
    tables = packed(plan, longest)
    found = RunSums(
        sums=empty_sums(tables, len(starts), longest),
        presence=np.zeros((len(tables.chunks), len(starts)), dtype=np.uint8),
    )
    share(
        lambda rows: _add_rows(loops, tables, codes, starts, found, rows),
        _spans(starts, len(codes)),
    )
    return found


def empty_sums(tables: Packed, runs: int, longest: int) -> dict[str, Unsigned]:
    """Return zeros of the smallest types that hold the sums of ``longest`` sheets."""
    return {
        name: np.zeros((parts, runs), dtype=np.min_scalar_type(tables.most[name] * longest))
        for name, parts in tables.parts.items()
    }


def _spans(starts: Integers, rows: int) -> list[slice]:
    """Cut the rows between runs, a span a core; no run is in two, so that none is added twice."""
    wanted = [piece.start for piece in pieces(rows)[1:]]
    cuts = starts[np.searchsorted(starts, wanted, side="right") - 1]
    return [slice(*edges) for edges in pairwise(np.unique([0, *cuts.tolist(), rows]).tolist())]


def _add_rows(
    loops: Loops, tables: Packed, codes: Codes, starts: Integers, found: RunSums, rows: slice
) -> None:
    """Add some rows to the sums of their runs, block by block."""
    for block in blocks(rows):
        low = int(np.searchsorted(starts, block.start, side="right")) - 1
        runs = slice(low, int(np.searchsorted(starts, block.stop, side="left")))
        inside = np.maximum(starts[runs], block.start)
        for place, part in enumerate(tables.chunks):
            words = loops.add_up(codes, block, part.chunk, part.words, inside)
            for word, fields in zip(words, part.fields, strict=True):
                for field in fields:
                    if field.name == PRESENT:
                        marks = found.presence[place, runs]
                        loops.mark_field(word, field.mask, field.part, marks)
                    else:
                        sums = found.sums[field.name][field.part, runs]
                        loops.add_field(word, field.shift, field.mask, sums)
