"""A sheet of answers as an Excel workbook to fill in offline: one page of help and the form.

``workbook_reading.py`` reads it back. No formula computes a score.
"""

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from assessment.answers import AnswerSheet
from assessment.errors import AnswerError, Problem
from assessment.exchange.workbook_form import Form
from assessment.exchange.workbook_guide import add_guide
from assessment.exchange.workbook_layout import add_form
from assessment.exchange.workbook_styles import Styles
from assessment.exchange.workbook_words import FormCode
from assessment.i18n import _
from assessment.loading import load_standard

# What Excel keeps of one cell, in UTF-16 units.
LONGEST_CELL = 32_767


def workbook_of(sheet: AnswerSheet) -> bytes:
    """Return the workbook of one sheet, with its answers; raises ``AnswerError``."""
    return _workbook(sheet, FormCode.of(sheet, "sheet"))


def empty_workbook(standard: str, unit: str = "", period: str = "", assessor: str = "") -> bytes:
    """Return a form that may be handed to many: each alias makes a sheet of its own of it.

    Raises ``StandardError`` for a standard that does not exist.
    """
    version = load_standard(standard).version
    sheet = AnswerSheet(
        standard=standard, version=version, unit=unit, period=period, assessor=assessor
    )
    return _workbook(sheet, FormCode.of(sheet, "form"))


def _workbook(sheet: AnswerSheet, code: FormCode) -> bytes:
    _refuse_long_texts(sheet)
    standard = load_standard(sheet.standard)
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        title = _("{standard}: form to fill in").format(standard=standard.title)
        # Without an author, and with the sheet's time, so that a form tells nothing of its maker.
        book.set_properties({"title": title, "author": "Bermakna", "created": _created(sheet)})
        styles = Styles(book)
        add_guide(book.add_worksheet(_("Instructions")), styles, standard)
        add_form(book.add_worksheet(_("Form")), styles, Form(standard, sheet, str(code)))
    return content.getvalue()


def _created(sheet: AnswerSheet) -> datetime:
    try:
        return datetime.fromisoformat(sheet.created).astimezone(UTC)
    except ValueError:
        return datetime.now(UTC)


def _refuse_long_texts(sheet: AnswerSheet) -> None:
    message = _("longer than the {most} letters a cell of Excel holds")
    problems = [
        Problem(sheet.sheet, 0, f"{item}: {name}", message.format(most=LONGEST_CELL))
        for item, answer in sheet.answers.items()
        for name, text in answer.model_dump(exclude={"choice"}).items()
        if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_CELL
    ]
    if problems:
        raise AnswerError(problems)
