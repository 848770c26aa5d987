"""The page of help in the workbook: what it is, how to fill it in, what the answers mean."""

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from assessment.exchange.workbook_heights import height
from assessment.exchange.workbook_rules import lock, set_paper
from assessment.exchange.workbook_styles import ACCENT, Styles
from assessment.i18n import _
from assessment.standard import Standard

# Letters: a number or mark, a term, and its explanation.
WIDTHS = (4, 27, 78)
SIZE = 11

Row = tuple[str, str, str]


def add_guide(sheet: Worksheet, styles: Styles, standard: Standard) -> None:
    """Write the page of help to an empty worksheet."""
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    for row, (kind, term, text) in enumerate(_rows(standard)):
        _WRITERS[kind](sheet, styles, row, term, text)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(ACCENT)
    lock(sheet)
    set_paper(sheet)
    sheet.set_portrait()


def _rows(standard: Standard) -> Iterator[Row]:
    yield "title", "", str(standard.title)
    yield "text", "", str(standard.about)
    yield "heading", "", _("How to fill it in")
    yield from (("step", f"{number}.", text) for number, text in enumerate(_steps(), start=1))
    yield "heading", "", _("What the answers mean")
    yield "text", "", str(standard.question)
    yield from _meanings(standard)
    yield "heading", "", _("Score")
    yield "text", "", _score()
    yield "heading", "", _("Privacy")
    yield "text", "", _privacy()
    yield "heading", "", _("How to send it back")
    yield "text", "", _sending()


def _steps() -> list[str]:
    return [
        _("Open the sheet “{form}”. Fill in unit, period (for example 2026-1) and alias.").format(
            form=_("Form")
        ),
        _(
            "Read an item, its levels and the conditions for the highest level. Choose your answer"
            " from the list; a pale cell still waits for one."
        ),
        _(
            "Note the evidence: the kind of document, how many and of which date. Notes are for"
            " whatever else should be remembered."
        ),
        _(
            "Where an item does not apply, write the reason; until then its cell is orange and the"
            " item counts as not answered."
        ),
        _(
            "Save often, and leave items open that you want to think about. Rows and columns may be"
            " made wider or higher; do not delete the code below the last item."
        ),
    ]


def _meanings(standard: Standard) -> Iterator[Row]:
    for scale in standard.scales.values():
        for level in scale:
            yield "term", f"{level.level} {level.label}", str(level.description)
    yield (
        "term",
        _("Do not know"),
        _(
            "An honest answer: it is not the lowest level, and the item stays open until someone"
            " knows."
        ),
    )
    yield (
        "term",
        _("Not applicable"),
        _("The item drops out of the score, with a reason. Some items always apply."),
    )
    yield "term", _("(empty)"), _("Not answered yet. A form may be sent back with open items.")


def _score() -> str:
    return _(
        "This workbook computes no score, only how many items are answered. Bermakna computes the"
        " score from your answers, by the same rules everywhere."
    )


def _privacy() -> str:
    return _(
        "Use an alias, not your name, and write nothing from which users of the service can be"
        " recognised. The file is not encrypted: whoever holds it can read it. Excel may add the"
        " name of your Office account to the file; File, Info, Inspect Document removes it."
    )


def _sending() -> str:
    return _(
        "Save it as an Excel workbook (.xlsx) without a password and close it. Give it to whoever"
        " gave you the form, over a channel of your office. The form can be filled in with Excel or"
        " LibreOffice, and without a network."
    )


def _title(sheet: Worksheet, styles: Styles, row: int, _term: str, text: str) -> None:
    sheet.set_row(row, 36)
    sheet.write_string(row, 0, text, styles["guide title"])


def _heading(sheet: Worksheet, styles: Styles, row: int, _term: str, text: str) -> None:
    sheet.set_row(row, 28)
    sheet.write_string(row, 0, text, styles["guide heading"])


def _text(sheet: Worksheet, styles: Styles, row: int, _term: str, text: str) -> None:
    sheet.set_row(row, height({text: sum(WIDTHS)}, SIZE))
    sheet.merge_range(row, 0, row, 2, text, styles["guide text"])


def _step(sheet: Worksheet, styles: Styles, row: int, term: str, text: str) -> None:
    sheet.set_row(row, height({text: sum(WIDTHS[1:])}, SIZE))
    sheet.write_string(row, 0, term, styles["guide number"])
    sheet.merge_range(row, 1, row, 2, text, styles["guide text"])


def _term(sheet: Worksheet, styles: Styles, row: int, term: str, text: str) -> None:
    sheet.set_row(row, height({text: WIDTHS[2]}, SIZE))
    sheet.merge_range(row, 0, row, 1, term, styles["guide term"])
    sheet.write_string(row, 2, text, styles["guide words"])


_WRITERS = {"title": _title, "heading": _heading, "text": _text, "step": _step, "term": _term}
