"""The register of units: of which ministry and region each is, and which service it gives."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from assessment.errors import AnswerError, Problem, reason_of
from assessment.exchange.table_cells import Table, read_csv
from assessment.exchange.workbook_opening import open_workbook
from assessment.exchange.workbook_values import AnyCell, CellError, text_of
from assessment.gathering.names import renamed
from assessment.i18n import _
from assessment.rollup import REGISTER
from assessment.store.rows import folded

# The names of the file; a folder's register is read before anything else.
FILES = ("daftar-unit.csv", "daftar-unit.xlsx")
ABOUT = tuple(name for name in REGISTER if name != "unit")

# Headings as ministries write them, and as programs do.
HEADINGS = {
    "unit": "unit",
    "instansi": "ministry",
    "ministry": "ministry",
    "wilayah": "region",
    "region": "region",
    "jenis layanan": "service",
    "service": "service",
}
WRITTEN = ("unit", "instansi", "wilayah", "jenis layanan")


@dataclass(frozen=True, eq=False)
class Register:
    """The units with the columns of ``rollup.REGISTER``, a row a unit, and what was wrong."""

    units: pd.DataFrame = field(default_factory=lambda: _frame([]))
    problems: list[Problem] = field(default_factory=list)


def read_register(path: Path | str, name: str = "") -> Register:
    """Read a CSV file or an Excel workbook, which problems call ``name``.

    Of a unit that stands twice the first row counts. What cannot be used is among the problems.
    """
    path = Path(path)
    try:
        table = read_csv(path) if path.suffix.lower() == ".csv" else _read_workbook(path)
        found = _register_of(table)
    except AnswerError as error:
        found = Register(problems=list(error.problems))
    except OSError as error:
        message = _("cannot be read: {reason}").format(reason=reason_of(error))
        found = Register(problems=[Problem(path.name, 0, "", message)])
    return replace(found, problems=renamed(found.problems, name or path.name))


def register_of(units: pd.DataFrame | None) -> Register:
    """Take a register that was made elsewhere; columns that it lacks are empty."""
    if units is None:
        return Register()
    told = units.reindex(columns=list(REGISTER)).astype("string").fillna("")
    return Register(_frame(told.drop_duplicates("unit")))


def _read_workbook(path: Path) -> Table:
    """Return the first sheet of a workbook, whose heading is its first row with a text."""
    problems: list[Problem] = []
    sheet = open_workbook(path).worksheets[0]
    rows = [
        (line, [_text(cell, path.name, problems) for cell in cells])
        for line, cells in enumerate(sheet.iter_rows(), start=1)
    ]
    filled = [row for row in rows if any(cell.strip() for cell in row[1])]
    if not filled:
        raise AnswerError([Problem(path.name, 0, "", _("is empty"))])
    (line, heading), *below = filled
    return Table(path.name, line, [cell.strip() for cell in heading], below, problems)


def _text(cell: AnyCell, file: str, problems: list[Problem]) -> str:
    try:
        return text_of(cell)
    except CellError as error:
        problems.append(Problem(file, cell.row or 0, cell.coordinate, str(error)))
        return ""


def _register_of(table: Table) -> Register:
    places = {
        HEADINGS[name]: place
        for place, name in reversed([*enumerate(_headings(table))])
        if name in HEADINGS
    }
    problems = [*table.remarks, *_wrong_columns(table, places)]
    if "unit" not in places:
        return Register(problems=problems)
    first: dict[str, tuple[int, dict[str, str]]] = {}
    for line, cells in table.rows:
        row = {name: _cell(cells, places.get(name)) for name in REGISTER}
        problems += _wrong_row(Problem(table.file, line, "", ""), row, first)
        if row["unit"]:
            first.setdefault(folded(row["unit"]), (line, row))
    return Register(_frame([row for _line, row in first.values()]), problems)


def _headings(table: Table) -> list[str]:
    return [folded(name.replace("_", " ")) for name in table.columns]


def _cell(cells: list[str], place: int | None) -> str:
    return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""


def _wrong_columns(table: Table, places: dict[str, int]) -> Iterator[Problem]:
    """Yield what the heading lacks, which leaves it empty, and what is not read."""
    named = Problem(table.file, table.line, "", "")
    for name, written in zip(REGISTER, WRITTEN, strict=True):
        if name not in places:
            yield replace(named, place=written, message=_("this column is missing"))
    for place, name in enumerate(_headings(table)):
        if name and HEADINGS.get(name) is None:
            message = _("unknown column; it is not read; allowed: {allowed}")
            message = message.format(allowed=", ".join(WRITTEN))
            yield replace(named, place=table.columns[place], message=message)
        elif name and places[HEADINGS[name]] != place:
            yield replace(named, place=table.columns[place], message=_("this column stands twice"))


def _wrong_row(
    named: Problem, row: dict[str, str], first: dict[str, tuple[int, dict[str, str]]]
) -> Iterator[Problem]:
    """Yield why a row is not the first of a unit; what it says otherwise is named."""
    if not row["unit"]:
        yield replace(named, place="unit", message=_("is missing"))
        return
    line, earlier = first.get(folded(row["unit"]), (0, row))
    others = [name for name in ABOUT if folded(row[name]) != folded(earlier[name])]
    for name in others:
        message = _("{unit} has {earlier} in row {line}, which counts; correct one of them")
        message = message.format(unit=row["unit"], earlier=repr(earlier[name]), line=line)
        written = dict(zip(REGISTER, WRITTEN, strict=True))[name]
        yield replace(named, place=f"{written} = {row[name]!r}", message=message)
    if line and not others:
        message = _("stands twice; first in row {row}").format(row=line)
        yield replace(named, place=f"unit = {row['unit']!r}", message=message)


def _frame(rows: Any) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(REGISTER)).fillna("").astype(REGISTER)
