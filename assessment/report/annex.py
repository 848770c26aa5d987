"""Plain tables as an Excel workbook: numbers are numbers, texts stay texts, no formula."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assessment.exchange.workbook_cells import write_text
from assessment.exchange.workbook_heights import height
from assessment.exchange.workbook_styles import Styles
from assessment.report.sheet import Sheet, Value

# Letters that one cell of Excel surely holds, however many bytes each takes.
LONGEST = 16_000
# Widths in letters of columns, by the longest text in them.
NARROWEST, WIDEST = 9, 56
# Excel's own limits for the name of a sheet and for a title.
NAME, TITLE = 31, 255


def annex(tables: Iterable[Sheet], *, title: str, keywords: str, made: date) -> bytes:
    """Return tables as a workbook; the same tables are always the same bytes."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        created = datetime(made.year, made.month, made.day, tzinfo=UTC)
        about = {"title": title[:TITLE], "keywords": keywords, "author": "Bermakna"}
        book.set_properties({**about, "created": created})
        styles = Styles(book)
        for table in tables:
            _add(book.add_worksheet(table.name[:NAME]), styles, table)
    return out.getvalue()


def _add(sheet: Worksheet, styles: Styles, table: Sheet) -> None:
    widths = [_width(table, column) for column in range(len(table.heading))]
    for column, (name, width) in enumerate(zip(table.heading, widths, strict=True)):
        sheet.set_column(column, column, width)
        write_text(sheet, (0, column), name, styles, "heading")
    for row, values in enumerate(table.rows, start=1):
        texts = (str(value) for value in values)
        sheet.set_row(row, height(dict(zip(texts, widths, strict=True))))
        for column, value in enumerate(values):
            _write(sheet, styles, (row, column), value)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.heading) - 1)


def _write(sheet: Worksheet, styles: Styles, place: tuple[int, int], value: Value) -> None:
    if isinstance(value, str):
        text = value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
        write_text(sheet, place, text, styles, "input")
    elif value is not None:
        sheet.write_number(*place, value, styles["words"])


def _width(table: Sheet, column: int) -> int:
    texts = [table.heading[column], *(str(row[column] or "") for row in table.rows)]
    return min(max(NARROWEST, *(len(text) + 4 for text in texts)), WIDEST)
