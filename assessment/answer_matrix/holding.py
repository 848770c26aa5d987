"""Whose sheets a table holds: a first look at the few columns that say it, in bounded memory.

Names are kept as 64-bit fingerprints: among a million units in periods two are alike once in
thirty million tables.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from assessment.answer_matrix.texts import categorical, texts

Table: TypeAlias = pa.Table | pa.RecordBatch
Prints = npt.NDArray[np.uint64]

GROUP = ("unit", "period")
# An odd factor, so that a unit and a period do not change places unnoticed.
FACTOR = np.uint64(0x9E37_79B9_7F4A_7C15)


@dataclass(frozen=True, eq=False)
class Repeats:
    """What of a table may stand twice, and nothing else can.

    ``sheets`` are, rising, the 32 bits that fingerprints of more than one sheet end in, ``agreed``
    the fingerprints of groups with more than one agreed sheet.
    """

    sheets: npt.NDArray[np.uint32]
    agreed: Prints


@dataclass(frozen=True, eq=False)
class Holding:
    """The groups of a table, a row each for a unit, period and whether it is agreed.

    ``groups`` has the columns group (fingerprint), agreed, sheets (how many), mark (the sum of
    the fingerprints of their ids, 0 without ids) and row (the first, counted from 1). ``rows``
    counts all rows.
    """

    groups: pd.DataFrame
    repeats: Repeats
    rows: int


def holding_of(tables: Iterable[Table], rows: int) -> Holding:
    """Look at tables with columns of ``columns.WHO`` and ``rows`` rows together."""
    # Untouched, and hence no memory, where sheets have no ids.
    endings = np.zeros(rows, dtype=np.uint32)
    parts, first = [], 0
    for table in tables:
        prints = sheet_prints(table)
        parts.append(_groups(table, prints, first + 1))
        if prints.any():
            endings[first : first + len(table)] = endings_of(prints)
        first += len(table)
    groups = _summed(parts)
    many_agreed = (groups["agreed"] & (groups["sheets"] > 1)).to_numpy()
    repeats = Repeats(_repeated(endings), groups["group"].to_numpy()[many_agreed])
    return Holding(groups, repeats, rows)


def _repeated(endings: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return what occurs more than once, rising; sorts in place, as there may be many."""
    if not endings.any():
        return endings[:0]
    endings.sort()
    repeated = np.unique(endings[1:][endings[1:] == endings[:-1]])
    return repeated[repeated > 0]


def group_prints(table: Table) -> Prints:
    """Return the fingerprint of the unit and period of every row."""
    return prints_of(pd.DataFrame({name: categorical(table.column(name)) for name in GROUP}))


def prints_of(who: pd.DataFrame) -> Prints:
    """Return the same fingerprints of a frame with the categories ``unit`` and ``period``."""
    units, periods = (_taken(pd.Categorical(who[name])) for name in GROUP)
    return units * FACTOR + periods


def sheet_prints(table: Table) -> Prints:
    """Return the fingerprint of the id of every sheet, 0 where it has none."""
    if "sheet" not in table.schema.names:
        return np.zeros(len(table), dtype=np.uint64)
    ids = texts(table.column("sheet"))
    prints = pd.util.hash_array(ids, categorize=False)
    return np.where(ids == "", np.uint64(0), prints)


def endings_of(prints: Prints) -> npt.NDArray[np.uint32]:
    """Return the last 32 bits of fingerprints of sheets; only a missing one's are 0."""
    return np.maximum(prints.astype(np.uint32), prints > 0)


def _taken(names: pd.Categorical) -> Prints:
    categories = names.categories.to_numpy(dtype=object)
    # The last one stands for the code -1: no name.
    prints = np.append(pd.util.hash_array(categories, categorize=False), np.uint64(0))
    of_rows: Prints = prints[names.codes]
    return of_rows


def _groups(table: Table, prints: Prints, first: int) -> pd.DataFrame:
    """Return the stretches of rows about the same group; ``first`` is the table's first row."""
    group = group_prints(table)
    agreed = table.column("agreed").fill_null(False).to_numpy(zero_copy_only=False)  # noqa: FBT003
    changes = (group[1:] != group[:-1]) | (agreed[1:] != agreed[:-1])
    starts = np.flatnonzero(np.concatenate([[len(group) > 0], changes]))
    return pd.DataFrame(
        {
            "group": group[starts],
            "agreed": agreed[starts],
            "sheets": np.diff(starts, append=len(group)),
            "mark": np.add.reduceat(prints, starts) if len(starts) else prints,
            "row": starts + first,
        }
    )


def _summed(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Add up the stretches of each group, which keep the order of their first rows."""
    whole = pd.concat(parts, ignore_index=True)
    # Mostly a group is one stretch; one column tells that in little memory.
    if (whole["group"] + whole["agreed"]).is_unique:
        return whole
    by_group = whole.groupby(["group", "agreed"], sort=False, as_index=False)
    return by_group.agg({"sheets": "sum", "mark": "sum", "row": "first"})
