"""Commitments as cards on a wall, six on a slide, each in a shape of its own."""

from collections.abc import Sequence

from assessment.materials.fitting import one_line, shortened
from assessment.materials.grid import BODY, INSET, cells
from assessment.materials.lines import Line, line
from assessment.materials.measuring import height_of, largest
from assessment.materials.slides import Deck
from assessment.materials.texts import numbered

COLUMNS, ROWS, BETWEEN = 3, 2, 18
SIZES = (20.0, 18.0, 16.0, 14.0)


def add_cards(deck: Deck, title: str, texts: Sequence[str], notes: Sequence[Line] = ()) -> None:
    """Add slides with a card for each text; an empty text leaves an empty card."""
    boxes = cells(BODY, COLUMNS, ROWS, BETWEEN)
    inner = boxes[0].inner(INSET)
    for start in range(0, len(texts), len(boxes)):
        shown = [
            _whole(one_line(text), inner.width, inner.height)
            for text in texts[start : start + len(boxes)]
        ]
        slide = deck.add("cards", numbered(title, start // len(boxes)), notes)
        fitting = (largest([each], SIZES, inner.width, inner.height) for each in shown)
        # One size for a whole slide, so that no card is louder than another.
        size = min(found or SIZES[-1] for found in fitting)
        for box, each in zip(boxes, shown, strict=False):
            slide.panel(box, [each], size)


def _whole(text: Line, width: float, height: float) -> Line:
    """Shorten a text that no card has room for."""
    size = SIZES[-1]
    short = shortened(text[0].text, lambda part: height_of([line(part)], size, width) <= height)
    return line(short)
