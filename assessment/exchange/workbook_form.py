"""Where everything stands on the form of the workbook, and what it starts with."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.answers import Answer, AnswerSheet
from assessment.i18n import _
from assessment.standard import Item, Section, Standard

# Widths in letters, from left to right. With ZOOM (percent) they fill a screen of 1366 points, also
# in LibreOffice, whose columns are a twentieth wider.
WIDTHS = {
    "item": 6,
    "text": 25,
    "levels": 49,
    "criteria": 28,
    "choice": 13,
    "evidence": 22,
    "note": 16,
    "reason": 15,
}
ZOOM = 95
COLUMN = {name: place for place, name in enumerate(WIDTHS)}
# Each label stands above its field, over a column that is wide enough for it.
FIELDS = {"unit": "levels", "period": "choice", "assessor": "evidence"}
LABELS_ROW, FIELDS_ROW, HEADINGS_ROW = 0, 1, 2
FIRST_ROW = HEADINGS_ROW + 1


@dataclass(frozen=True)
class Form:
    """What a form is made of: the standard, the answers it starts with, and its code."""

    standard: Standard
    sheet: AnswerSheet
    code: str

    def rows(self) -> Iterator[tuple[int, Section | Item]]:
        """Yield the sections and items, each with the row it stands in, from the top down."""
        parts = (part for section in self.standard.sections for part in (section, *section.items))
        yield from enumerate(parts, start=FIRST_ROW)

    def item_rows(self) -> list[tuple[int, Item]]:
        """List the items with their rows."""
        return [(row, part) for row, part in self.rows() if isinstance(part, Item)]

    @property
    def last_row(self) -> int:
        """The row of the last item."""
        return self.item_rows()[-1][0]

    @property
    def code_row(self) -> int:
        """The row of the code, with an empty one above it."""
        return self.last_row + 2

    def answer(self, item: Item) -> Answer:
        """Return what the sheet says of an item."""
        return self.sheet.answers.get(item.id, Answer())

    def answered(self, items: tuple[Item, ...]) -> int:
        """Count the items with an answer, as the checklist of the book does."""
        open_choices = (None, "unknown")
        return sum(self.answer(item).choice not in open_choices for item in items)


def progress(done: object, items: tuple[Item, ...]) -> str:
    """Say how many of some items are answered; ``done`` is their number or a word for it."""
    return _("{done} of {all} answered").format(done=done, all=len(items))
