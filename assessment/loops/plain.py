"""The loops in NumPy: a pass over memory for every step."""

from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.matrix import Codes
from assessment.tables import Chunk, Integers, Places, Unsigned

Numbers = npt.NDArray[Any]

# Numbers that are worked on at once where more would take much memory.
BLOCK = 1 << 16

# Sheets are counted in this type: so many of them fit no memory.
COUNT = np.int32


def add_up(codes: Codes, rows: slice, chunk: Chunk, tables: Integers, starts: Integers) -> Integers:
    """Add up what every sheet looks up in ``tables``, run by run, shape (tables, runs).

    ``codes`` has the shape (sheets, items), ``tables`` (tables, patterns of the chunk); the runs
    begin at the rows ``starts``, the first of which is that of ``rows``.
    """
    patterns = _patterns(codes, rows, chunk)
    found = np.empty(len(patterns), dtype=np.int64)
    added = np.empty((len(tables), len(starts)), dtype=np.int64)
    for table, sums in zip(tables, added, strict=True):
        table.take(patterns, out=found, mode="clip")
        np.add.reduceat(found, starts - rows.start, out=sums)
    return added


def count(codes: Codes, rows: slice, chunk: Chunk, groups: Places, many: int) -> Places:
    """Count the patterns in each of ``many`` groups, shape (groups, patterns of the chunk).

    ``groups`` says which group every sheet is in, shape (sheets,).
    """
    width = chunk.sums.shape[1]
    places = groups[rows].astype(np.int64)
    places *= width
    places += _patterns(codes, rows, chunk)
    counts = np.bincount(places, minlength=many * width).astype(COUNT)
    return counts.reshape(many, width)


def _patterns(codes: Codes, rows: slice, chunk: Chunk) -> Unsigned:
    part = codes[rows]
    return chunk.patterns(part, np.empty(len(part), dtype=np.uint16))


def add_field(added: Integers, shift: int, mask: int, sums: Unsigned) -> None:
    """Add the bits of ``mask``, which stand ``shift`` bits up, to ``sums`` of the same shape."""
    np.add(sums, (added & mask) >> shift, out=sums, casting="unsafe")


def mark_field(added: Integers, mask: int, bit: int, marks: Unsigned) -> None:
    """Set a bit of ``marks`` where any bit of ``mask`` is set."""
    marks |= ((added & mask) != 0).view(np.uint8) << np.uint8(bit)


def look_up(first: Places, second: Places, width: int, table: Numbers) -> Numbers:
    """Return what ``table`` has at ``first`` times ``width`` plus ``second``, in their shape."""
    places = first.astype(np.int64)
    places *= width
    np.add(places, second, out=places, casting="unsafe")
    return table.take(places, mode="clip")


def weigh(
    first: Places, second: Places, width: int, table: Numbers, shares: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Add up the rows of ``look_up`` times their ``shares``, shape (n,)."""
    return np.asarray(shares @ look_up(first, second, width, table))


def total(values: Places, counted: npt.NDArray[np.bool_], places: Places, many: int) -> Integers:
    """Add up the counted ones of ``values``, shape (n,), by their place among ``many``."""
    sums = np.zeros(many, dtype=np.int64)
    # The numbers are turned into floats to be added up: not all of a nation's at once.
    for first in range(0, len(values), BLOCK):
        part = slice(first, first + BLOCK)
        numbers = values[part] * counted[part]
        sums += np.bincount(places[part], weights=numbers, minlength=many).astype(np.int64)
    return sums


def decimals(hundredths: Places, none: int) -> npt.NDArray[np.float64]:
    """Return hundredths of any shape as one column of numbers, NaN where they are ``none``."""
    column = hundredths.ravel()
    found = column / 100
    found[column == none] = np.nan
    return found
