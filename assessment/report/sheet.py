"""One sheet of the annex."""

from dataclasses import dataclass

Value = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A plain table: the name of the sheet, the headings of its columns, and its rows."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
