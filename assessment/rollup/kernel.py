"""Sums over runs of sheets: the one place that reads a whole matrix of codes.

A run is a stretch of rows about the same unit and period. Sums are whole numbers in the smallest
type that holds them, so that a nation's fit in memory and partial results simply add up.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assessment.matrix import Codes
from assessment.plan import ScoringPlan
from assessment.rollup.packed import Packed, Word, packed
from assessment.tables import Integers

# Fewer rows are done before a thread has started.
WORTH_A_THREAD = 1 << 14

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
    tables = packed(plan)
    longest = int(np.diff(starts, append=len(codes)).max(initial=0))
    found = RunSums(
        sums=empty_sums(tables, len(starts), longest),
        presence=np.zeros((len(tables.chunks), len(starts)), dtype=np.uint8),
    )
    spans = _spans(starts, len(codes))
    if len(spans) == 1:
        _add_rows(tables, codes, starts, found, *spans[0])
        return found
    # NumPy lets go of the interpreter while it works, so that threads share the rows.
    with ThreadPoolExecutor(len(spans)) as threads:
        for done in [
            threads.submit(_add_rows, tables, codes, starts, found, *span) for span in spans
        ]:
            done.result()
    return found


def empty_sums(tables: Packed, runs: int, longest: int) -> dict[str, Unsigned]:
    """Return zeros of the smallest types that hold the sums of ``longest`` sheets."""
    return {
        name: np.zeros((parts, runs), dtype=np.min_scalar_type(tables.most[name] * longest))
        for name, parts in tables.parts.items()
    }


def _spans(starts: Integers, rows: int) -> list[tuple[int, int]]:
    """Cut the rows between runs, a span a core; no run is in two, so that none is added twice."""
    cores = max(1, min(os.cpu_count() or 1, rows // WORTH_A_THREAD))
    wanted = np.arange(1, cores) * rows // cores
    cuts = starts[np.searchsorted(starts, wanted, side="right") - 1]
    edges = np.unique([0, *cuts.tolist(), rows]).tolist()
    return list(pairwise(edges)) if rows else [(0, 0)]


def _add_rows(
    tables: Packed, codes: Codes, starts: Integers, found: RunSums, first: int, last: int
) -> None:
    """Add the rows from ``first`` up to ``last`` to the sums of their runs, block by block."""
    block = min(tables.block, max(1, last - first))
    patterns = np.empty(block, dtype=np.uint16)
    words = np.empty(block, dtype=np.int64)
    bits = np.empty(block, dtype=np.uint8)
    for begin in range(first, last, block):
        rows = codes[begin : min(begin + block, last)]
        low = int(np.searchsorted(starts, begin, side="right")) - 1
        high = int(np.searchsorted(starts, begin + len(rows), side="left"))
        inside = np.maximum(starts[low:high] - begin, 0)
        runs = slice(low, high)
        for place, part in enumerate(tables.chunks):
            pattern = part.chunk.patterns(rows, patterns[: len(rows)])
            for word in part.words:
                _add_word(word, pattern, words[: len(rows)], inside, found, runs)
            part.present.take(pattern, out=bits[: len(rows)], mode="clip")
            found.presence[place, runs] |= np.bitwise_or.reduceat(bits[: len(rows)], inside)


def _add_word(
    word: Word,
    pattern: npt.NDArray[np.uint16],
    words: Integers,
    inside: Integers,
    found: RunSums,
    runs: slice,
) -> None:
    """Look the packed sums of every row up, add them by run, and take them apart."""
    word.table.take(pattern, out=words, mode="clip")
    added = np.add.reduceat(words, inside)
    for field in word.fields:
        values = (added >> field.shift) & ((1 << field.bits) - 1)
        sums = found.sums[field.name][field.part, runs]
        np.add(sums, values, out=sums, casting="unsafe")
