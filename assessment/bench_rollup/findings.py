"""What every engine must find, and whether two of them have found the same."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from assessment.i18n import _
from assessment.suppression import MIN_GROUP

# The tables, and what names a row of each.
KEYS = {
    "groups": ("unit", "period"),
    "shares": ("period", "item"),
    "quartiles": ("period", "part"),
    "changes": ("unit",),
}
# Tables whose small groups are not shown, and what counts a group.
COUNTS = {"shares": "n", "quartiles": "units"}
TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class Findings:
    """A summary as four tables; indices are 0..100 with two decimals, NaN where there is none.

    ``groups``: unit, period, then ``index_<part>`` and ``completeness_<part>`` for ``overall`` and
    every section. ``shares``: period, item, ``n`` sheets with a level, ``share_<level>``.
    ``quartiles``: period, part, ``units``, ``q1``, ``median``, ``q3``. ``changes``: unit and the
    ``change`` of its overall index between the last two periods.
    """

    groups: pd.DataFrame
    shares: pd.DataFrame
    quartiles: pd.DataFrame
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
    frame = frame.astype("float64")
    if table in COUNTS:
        frame = frame[frame[COUNTS[table]] >= MIN_GROUP]
    return frame.dropna(how="all")


def _differences(table: str, ours: pd.DataFrame, theirs: pd.DataFrame) -> list[str]:
    if not ours.index.equals(theirs.index) or set(ours) != set(theirs):
        return [_("{table}: other rows or columns").format(table=table)]
    sentence = _("{table}, {column}: {count} rows differ")
    return [
        sentence.format(table=table, column=column, count=count)
        for column in ours
        if (count := int((~_same(ours[column], theirs[column])).sum()))
    ]


def _same(ours: "pd.Series[float]", theirs: "pd.Series[float]") -> "pd.Series[bool]":
    """Compare numbers to the digit: what is off by more than the noise of floats is another."""
    return pd.Series(np.isclose(ours, theirs, rtol=0, atol=TOLERANCE, equal_nan=True))
