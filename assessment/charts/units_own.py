"""The one unit that is marked among all others."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from assessment.charts.units_rows import bounds
from assessment.charts.words import NONE, Record, records
from assessment.i18n import _


@dataclass(frozen=True)
class Figure:
    """What a unit has reached in a part: equal bounds once no item is open."""

    low: float
    high: float

    @property
    def text(self) -> str:
        """The index or its bounds."""
        return bounds(self.low, self.high)


@dataclass(frozen=True)
class Own:
    """A unit's name, and its figures by period and part."""

    name: str
    figures: Mapping[tuple[str, str], Figure]

    def of(self, row: Record) -> Figure | None:
        """Return the unit's figure in the period and part of a row."""
        return self.figures.get((str(row["period"]), str(row["section"])))

    def said(self, row: Record) -> str:
        """Return the unit's figure in words, a dash where it has none."""
        figure = self.of(row)
        return figure.text if figure else NONE


def read_own(rows: pd.DataFrame | None) -> Own | None:
    """Take the name and figures out of ``part_rows`` of one unit; hidden ones are left out."""
    if rows is None or rows.empty:
        return None
    figures = {
        (str(row["period"]), str(row["section"])): Figure(float(row["low"]), float(row["high"]))
        for row in records(rows)
        if not pd.isna(row["low"])
    }
    return Own(str(rows["unit"].iloc[0]), figures)


def own_text(own: Own) -> str:
    """Say what the mark of the unit is."""
    open_ends = any(figure.low < figure.high for figure in own.figures.values())
    text = _("{unit}; a line between two open marks holds its index while items are open")
    return text.format(unit=own.name) if open_ends else own.name
