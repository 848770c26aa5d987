"""Filled workbooks for tests: what a person does to a form in Excel, done by openpyxl."""

from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from assessment.exchange.workbook_form import COLUMN, FIELDS, FIELDS_ROW, FIRST_ROW
from assessment.exchange.workbook_words import FormCode
from assessment.i18n import _


def form_of(book: Workbook) -> Worksheet:
    """Return the worksheet that is filled in."""
    sheet = book[_("Form")]
    assert isinstance(sheet, Worksheet)
    return sheet


def input_cell(sheet: Worksheet, item: str, name: str) -> Cell:
    """Return the cell of an item in a column, named as in the code: ``choice``, ``note`` ..."""
    rows = (row for row in range(FIRST_ROW + 1, sheet.max_row + 1))
    row = next(row for row in rows if sheet.cell(row, 1).value == item)
    return cell_at(sheet, row, COLUMN[name] + 1)


def field_cell(sheet: Worksheet, name: str) -> Cell:
    """Return the cell of unit, period or alias."""
    return cell_at(sheet, FIELDS_ROW + 1, COLUMN[FIELDS[name]] + 1)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def code_cell(sheet: Worksheet) -> Cell:
    """Return the cell with the code of the form."""
    return next(
        cell
        for row in sheet.iter_rows(max_col=1)
        for cell in row
        if isinstance(cell, Cell) and isinstance(cell.value, str) and FormCode.find(cell.value)
    )


def type_text(cell: Cell, text: str) -> None:
    """Type a text into a cell that is formatted as text, whatever the text looks like."""
    cell.value = text
    cell.data_type = "s"


def edit(path: Path, change: Callable[[Worksheet], object]) -> Path:
    """Open a workbook, change its form, save it in its place and return the path."""
    book = load_workbook(path)
    change(form_of(book))
    book.save(path)
    return path


def lists_of(sheet: Worksheet) -> list[tuple[MultiCellRange, list[str]]]:
    """List the cells with a list to choose from, and the words of the list."""
    rules = sheet.data_validations.dataValidation
    return [(rule.sqref, str(rule.formula1).strip('"').split(",")) for rule in rules]


def rows_of(sheet: Worksheet) -> Iterator[list[object]]:
    """Yield the values of the rows, from the first one."""
    for row in sheet.iter_rows(values_only=True):
        yield list(row)


def put_rows(sheet: Worksheet, rows: list[list[object]]) -> None:
    """Write values over a sheet, as pasting "values only" does."""
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = cell_at(sheet, number, place)
            cell.value = None
            if isinstance(value, str):
                type_text(cell, value)
            else:
                cell.value = value  # type: ignore[assignment]
