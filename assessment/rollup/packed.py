"""The tables of a plan with several sums in one number, so that one look-up adds them all.

The pattern of a chunk looks its sums up as few 64-bit words. Words are added row by row and
taken apart once a run of sheets, so that a field is as wide as the sum of a run can become.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan
from assessment.rollup import threads
from assessment.tables import Chunk, Integers, lowest_open, tables_of

WORD = 63

SECTION_SUMS = ("points", "answered", "applicable")
GATE_SUMS = ("shut", "chosen")
# How many sheets chose a level for an item; only whether any did is kept.
PRESENT = "present"


@dataclass(frozen=True)
class Field:
    """One sum inside a word: its name and part (a section, a gate, a column), and its place."""

    name: str
    part: int
    shift: int
    bits: int

    @property
    def mask(self) -> int:
        """The bits of the field, where they stand."""
        return ((1 << self.bits) - 1) << self.shift


@dataclass(frozen=True, eq=False)
class PackedChunk:
    """A chunk with the words of its patterns, shape (words, patterns), and the fields of each.

    The part of a ``PRESENT`` field is a place in the columns of the chunk.
    """

    chunk: Chunk
    words: Integers
    fields: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True, eq=False)
class Packed:
    """The packed chunks of a plan.

    ``gates`` are the columns of its gate items, ``parts`` says how many parts each sum has, and
    ``most`` what one sheet can add to it.
    """

    chunks: tuple[PackedChunk, ...]
    gates: tuple[int, ...]
    parts: dict[str, int]
    most: dict[str, int]


Values = Mapping[tuple[str, int], Integers]


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
    return Packed(
        chunks=tuple(
            PackedChunk(chunk, *_words(found, widths))
            for chunk, found in zip(chunks, values, strict=True)
        ),
        gates=gates,
        parts={
            **dict.fromkeys(SECTION_SUMS, len(plan.sections)),
            **dict.fromkeys(GATE_SUMS, len(gates)),
        },
        most=most,
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


def _words(
    values: Values, widths: Mapping[str, int]
) -> tuple[Integers, tuple[tuple[Field, ...], ...]]:
    """Put sums beside each other into words, as many as there is room for."""
    tables: list[Integers] = []
    fields: list[list[Field]] = []
    used = WORD
    for (name, part), added in values.items():
        if used + widths[name] > WORD:
            tables.append(np.zeros_like(added))
            fields.append([])
            used = 0
        tables[-1] += added << used
        fields[-1].append(Field(name, part, used, widths[name]))
        used += widths[name]
    return np.stack(tables), tuple(map(tuple, fields))
