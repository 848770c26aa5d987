"""One sheet of the annex."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

Value = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A plain table: the name of the sheet, the headings of its columns, and its rows."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def value_of(value: Any) -> Value:
    """Return plain Python for a value of a frame, ``None`` for what is missing."""
    if pd.isna(value):
        return None
    plain: Value = value.item() if hasattr(value, "item") else value
    return plain
