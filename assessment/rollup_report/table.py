"""A sheet of the workbook before it is written: columns of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

Value = str | int | float | None
# Texts; figures of the index; changes of it; whole numbers; shares of 0..1 in percent.
Kind = Literal["text", "figure", "change", "count", "share"]


@dataclass(frozen=True)
class Column:
    """A column: its heading, its values from top to bottom, ``None`` where there is none.

    ``starred`` marks the values that are written with a star.
    """

    heading: str
    values: Sequence[Value]
    kind: Kind = "text"
    starred: Sequence[bool] = ()


@dataclass(frozen=True)
class Table:
    """A sheet: its name, what it holds in a sentence, and its columns of equal length.

    With ``shaded`` the figures stand on a shade that grows with them.
    """

    name: str
    about: str
    columns: Sequence[Column]
    shaded: bool = False

    @property
    def rows(self) -> int:
        """How many rows there are below the headings."""
        return len(self.columns[0].values)


def plain(column: pd.Series) -> list[Value]:
    """Return the values of a column as plain Python, ``None`` for what is missing."""
    values: list[Value] = column.astype(object).where(column.notna(), None).tolist()
    return values
