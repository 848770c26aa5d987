"""What the form does by itself: lists to choose from, colours of what is missing, locks, print."""

from collections.abc import Iterator

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from assessment.exchange.workbook_form import (
    COLUMN,
    FIELDS,
    FIELDS_ROW,
    FIRST_ROW,
    HEADINGS_ROW,
    ZOOM,
    Form,
)
from assessment.exchange.workbook_styles import ACCENT, Styles
from assessment.exchange.workbook_words import state_words
from assessment.i18n import _
from assessment.standard import Item

A4 = 9


def add_rules(sheet: Worksheet, styles: Styles, form: Form) -> None:
    """Add the rules of the form to its worksheet."""
    for allowed, rows in _lists(form).items():
        _add_list(sheet, allowed, rows)
    _colour_what_is_missing(sheet, styles, form)
    lock(sheet)
    texts = xl_range(FIRST_ROW, COLUMN["evidence"], form.last_row, COLUMN["reason"])
    fields = xl_range(FIELDS_ROW, 0, FIELDS_ROW, COLUMN["reason"])
    sheet.ignore_errors({"number_stored_as_text": f"{fields} {texts}"})
    _set_view(sheet)
    _set_print(sheet, form)


def lock(sheet: Worksheet) -> None:
    """Lock all cells but those to fill in; without a password, for it guards against slips."""
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _lists(form: Form) -> dict[tuple[str, ...], list[int]]:
    """Map what may be answered to the rows where it may be."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for row, item in form.item_rows():
        rows.setdefault(tuple(_allowed(form, item)), []).append(row)
    return rows


def _allowed(form: Form, item: Item) -> Iterator[str]:
    yield from (str(level.level) for level in form.standard.scales[item.scale])
    yield state_words()["unknown"]
    if item.not_applicable == "allowed":
        yield state_words()["not_applicable"]


def _add_list(sheet: Worksheet, allowed: tuple[str, ...], rows: list[int]) -> None:
    place = COLUMN["choice"]
    rule = {
        "validate": "list",
        "source": list(allowed),
        "error_title": _("This answer does not exist"),
        "error_message": _("Choose from the list: {allowed}").format(allowed=", ".join(allowed)),
        "other_cells": [(row, place, row, place) for row in rows[1:]],
    }
    sheet.data_validation(rows[0], place, rows[0], place, rule)


def _colour_what_is_missing(sheet: Worksheet, styles: Styles, form: Form) -> None:
    """Tint fields and answers that wait, and warmly the reason that "not applicable" lacks."""
    item, choice, reason = (
        xl_rowcol_to_cell(FIRST_ROW, COLUMN[name], col_abs=True)
        for name in ("item", "choice", "reason")
    )
    lacking = state_words()["not_applicable"]
    rules = {
        # Ids of items have a hyphen, those of sections have none.
        "choice": (f'=AND({choice}="",ISNUMBER(FIND("-",{item})))', "waiting"),
        "reason": (f'=AND({choice}="{lacking}",TRIM({reason})="")', "missing"),
    }
    for name, (formula, style) in rules.items():
        rule = {"type": "formula", "criteria": formula, "format": styles[style]}
        sheet.conditional_format(FIRST_ROW, COLUMN[name], form.last_row, COLUMN[name], rule)
    for column in FIELDS.values():
        rule = {"type": "blanks", "format": styles["waiting"]}
        place = COLUMN[column]
        sheet.conditional_format(FIELDS_ROW, place, FIELDS_ROW, place, rule)


def _set_view(sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_tab_color(ACCENT)
    sheet.set_zoom(ZOOM)
    sheet.freeze_panes(FIRST_ROW, COLUMN["levels"])
    sheet.set_selection(FIELDS_ROW, COLUMN[FIELDS["unit"]], FIELDS_ROW, COLUMN[FIELDS["unit"]])


def _set_print(sheet: Worksheet, form: Form) -> None:
    sheet.set_landscape()
    set_paper(sheet)
    sheet.repeat_rows(HEADINGS_ROW)
    sheet.print_area(0, 0, form.code_row, COLUMN["reason"])


def set_paper(sheet: Worksheet) -> None:
    """Print on A4, as wide as one page, with the title and the number of each page below."""
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    pages = _("page {page} of {pages}").format(page="&P", pages="&N")
    sheet.set_footer(f"&L&8Bermakna&R&8{pages}")
