"""What every engine must find, and whether two of them have found the same."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.i18n import _
from assessment.suppression import MIN_GROUP

# The tables, and what names a row of each.
KEYS = {
    "groups": ("unit", "period"),
    "items": ("period", "item"),
    "distribution": ("period", "part"),
    "alphas": ("period", "section"),
    "changes": ("unit",),
}
# Tables whose small groups are not shown, and what counts a group.
COUNTS = {"items": "n", "distribution": "units", "alphas": "n"}
# Columns of ids; all others are numbers.
TEXTS = ("gates", "band_")
TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class Findings:
    """A summary as five tables; figures are 0..100 with two decimals, missing where there is none.

    A part is ``overall`` or a section. ``groups``: unit, period, the ids of the shut ``gates``
    joined by ", ", then ``index_<part>``, ``low_``, ``high_``, ``completeness_`` and ``band_``
    (its id). ``items``: period, item, ``n`` sheets with a level, their lower ``median``, how many
    are ``unknown``, ``not_applicable`` and ``unanswered``, and ``share_<level>``. ``distribution``:
    period, part, ``units`` with an index, the ``mean`` of it and of ``low``, ``high`` and
    ``completeness``, ``p10``, ``q1``, ``median``, ``q3``, ``p90``, and the ``complete`` units.
    ``alphas``: period, section, Cronbach's alpha as ``value``, and of how many sheets, ``n``.
    ``changes``: unit and the ``change`` of its overall index between the last two periods.
    """

    groups: pd.DataFrame
    items: pd.DataFrame
    distribution: pd.DataFrame
    alphas: pd.DataFrame
    changes: pd.DataFrame

    def write(self, folder: Path) -> None:
        """Write the tables as Parquet files."""
        for table in KEYS:
            _settled(table, getattr(self, table)).to_parquet(folder / f"{table}.parquet")

    @classmethod
    def read(cls, folder: Path) -> "Findings":
        """Read what ``write`` has written."""
        return cls(**{table: pd.read_parquet(folder / f"{table}.parquet") for table in KEYS})


def disagreements(ours: Findings, theirs: Findings) -> list[str]:
    """Name every column in which two summaries differ: the same rows, the same numbers."""
    return [
        sentence
        for table in KEYS
        for sentence in _differences(
            table,
            _settled(table, getattr(ours, table)),
            _settled(table, getattr(theirs, table)),
        )
    ]


def _settled(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Put the rows in the order of their names, without those that nothing is shown of."""
    keys = list(KEYS[table])
    if set(keys) <= set(frame):
        names = {key: frame[key].astype("str") for key in keys}
        frame = frame.assign(**names).sort_values(keys).set_index(keys)
    frame = frame.astype({name: _kind(str(name)) for name in frame})
    if table in COUNTS:
        frame = frame[frame[COUNTS[table]] >= MIN_GROUP]
    return frame.replace("", None).dropna(how="all")


def _kind(column: str) -> str:
    return "string" if column.startswith(TEXTS) else "float64"


def _differences(table: str, ours: pd.DataFrame, theirs: pd.DataFrame) -> list[str]:
    if not ours.index.equals(theirs.index) or set(ours) != set(theirs):
        return [_("{table}: other rows or columns").format(table=table)]
    sentence = _("{table}, {column}: {count} rows differ")
    return [
        sentence.format(table=table, column=column, count=count)
        for column in ours
        if (count := int((~_same(ours[column], theirs[column])).sum()))
    ]


def _same(ours: "pd.Series[Any]", theirs: "pd.Series[Any]") -> npt.NDArray[np.bool_]:
    """Compare numbers to the digit: what is off by more than the noise of floats is another."""
    if ours.dtype == "string":
        return (ours.fillna("") == theirs.fillna("")).to_numpy(dtype=bool)
    return np.isclose(ours, theirs, rtol=0, atol=TOLERANCE, equal_nan=True)
