"""The loops compiled by numba: one pass over the codes, with what it needs in the cache.

They let go of the interpreter, so that threads share the work. What is compiled is kept beside
this file, or in the user's cache where that cannot be written. Nothing here looks whether a place
is inside an array: codes that no item has are clipped, all else is a place among those that
``plan`` and callers have counted.
"""

import numpy as np
import numpy.typing as npt
from numba import njit

from assessment.loops.fields import Fields
from assessment.loops.plain import Numbers
from assessment.matrix import Codes
from assessment.tables import Chunk, Integers, Patterns, Places, Unsigned

# Sheets whose patterns and sums so far stay in the nearest cache.
BLOCK = 1 << 12


def add_up(codes: Codes, chunk: Chunk, tables: Integers, edges: Integers) -> Integers:
    """See ``plain.add_up``."""
    added = np.zeros((len(tables), len(edges) - 1), dtype=np.int64)
    _add_up(_items(codes), *chunk.axes, tables, edges, added)
    return added


def count(codes: Codes, rows: slice, chunk: Chunk, groups: Places, counts: Unsigned) -> None:
    """See ``plain.count``."""
    _count(_items(codes), *chunk.axes, rows.start, groups[rows], counts)


def _items(codes: Codes) -> Codes:
    """Return the codes item by item; those of a matrix are so already."""
    return np.ascontiguousarray(codes.T)


@njit(nogil=True, cache=True)
def _patterns(
    items: Codes,
    columns: Integers,
    states: Patterns,
    first: int,
    last: int,
    most: int,
    out: Patterns,
) -> None:
    """Put the pattern of every sheet into ``out``; there are ``most``."""
    codes = items[columns[0], first:last]
    for row in range(len(codes)):
        out[row] = codes[row]
    for place in range(1, len(columns)):
        codes = items[columns[place], first:last]
        many = states[place]
        for row in range(len(codes)):
            out[row] = np.uint16(np.uint16(out[row] * many) + codes[row])
    greatest = np.uint16(most - 1)
    for row in range(last - first):
        out[row] = min(greatest, out[row])


@njit(nogil=True, cache=True)
def _add_up(
    items: Codes,
    columns: Integers,
    states: Patterns,
    tables: Integers,
    edges: Integers,
    added: Integers,
) -> None:
    patterns = np.empty(BLOCK, dtype=np.uint16)
    # The sum of a run is the difference of two sums so far, even where these have overflown.
    so_far = np.zeros(BLOCK + 1, dtype=np.int64)
    first_run = 0
    for first in range(edges[0], edges[-1], BLOCK):
        last = min(first + BLOCK, edges[-1])
        _patterns(items, columns, states, first, last, tables.shape[1], patterns)
        run = first_run
        for place in range(len(tables)):
            table, sums, total = tables[place], added[place], np.int64(0)
            for row in range(last - first):
                total += table[patterns[row]]
                so_far[row + 1] = total
            run, start = first_run, 0
            while run < len(sums) and edges[run + 1] <= last:
                end = edges[run + 1] - first
                sums[run] += so_far[end] - so_far[start]
                run, start = run + 1, end
            if run < len(sums):
                sums[run] += so_far[last - first] - so_far[start]
        first_run = run


@njit(nogil=True, cache=True)
def _count(
    items: Codes,
    columns: Integers,
    states: Patterns,
    first: int,
    groups: Places,
    counts: Unsigned,
) -> None:
    patterns = np.empty(BLOCK, dtype=np.uint16)
    for begin in range(0, len(groups), BLOCK):
        group = groups[begin : begin + BLOCK]
        at = first + begin
        _patterns(items, columns, states, at, at + len(group), counts.shape[1], patterns)
        for row in range(len(group)):
            counts[group[row], patterns[row]] += 1


def add_fields(word: Integers, fields: Fields, sums: Unsigned, first: int) -> None:
    """See ``plain.add_fields``."""
    _add_fields(word, fields.shifts, fields.masks, fields.rows, sums, first)


@njit(nogil=True, cache=True)
def _add_fields(
    word: Integers, shifts: Integers, masks: Integers, rows: Integers, sums: Unsigned, first: int
) -> None:
    for field in range(len(rows)):
        shift, mask = shifts[field], masks[field]
        out = sums[rows[field], first : first + len(word)]
        for run in range(len(word)):
            out[run] += (word[run] & mask) >> shift


def mark_fields(word: Integers, fields: Fields, marks: Unsigned) -> None:
    """See ``plain.mark_fields``."""
    _mark_fields(word, fields.masks, fields.rows, marks)


@njit(nogil=True, cache=True)
def _mark_fields(word: Integers, masks: Integers, bits: Integers, marks: Unsigned) -> None:
    for field in range(len(masks)):
        mask, bit = masks[field], np.uint8(1 << bits[field])
        for run in range(len(word)):
            marks[run] |= bit * np.uint8((word[run] & mask) != 0)


def look_up(first: Places, second: Places, width: int, table: Numbers) -> Numbers:
    """See ``plain.look_up``."""
    found = np.empty(first.shape, dtype=table.dtype)
    _look_up(np.atleast_2d(first), np.atleast_2d(second), width, table, np.atleast_2d(found))
    return found


@njit(nogil=True, cache=True)
def _look_up(first: Places, second: Places, width: int, table: Numbers, found: Numbers) -> None:
    across = np.uintp(width)
    for part in range(len(found)):
        out, ones, others = found[part], first[part], second[part]
        for place in range(len(out)):
            out[place] = table[np.uintp(ones[place]) * across + np.uintp(others[place])]


def weigh(
    first: Places, second: Places, width: int, table: Numbers, shares: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """See ``plain.weigh``."""
    sums = np.zeros(first.shape[1])
    _weigh(first, second, width, table, shares, sums)
    return sums


@njit(nogil=True, cache=True)
def _weigh(
    first: Places,
    second: Places,
    width: int,
    table: Numbers,
    shares: npt.NDArray[np.float64],
    sums: npt.NDArray[np.float64],
) -> None:
    across = np.uintp(width)
    for part in range(len(shares)):
        share, ones, others = shares[part], first[part], second[part]
        for place in range(len(sums)):
            sums[place] += share * table[np.uintp(ones[place]) * across + np.uintp(others[place])]


def total(
    values: tuple[Numbers, ...], counted: npt.NDArray[np.bool_], places: Places, many: int
) -> Integers:
    """See ``plain.total``."""
    sums = np.zeros((len(values), many), dtype=np.int64)
    _total(values, counted, places, sums)
    return sums


@njit(nogil=True, cache=True)
def _total(
    values: tuple[Numbers, ...], counted: npt.NDArray[np.bool_], places: Places, sums: Integers
) -> None:
    for place in range(len(counted)):
        if counted[place]:
            for row in range(len(values)):
                sums[row, places[place]] += values[row][place]
