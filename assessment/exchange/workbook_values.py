"""What a cell of the form says: a text, an answer, or the reason why it is not understood."""

import re
from datetime import date, datetime, time, timedelta

from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell

from assessment.exchange.workbook_words import plain, state_words
from assessment.i18n import _
from assessment.matrix import Choice

AnyCell = Cell | MergedCell
WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")
# Letters of a wrong value that an error shows.
SHOWN = 60
# Letters that XML cannot hold, as Excel writes them.
ESCAPED = re.compile(r"_x(00[01][0-9A-F]|FFF[EF])_")


class CellError(Exception):
    """A cell that is not understood; the message says what to do."""


def text_of(cell: AnyCell) -> str:
    """Return what someone wrote into a cell, with numbers and dates as they are written plainly.

    Raises ``CellError`` for a formula or an error value.
    """
    value = _value(cell)
    if isinstance(value, str):
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else str(value)


def name_of(cell: AnyCell) -> str:
    """Return a name, such as a period; raises ``CellError`` where Excel made a date of it."""
    if isinstance(_value(cell), date | time | timedelta):
        message = _("a date stands here; write it as text, with an apostrophe before it: '2026-1")
        raise CellError(message)
    return text_of(cell)


def choice_of(cell: AnyCell) -> Choice:
    """Return the answer of a cell; whether the item allows it is not asked here.

    Raises ``CellError`` for what is no answer to any item.
    """
    value = _value(cell)
    if isinstance(value, date | time | timedelta):
        raise CellError(_("a date stands here, not an answer; choose one from the list"))
    text = plain("" if isinstance(value, bool) else text_of(cell))
    if found := WHOLE.fullmatch(text):
        return int(found[1])
    if not text and not isinstance(value, bool):
        return None
    for choice, word in state_words().items():
        if text in (plain(word), choice):
            return choice
    message = _("{found} is no answer; allowed: a level or {words}")
    words = ", ".join(state_words().values())
    raise CellError(message.format(found=_shortened(str(value)), words=words))


def _value(cell: AnyCell) -> object:
    if cell.data_type == "f":
        raise CellError(_("a formula stands here; replace it by its value"))
    if cell.data_type == "e":
        message = _("an error of Excel stands here: {value}; clear the cell")
        raise CellError(message.format(value=cell.value))
    return cell.value


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
