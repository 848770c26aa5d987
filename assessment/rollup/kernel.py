"""Sums over runs of sheets: the one place that reads a whole matrix of codes.

A run is a stretch of rows about the same unit and period. Sums are whole numbers in the smallest
type that holds them, so that a nation's fit in memory and partial results simply add up.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assessment.matrix import Codes
from assessment.plan import ScoringPlan
from assessment.rollup.packed import BLOCK, PRESENT, Packed, Word, packed
from assessment.rollup.threads import share, threads_for
from assessment.tables import Integers

Unsigned = npt.NDArray[np.unsignedinteger]


@dataclass(frozen=True, eq=False)
class RunSums:
    """Sums of runs: ``sums[name]`` has the shape (parts, runs), see ``packed``.

    ``presence`` has the shape (chunks, runs): bit i says that the i-th column of the chunk has a
    level somewhere in the run.
    """

    sums: dict[str, Unsigned]
    presence: npt.NDArray[np.uint8]


def run_sums(plan: ScoringPlan, codes: Codes, starts: Integers) -> RunSums:
    """Add up the sheets of each run; ``starts`` are the first rows of the runs, rising from 0."""
    longest = int(np.diff(starts, append=len(codes)).max(initial=0))
    tables = packed(plan, longest)
    found = RunSums(
        sums=empty_sums(tables, len(starts), longest),
        presence=np.zeros((len(tables.chunks), len(starts)), dtype=np.uint8),
    )
    share(lambda span: _add_rows(tables, codes, starts, found, *span), _spans(starts, len(codes)))
    return found


def empty_sums(tables: Packed, runs: int, longest: int) -> dict[str, Unsigned]:
    """Return zeros of the smallest types that hold the sums of ``longest`` sheets."""
    return {
        name: np.zeros((parts, runs), dtype=np.min_scalar_type(tables.most[name] * longest))
        for name, parts in tables.parts.items()
    }


def _spans(starts: Integers, rows: int) -> list[tuple[int, int]]:
    """Cut the rows between runs, a span a core; no run is in two, so that none is added twice."""
    threads = threads_for(rows)
    wanted = np.arange(1, threads) * rows // threads
    cuts = starts[np.searchsorted(starts, wanted, side="right") - 1]
    edges = np.unique([0, *cuts.tolist(), rows]).tolist()
    return list(pairwise(edges)) or [(0, 0)]


def _add_rows(
    tables: Packed, codes: Codes, starts: Integers, found: RunSums, first: int, last: int
) -> None:
    """Add the rows from ``first`` up to ``last`` to the sums of their runs, block by block."""
    block = min(BLOCK, max(1, last - first))
    patterns = np.empty(block, dtype=np.uint16)
    words = np.empty(block, dtype=np.int64)
    for begin in range(first, last, block):
        rows = codes[begin : min(begin + block, last)]
        low = int(np.searchsorted(starts, begin, side="right")) - 1
        high = int(np.searchsorted(starts, begin + len(rows), side="left"))
        inside = np.maximum(starts[low:high] - begin, 0)
        runs = slice(low, high)
        for place, part in enumerate(tables.chunks):
            pattern = part.chunk.patterns(rows, patterns[: len(rows)])
            for word in part.words:
                word.table.take(pattern, out=words[: len(rows)], mode="clip")
                added = np.add.reduceat(words[: len(rows)], inside)
                _take_apart(word, added, found, runs, found.presence[place, runs])


def _take_apart(
    word: Word, added: Integers, found: RunSums, runs: slice, presence: npt.NDArray[np.uint8]
) -> None:
    """Add the fields of words, summed by run, to the sums of these runs."""
    for field in word.fields:
        if field.name == PRESENT:
            some = (added & field.mask) != 0
            presence |= some.view(np.uint8) << np.uint8(field.part)
        else:
            values = (added & field.mask) >> field.shift
            sums = found.sums[field.name][field.part, runs]
            np.add(sums, values, out=sums, casting="unsafe")
