"""Tables as CSV files that a spreadsheet opens, and that run nothing in it."""

from pathlib import Path
from typing import TYPE_CHECKING

from assessment.kept_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

# A spreadsheet takes a cell that starts with one of these for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv_files(folder: Path, tables: "Mapping[str, pd.DataFrame]") -> list[Path]:
    """Write each table to ``<folder>/<name>.csv`` and return the paths.

    UTF-8 with a byte order mark, commas, and points in numbers. A file of that name with other
    content is kept beside it as a ``.bak`` copy.
    """
    return [_write(folder / f"{name}.csv", table) for name, table in tables.items()]


def _write(path: Path, table: "pd.DataFrame") -> Path:
    safe = table.map(harmless)
    return write_whole(path, safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig"))


def harmless(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
