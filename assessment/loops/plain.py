"""The loops in NumPy: a pass over memory for every step."""

from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.loops.fields import Fields
from assessment.matrix import Codes
from assessment.tables import Chunk, Integers, Places, Unsigned

Numbers = npt.NDArray[Any]

# Numbers that are worked on at once where more would take much memory.
BLOCK = 1 << 16


def add_up(codes: Codes, chunk: Chunk, tables: Integers, edges: Integers) -> Integers:
    """Add up what every sheet looks up in ``tables``, run by run, shape (tables, runs).

    ``codes`` has the shape (sheets, items), ``tables`` (tables, patterns of the chunk). A run goes
    from one of the rows ``edges``, shape (1 + runs,), to the next.
    """
    rows = slice(int(edges[0]), int(edges[-1]))
    patterns = _patterns(codes, rows, chunk)
    found = np.empty(len(patterns), dtype=np.int64)
    added = np.empty((len(tables), len(edges) - 1), dtype=np.int64)
    for table, sums in zip(tables, added, strict=True):
        table.take(patterns, out=found, mode="clip")
        np.add.reduceat(found, edges[:-1] - rows.start, out=sums)
    return added


def count(codes: Codes, rows: slice, chunk: Chunk, groups: Places, counts: Unsigned) -> None:
    """Count patterns into ``counts``, shape (groups, patterns of the chunk).

    ``groups`` says which group every sheet is in, shape (sheets,).
    """
    places = groups[rows].astype(np.int64)
    places *= counts.shape[1]
    places += _patterns(codes, rows, chunk)
    found = np.bincount(places, minlength=counts.size).reshape(counts.shape)
    np.add(counts, found, out=counts, casting="unsafe")


def _patterns(codes: Codes, rows: slice, chunk: Chunk) -> Unsigned:
    part = codes[rows]
    return chunk.patterns(part, np.empty(len(part), dtype=np.uint16))


def add_fields(word: Integers, fields: Fields, sums: Unsigned, first: int) -> None:
    """Take a word of every run apart, shape (runs,), and add its fields to their rows of ``sums``.

    ``sums`` has a column a run, that of the first one in ``word`` at ``first``.
    """
    for shift, mask, row in zip(fields.shifts, fields.masks, fields.rows, strict=True):
        part = sums[row, first : first + len(word)]
        np.add(part, (word & mask) >> shift, out=part, casting="unsafe")


def mark_fields(word: Integers, fields: Fields, marks: Unsigned) -> None:
    """Set the bit of ``marks``, shape (runs,), of every field that is not zero."""
    for mask, bit in zip(fields.masks, fields.rows, strict=True):
        marks |= ((word & mask) != 0).view(np.uint8) << np.uint8(bit)


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


def total(
    values: tuple[Numbers, ...], counted: npt.NDArray[np.bool_], places: Places, many: int
) -> Integers:
    """Add up the counted ones of each of ``values`` by their place among ``many``.

    The values have one type and the shape (n,); the result has the shape (values, many).
    """
    sums = np.zeros((len(values), many), dtype=np.int64)
    # The numbers are turned into floats to be added up: not all of a nation's at once.
    for first in range(0, len(counted), BLOCK):
        part = slice(first, first + BLOCK)
        for row, numbers in enumerate(values):
            weights = numbers[part] * counted[part]
            added = np.bincount(places[part], weights=weights, minlength=many)
            sums[row] += added.astype(np.int64)
    return sums
