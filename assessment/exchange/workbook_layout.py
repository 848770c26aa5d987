"""The sheet of the workbook that is filled in: one row an item, below its section's title."""

from xlsxwriter.worksheet import Worksheet

from assessment.exchange.workbook_cells import (
    write_item,
    write_progress,
    write_section,
    write_text,
)
from assessment.exchange.workbook_form import (
    COLUMN,
    FIELDS,
    FIELDS_ROW,
    FIRST_ROW,
    HEADINGS_ROW,
    LABELS_ROW,
    WIDTHS,
    Form,
)
from assessment.exchange.workbook_rules import add_rules
from assessment.exchange.workbook_styles import Styles
from assessment.exchange.workbook_words import headings, labels
from assessment.standard import Section


def add_form(sheet: Worksheet, styles: Styles, form: Form) -> None:
    """Write the form to an empty worksheet."""
    for name, width in WIDTHS.items():
        sheet.set_column(COLUMN[name], COLUMN[name], width)
    _write_head(sheet, styles, form)
    for row, part in form.rows():
        if isinstance(part, Section):
            write_section(sheet, styles, form, row, part)
        else:
            write_item(sheet, styles, form, row, part)
    write_text(sheet, (form.code_row, 0), form.code, styles, "code")
    add_rules(sheet, styles, form)


def _write_head(sheet: Worksheet, styles: Styles, form: Form) -> None:
    for row, height in {LABELS_ROW: 22, FIELDS_ROW: 24, HEADINGS_ROW: 30}.items():
        sheet.set_row(row, height)
    sheet.write_string(LABELS_ROW, 0, str(form.standard.title), styles["title"])
    rows = (FIRST_ROW, form.last_row)
    write_progress(sheet, styles["progress"], (FIELDS_ROW, 0), rows, form, form.standard.items)
    for field, column in FIELDS.items():
        place = COLUMN[column]
        sheet.write_string(LABELS_ROW, place, labels()[field], styles["label"])
        write_text(sheet, (FIELDS_ROW, place), getattr(form.sheet, field), styles, "field")
    for name, heading in headings().items():
        sheet.write_string(HEADINGS_ROW, COLUMN[name], heading, styles["heading"])
