"""A table on a worksheet: every cell once, headings that stay, ready to print."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from assessment.exchange.workbook_cells import write_text
from assessment.exchange.workbook_heights import height, lines
from assessment.rollup_report.formats import DARKEST, PALEST, Formats
from assessment.rollup_report.table import Column, Table

# Widths in letters of columns of texts, by the longest text, and of figures.
NARROWEST, WIDEST, FIGURE = 9, 52, 11.5
# Letters that one cell of Excel surely holds, however many bytes each takes.
LONGEST = 16_000
SIZE, FOOTER = 10, "&L&F&R&P / &N"


def write_table(sheet: Worksheet, formats: Formats, table: Table, ends: tuple[int, int]) -> None:
    """Write a table; ``ends`` are the lowest and the highest index, for its shades."""
    widths = [_width(column) for column in table.columns]
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(place, place, width)
        write_text(sheet, (0, place), column.heading, formats, "heading")
        if column.kind == "text":
            _write_texts(sheet, formats, place, column)
        else:
            _write_figures(sheet, formats, place, column)
    _set_heights(sheet, table.columns, widths)
    if table.shaded and table.rows:
        _shade(sheet, table, ends)
    if table.rows:
        sheet.autofilter(0, 0, table.rows, len(table.columns) - 1)
    sheet.freeze_panes(1, 1)
    set_up_page(sheet)
    sheet.repeat_rows(0)


def set_up_page(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as the sheet, with file and page below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(FOOTER)


def _width(column: Column) -> float:
    if column.kind != "text":
        return max(FIGURE, *(len(word) + 3 for word in column.heading.split()))
    longest = max((len(str(value)) for value in set(column.values) if value), default=0)
    return min(max(NARROWEST, len(column.heading) / 2 + 4, longest + 3), WIDEST)


def _write_texts(sheet: Worksheet, formats: Formats, place: int, column: Column) -> None:
    for row, value in enumerate(column.values, start=1):
        text = "" if value is None else str(value)
        shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        write_text(sheet, (row, place), shown, formats, "input")


def _write_figures(sheet: Worksheet, formats: Formats, place: int, column: Column) -> None:
    look, starred = formats[column.kind], formats["figure*"]
    marks = column.starred or [False] * len(column.values)
    for row, (value, mark) in enumerate(zip(column.values, marks, strict=True), start=1):
        if value is None:
            sheet.write_blank(row, place, None, look)
        else:
            sheet.write_number(row, place, float(value), starred if mark else look)


def _set_heights(sheet: Worksheet, columns: Sequence[Column], widths: Sequence[float]) -> None:
    """Make room for headings, and for the texts that need more than one line."""
    sheet.set_row(0, height(dict(zip((one.heading for one in columns), widths, strict=True))))
    tall: dict[int, float] = {}
    for column, width in zip(columns, widths, strict=True):
        if column.kind != "text":
            continue
        needed = {
            value: height({value: width})
            for value in set(column.values)
            if isinstance(value, str) and lines(value, width, SIZE) > 1
        }
        for row, value in enumerate(column.values if needed else (), start=1):
            if value in needed:
                tall[row] = max(tall.get(row, 0), needed[value])
    for row, points in tall.items():
        sheet.set_row(row, points)


def _shade(sheet: Worksheet, table: Table, ends: tuple[int, int]) -> None:
    places = [place for place, column in enumerate(table.columns) if column.kind == "figure"]
    scale = {
        "type": "2_color_scale",
        "min_type": "num",
        "min_value": ends[0],
        "min_color": PALEST,
        "max_type": "num",
        "max_value": ends[1],
        "max_color": DARKEST,
    }
    sheet.conditional_format(xl_range(1, places[0], table.rows, places[-1]), scale)
