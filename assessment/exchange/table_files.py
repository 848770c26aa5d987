"""Sheets of answers as tables for other programs: tidy or wide, as CSV or Parquet, and back.

A tidy table is that of ``reading.tidy``: a row for each sheet and item. A wide one has a row for
each sheet and a column for each item, with levels as digits and the other states as words; it
holds no evidence, notes and reasons. Times of creation are in neither.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.answers import Answer, AnswerSheet
from assessment.errors import AnswerError, Problem, reason_of
from assessment.exchange.table_cells import read_csv, read_parquet, write_csv, write_parquet
from assessment.exchange.table_rows import HEAD, sheets_of
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.reading import tidy

if TYPE_CHECKING:
    import pandas as pd

WRITERS = {".csv": write_csv, ".parquet": write_parquet}
READERS = {".csv": read_csv, ".parquet": read_parquet}


def write_tables(path: Path | str, sheets: Sequence[AnswerSheet], *, wide: bool = False) -> Path:
    """Write sheets of any standards to one ``.csv`` or ``.parquet`` file; returns its path.

    Raises ``AnswerError``, and writes nothing, when something could not be read back as it is.
    An older file of that name is kept as a ``.bak`` copy.
    """
    path = Path(path)
    if problems := [*_wrong_ending(path), *_unfit(path, sheets)]:
        raise AnswerError(problems)
    frame = _wide(sheets) if wide else tidy(sheets)
    return WRITERS[path.suffix.lower()](path, frame)


def read_tables(path: Path | str) -> tuple[list[AnswerSheet], list[Problem]]:
    """Return the good sheets of one tidy or wide file, and all problems.

    A sheet with a problem is left out whole; so is everything when the columns do not fit. In
    the sheets of a wide table "not applicable" has a reason that says where it comes from.
    """
    path = Path(path)
    try:
        if problems := _wrong_ending(path):
            return [], problems
        return sheets_of(READERS[path.suffix.lower()](path))
    except AnswerError as error:
        return [], list(error.problems)
    except OSError as error:
        message = _("cannot be read: {reason}").format(reason=reason_of(error))
        return [], [Problem(path.name, 0, "", message)]


def _wide(sheets: Sequence[AnswerSheet]) -> "pd.DataFrame":
    """Return one row a sheet, with a column for each item of their standards."""
    import pandas as pd

    names = dict.fromkeys(sheet.standard for sheet in sheets)
    items = [item.id for name in names for item in load_standard(name).items]
    rows = [
        [getattr(sheet, name) for name in HEAD]
        + [_cell(sheet.answers.get(item, Answer())) for item in items]
        for sheet in sheets
    ]
    return pd.DataFrame(rows, columns=[*HEAD, *items], dtype="string")


def _cell(answer: Answer) -> str:
    return "" if answer.choice is None else str(answer.choice)


def _wrong_ending(path: Path) -> list[Problem]:
    if path.suffix.lower() in WRITERS:
        return []
    message = _("unknown kind of file; allowed: {allowed}").format(allowed=", ".join(WRITERS))
    return [Problem(path.name, 0, "", message)]


def _unfit(path: Path, sheets: Sequence[AnswerSheet]) -> Iterator[Problem]:
    """Yield what would be refused, or lost, when the file is read again."""
    for name, times in Counter(sheet.sheet for sheet in sheets).items():
        if times > 1 or not name.strip():
            message = _("stands twice") if name.strip() else _("is missing")
            yield Problem(path.name, 0, f"sheet = {name!r}", message)
    for sheet in sheets:
        try:
            AnswerSheet.from_data(sheet.model_dump(), path.name)
        except AnswerError as error:
            yield from error.problems
        for place, text in _texts(sheet):
            if rule := _unwritable(text):
                yield Problem(path.name, 0, f"{sheet.sheet}: {place}", rule)


def _texts(sheet: AnswerSheet) -> Iterator[tuple[str, str]]:
    yield from ((name, getattr(sheet, name)) for name in HEAD)
    for item, answer in sheet.answers.items():
        for name, text in answer.model_dump(exclude={"choice"}).items():
            yield f"{item}.{name}", text


def _unwritable(text: str) -> str | None:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return _("holds half of a character; type it anew")
    if len(text) > csv.field_size_limit():
        return _("is longer than a table can hold: {most} letters").format(
            most=csv.field_size_limit()
        )
    return None
