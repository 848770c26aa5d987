"""Tables as files, cell by cell: CSV as a spreadsheet leaves it, and Parquet.

Every cell is text here. In a CSV file a text that begins like a formula has an apostrophe before
it; so has one that begins with apostrophes and would be like one without them. Hence what is
read is what was written.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment.csv_files import FORMULA_STARTS, write_csv_files
from assessment.errors import AnswerError, Problem
from assessment.i18n import _
from assessment.kept_files import write_whole

if TYPE_CHECKING:
    import pandas as pd

# What a spreadsheet may put between cells: the comma is ours, the semicolon Indonesia's.
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Table:
    """The cells of a file: the heading with its line, and the rows with theirs."""

    file: str
    line: int
    columns: list[str]
    rows: list[tuple[int, list[str]]]
    remarks: list[Problem] = field(default_factory=list)


def write_csv(path: Path, frame: "pd.DataFrame") -> Path:
    """Write a frame so that a spreadsheet opens it and runs nothing; see ``csv_files.py``."""
    (written,) = write_csv_files(path.parent, {path.stem: frame.map(_guarded)})
    return written


def write_parquet(path: Path, frame: "pd.DataFrame") -> Path:
    """Write a frame with its types."""
    content = io.BytesIO()
    frame.to_parquet(content, engine="pyarrow", index=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_whole(path, content.getvalue())


def read_csv(path: Path) -> Table:
    """Read a CSV file, with any of ``DELIMITERS``; raises ``AnswerError``."""
    text, remarks = _decoded(path.name, path.read_bytes())
    rows = [row for row in _rows(path.name, text) if any(cell.strip() for cell in row[1])]
    if not rows:
        raise AnswerError([Problem(path.name, 0, "", _("is empty"))])
    columns = [cell.strip() for cell in rows[0][1]]
    return Table(path.name, rows[0][0], columns, rows[1:], remarks)


def read_parquet(path: Path) -> Table:
    """Read a Parquet file, whose rows count as lines; raises ``AnswerError``."""
    import pandas as pd

    content = io.BytesIO(path.read_bytes())
    try:
        frame = pd.read_parquet(content, engine="pyarrow")
    except (ValueError, OSError, NotImplementedError) as error:
        message = _("is not a Parquet file: {reason}").format(reason=error)
        raise AnswerError([Problem(path.name, 0, "", message)]) from error
    cells = frame.astype(object).where(frame.notna(), "")
    rows = [[_as_text(value) for value in row] for row in cells.itertuples(index=False)]
    return Table(path.name, 0, [*map(str, frame.columns)], [*enumerate(rows, start=1)])


def _decoded(file: str, content: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file; an older Excel writes Windows-1252, which is remarked."""
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise AnswerError([Problem(file, 0, "", _("is not UTF-8 text"))]) from error
    message = _("is not UTF-8 and was read as Windows-1252: check its special characters")
    return text, [Problem(file, 0, "", message)]


def _rows(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line on which it begins."""
    heading = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, [_bare(cell) for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        message = _("is no row of a CSV file: {reason}").format(reason=error)
        raise AnswerError([Problem(file, line, "", message)]) from error


def _like_a_formula(cell: str) -> bool:
    return cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS)


def _guarded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _like_a_formula(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if _like_a_formula(cell) else cell


def _as_text(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
