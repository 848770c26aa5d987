"""Find the form in a workbook, wherever its columns and rows have gone, and note what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessment.errors import AnswerError, Problem
from assessment.exchange.workbook_values import AnyCell, CellError
from assessment.exchange.workbook_words import FormCode, headings, labels, plain
from assessment.i18n import _

T = TypeVar("T")
Row = tuple[AnyCell, ...]

# Far more than any form has: one cell at the end of a sheet would else make a million rows.
MOST_ROWS, MOST_COLUMNS = 5_000, 50
INPUTS = ("choice", "evidence", "note", "reason")
NEEDED = ("item", *INPUTS)


@dataclass
class Findings:
    """The problems of one file, gathered while it is read."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, message: str, place: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, 0, place, message))

    def take(self, cell: AnyCell, read: Callable[[AnyCell], T], otherwise: T) -> T:
        """Return what a cell says, or note why it is not understood."""
        try:
            return read(cell)
        except CellError as error:
            self.add(str(error), place_of(cell))
            return otherwise

    def stop(self) -> None:
        """Raise ``AnswerError`` with all problems, if there are any."""
        if self.problems:
            raise AnswerError(self.problems)


@dataclass(frozen=True)
class FoundForm:
    """A worksheet with a form: its rows above and below the headings, and its columns."""

    sheet: Worksheet
    above: list[Row]
    heading: Row
    below: list[Row]

    def columns(self, findings: Findings) -> dict[str, int]:
        """Return the places of the columns that are needed; notes those that are missing."""
        columns: dict[str, int] = {}
        for name in NEEDED:
            found = [
                place for place, cell in enumerate(self.heading) if _says(cell, headings()[name])
            ]
            if found:
                columns[name] = found[0]
            else:
                message = _("the heading “{heading}” is missing")
                place = f"{self.sheet.title}!{self.heading[0].row}"
                findings.add(message.format(heading=headings()[name]), place)
            for again in found[1:]:
                message = _("this heading stands twice; remove one column")
                findings.add(message, place_of(self.heading[again]))
        return columns

    def fields(self, findings: Findings) -> dict[str, AnyCell]:
        """Return the cells with unit, period and alias, each below its label."""
        rows = [*self.above, self.heading]
        fields: dict[str, AnyCell] = {}
        for name, label in labels().items():
            found = [
                below[place]
                for row, below in pairwise(rows)
                for place, cell in enumerate(row)
                if _says(cell, label)
            ]
            if found:
                fields[name] = found[0]
            else:
                message = _("the label “{label}” above the form is missing")
                findings.add(message.format(label=label), self.sheet.title)
        return fields

    def code(self, findings: Findings) -> FormCode | None:
        """Return the form's code; notes where there is none, or more than one."""
        texts = (cell.value for row in [*self.above, *self.below] for cell in row)
        codes = {FormCode.find(text) for text in texts if isinstance(text, str)} - {None}
        if len(codes) == 1:
            return codes.pop()
        if codes:
            findings.add(_("two forms stand on this sheet; keep one"), self.sheet.title)
        else:
            message = _("the code of the form is missing; it stands below the last item")
            findings.add(message, self.sheet.title)
        return None


def find_form(book: Workbook, findings: Findings) -> FoundForm:
    """Return the one form of a workbook; raises ``AnswerError`` where there is not one."""
    forms = list(_forms(book))
    if not forms:
        message = _("has no sheet with the headings “{item}” and “{choice}” of a form")
        findings.add(message.format(**headings()))
    if len(forms) > 1:
        names = ", ".join(form.sheet.title for form in forms)
        message = _("has several sheets with answers: {names}; keep one")
        findings.add(message.format(names=names))
    findings.stop()
    return forms[0]


def place_of(cell: AnyCell) -> str:
    """Return the address of a cell as Excel writes it: ``Isian!E7``."""
    return f"{cell.parent.title}!{cell.coordinate}"


def _forms(book: Workbook) -> Iterator[FoundForm]:
    for sheet in book.worksheets:
        most = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
        rows = list(sheet.iter_rows(max_row=most[0], max_col=most[1]))
        for place, row in enumerate(rows):
            if all(any(_says(cell, headings()[name]) for cell in row) for name in NEEDED[:2]):
                yield FoundForm(sheet, rows[:place], row, rows[place + 1 :])
                break


def _says(cell: AnyCell, words: str) -> bool:
    return isinstance(cell.value, str) and plain(cell.value) == plain(words)
