"""The tables of a plan with several sums in one number, so that one look-up adds them all.

The pattern of a chunk looks its sums up as few 64-bit words. Words are added row by row and
taken apart once a run of sheets, so that a field is as wide as the sum of a whole block.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan
from assessment.tables import Chunk, Integers, lowest_open, tables_of

# Rows that are worked on at once: their buffers stay in the cache of one core.
BLOCK = 1 << 16
# Below this many rows a block costs more than the fields that its words save.
FEWEST_ROWS = 1 << 12
WORD = 63

SECTION_SUMS = ("points", "answered", "applicable")
GATE_SUMS = ("shut", "chosen")


@dataclass(frozen=True)
class Field:
    """One sum inside a word: its name and part (a section or a gate), and where it stands."""

    name: str
    part: int
    shift: int
    bits: int


@dataclass(frozen=True, eq=False)
class Word:
    """A table of packed sums by pattern, and its fields."""

    table: Integers
    fields: tuple[Field, ...]


@dataclass(frozen=True, eq=False)
class PackedChunk:
    """A chunk with its words, and which of its columns have a level: bit i for the i-th."""

    chunk: Chunk
    words: tuple[Word, ...]
    present: npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Packed:
    """The packed chunks of a plan.

    ``gates`` are the columns of its gate items, ``parts`` says how many parts each sum has, and
    ``most`` what one sheet can add to it. ``block`` is how many rows a word can add up.

    Points are counted from the least of the scale, so that no sum is negative.
    """

    chunks: tuple[PackedChunk, ...]
    gates: tuple[int, ...]
    parts: dict[str, int]
    most: dict[str, int]
    block: int


Values = Mapping[tuple[str, int], Integers]


@cache
def packed(plan: ScoringPlan) -> Packed:
    """Return the packed tables of a plan, made once."""
    chunks = tables_of(plan).chunks
    gates = tuple(column for column, item in enumerate(plan.items) if item.gate)
    values = [dict(_values(plan, chunk, gates)) for chunk in chunks]
    most = _most(values)
    block = _block(max(most.values()))
    widths = {name: (block * value).bit_length() for name, value in most.items()}
    return Packed(
        chunks=tuple(
            PackedChunk(chunk, tuple(_words(found, widths)), _present(chunk))
            for chunk, found in zip(chunks, values, strict=True)
        ),
        gates=gates,
        parts={
            **dict.fromkeys(SECTION_SUMS, len(plan.sections)),
            **dict.fromkeys(GATE_SUMS, len(gates)),
        },
        most=most,
        block=block,
    )


def _values(
    plan: ScoringPlan, chunk: Chunk, gates: tuple[int, ...]
) -> Iterator[tuple[tuple[str, int], Integers]]:
    """Yield what every pattern of a chunk adds, by the name and part of the sum."""
    points, answered, applicable = chunk.sums[:3]
    yield ("points", chunk.section), points - plan.points[0] * answered
    yield ("answered", chunk.section), answered
    yield ("applicable", chunk.section), applicable
    for place, column in enumerate(gates):
        if column in chunk.columns:
            codes = chunk.codes_of(column)
            chosen = codes >= LOWEST_LEVEL
            yield ("chosen", place), chosen.astype(np.int64)
            yield (
                ("shut", place),
                (chosen & (codes < lowest_open(plan.items[column]))).astype(np.int64),
            )


def _most(values: list[dict[tuple[str, int], Integers]]) -> dict[str, int]:
    """Return what one sheet can add to each sum; the chunks of a long section add up."""
    by_part: dict[tuple[str, int], int] = {}
    for found in values:
        for key, table in found.items():
            by_part[key] = by_part.get(key, 0) + int(table.max())
    most = dict.fromkeys((*SECTION_SUMS, *GATE_SUMS), 1)
    for (name, _part), value in by_part.items():
        most[name] = max(most[name], value)
    return most


def _block(most: int) -> int:
    """Return the rows of a block: few enough for three fields a word, unless that is too few."""
    three = ((1 << WORD // 3) - 1) // most
    return min(BLOCK, three) if three >= FEWEST_ROWS else BLOCK


def _words(values: Values, widths: Mapping[str, int]) -> Iterator[Word]:
    """Put sums beside each other into words, as many as there is room for."""
    fields: list[Field] = []
    table: Integers | int = 0
    for (name, part), added in values.items():
        used = sum(field.bits for field in fields)
        if used + widths[name] > WORD and fields:
            yield Word(np.asarray(table), tuple(fields))
            fields, table, used = [], 0, 0
        fields.append(Field(name, part, used, widths[name]))
        table = table + (added << used)
    yield Word(np.asarray(table), tuple(fields))


def _present(chunk: Chunk) -> npt.NDArray[np.uint8]:
    bits = np.zeros(chunk.sums.shape[1], dtype=np.uint8)
    for place, column in enumerate(chunk.columns):
        bits |= (chunk.codes_of(column) >= LOWEST_LEVEL).astype(np.uint8) << np.uint8(place)
    return bits
