"""Tables as CSV files that a spreadsheet opens, and that run nothing in it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

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
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / f"{name}.csv", table) for name, table in tables.items()]


def _write(path: Path, table: "pd.DataFrame") -> Path:
    safe = table.map(harmless)
    return write_content(path, safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig"))


def write_content(path: Path, content: bytes) -> Path:
    """Write a whole file; one of that name with other content is kept as a ``.bak`` copy."""
    waiting = path.with_name(f".{path.name}.tmp")
    try:
        waiting.write_bytes(content)
        if path.exists() and path.read_bytes() != content:
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            path.replace(path.with_name(f"{path.name}.{stamp}.bak"))
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    return path


def harmless(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
