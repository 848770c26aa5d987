"""Rows of results, as slides name them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

Row = dict[str, Any]


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame by the names of its columns."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def name_of(row: Row) -> str:
    """Return the id and title of a section."""
    return f"{row['section']} {row['title']}"


def number_of(value: Any) -> float | None:
    """Return a figure, or nothing where it is not shown."""
    return None if pd.isna(value) else round(float(value), 2)


def ends_of(row: Row) -> tuple[float, float] | tuple[None, None]:
    """Return the low and the high end of a row, or nothing where they are not shown."""
    low, high = number_of(row["low"]), number_of(row["high"])
    return (None, None) if low is None or high is None else (low, high)


def with_figure(name: str, figure: str) -> str:
    """Return a name with its figure, where there is one."""
    return f"{name}: {figure}" if figure else name


def in_words(title: str, texts: Sequence[str]) -> str:
    """Return what a chart shows as one text."""
    return ". ".join([title, *texts])
