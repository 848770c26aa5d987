"""The tables of a plan with several sums in one number, so that one look-up adds them all.

The pattern of a chunk looks its sums up as few 64-bit words. Words are added row by row and
taken apart once a run of sheets, so that a field is as wide as the sum of a run can become.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np

from assessment.loops.fields import Fields
from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan
from assessment.rollup import threads
from assessment.tables import Chunk, Integers, lowest_open, tables_of

WORD = 63

SECTION_SUMS = ("points", "answered", "applicable")
GATE_SUMS = ("shut", "chosen")
# How many sheets chose a level for an item; only whether any did is kept.
PRESENT = "present"


@dataclass(frozen=True, eq=False)
class PackedChunk:
    """A chunk with the words of its patterns, shape (words, patterns), and the fields of each.

    ``sums`` are added to rows of ``Packed.rows``; ``present`` tell of columns of the chunk.
    """

    chunk: Chunk
    words: Integers
    sums: tuple[Fields, ...]
    present: tuple[Fields, ...]


@dataclass(frozen=True, eq=False)
class Packed:
    """The packed chunks of a plan.

    ``gates`` are the columns of its gate items. Each sum has ``rows``, one for each section or
    gate, ``height`` in all; ``most`` is what one sheet can add to any.
    """

    chunks: tuple[PackedChunk, ...]
    gates: tuple[int, ...]
    rows: dict[str, slice]
    height: int
    most: int


Values = Mapping[tuple[str, int], Integers]
# Whether a field only marks, its shift, its bits, and its row.
Place = tuple[bool, int, int, int]


def packed(plan: ScoringPlan, longest: int = 1) -> Packed:
    """Return the packed tables for runs of at most ``longest`` sheets, made once for many."""
    return _packed(plan, min(threads.BLOCK, 1 << max(0, longest - 1).bit_length()))


@lru_cache(maxsize=32)
def _packed(plan: ScoringPlan, rows: int) -> Packed:
    chunks = tables_of(plan).chunks
    gates = tuple(column for column, item in enumerate(plan.items) if item.gate)
    values = [dict(_values(plan, chunk, gates)) for chunk in chunks]
    most = _most(values)
    widths = {name: (rows * value).bit_length() for name, value in most.items()}
    names = [*SECTION_SUMS, *GATE_SUMS]
    parts = [*[len(plan.sections)] * len(SECTION_SUMS), *[len(gates)] * len(GATE_SUMS)]
    edges = list(pairwise([0, *accumulate(parts)]))
    rows_of = {name: slice(*edge) for name, edge in zip(names, edges, strict=True)}
    return Packed(
        chunks=tuple(
            _chunk(chunk, found, widths, rows_of)
            for chunk, found in zip(chunks, values, strict=True)
        ),
        gates=gates,
        rows=rows_of,
        height=sum(parts),
        most=max(most.values()),
    )


def _values(
    plan: ScoringPlan, chunk: Chunk, gates: tuple[int, ...]
) -> Iterator[tuple[tuple[str, int], Integers]]:
    """Yield what every pattern of a chunk adds, by the name and part of the sum."""
    points, answered, applicable = chunk.sums[:3]
    yield ("points", chunk.section), points
    yield ("answered", chunk.section), answered
    yield ("applicable", chunk.section), applicable
    chosen = {column: chunk.codes_of(column) >= LOWEST_LEVEL for column in chunk.columns}
    for place, column in enumerate(chunk.columns):
        yield (PRESENT, place), chosen[column].astype(np.int64)
    for place, column in enumerate(gates):
        if column in chosen:
            below = chunk.codes_of(column) < lowest_open(plan.items[column])
            yield ("chosen", place), chosen[column].astype(np.int64)
            yield ("shut", place), (chosen[column] & below).astype(np.int64)


def _most(values: list[dict[tuple[str, int], Integers]]) -> dict[str, int]:
    """Return what one sheet can add to each sum; the chunks of a long section add up."""
    by_part: dict[tuple[str, int], int] = {}
    for found in values:
        for key, table in found.items():
            by_part[key] = by_part.get(key, 0) + int(table.max())
    most = dict.fromkeys((*SECTION_SUMS, *GATE_SUMS, PRESENT), 1)
    for (name, _part), value in by_part.items():
        # Each chunk has columns of its own.
        most[name] = 1 if name == PRESENT else max(most[name], value)
    return most


def _chunk(
    chunk: Chunk, values: Values, widths: Mapping[str, int], rows: Mapping[str, slice]
) -> PackedChunk:
    """Put sums beside each other into words, as many as there is room for."""
    words: list[Integers] = []
    places: list[list[Place]] = []
    used = WORD
    for (name, part), added in values.items():
        if used + widths[name] > WORD:
            words.append(np.zeros_like(added))
            places.append([])
            used = 0
        words[-1] += added << used
        row = part if name == PRESENT else rows[name].start + part
        places[-1].append((name == PRESENT, used, widths[name], row))
        used += widths[name]
    sums, present = (tuple(_fields(word, marks) for word in places) for marks in (False, True))
    return PackedChunk(chunk, np.stack(words), sums, present)


def _fields(places: list[Place], marks: bool) -> Fields:  # noqa: FBT001 - one of two kinds
    """Return the fields of a word that only mark, or those that are added up."""
    kept = [(shift, ((1 << bits) - 1) << shift, row) for kind, shift, bits, row in places
            if kind == marks]  # fmt: skip
    return Fields(*np.array(kept, dtype=np.int64).reshape(-1, 3).T.copy())
