"""The change of a room's index between two rounds: the mean, and how sure it is."""

import math
from collections.abc import Sequence

from assessment.charts.chart import Chart
from assessment.charts.colours import ACCENT
from assessment.charts.drawing import (
    BAR,
    GAP,
    INNER,
    MARGIN,
    NOTHING,
    SMALL,
    SURE,
    Drawing,
    Point,
    Side,
)
from assessment.charts.room_rows import change_rows
from assessment.charts.room_words import change_name, plain_records
from assessment.charts.words import Record, text_alternative
from assessment.i18n import _
from assessment.room_change import GroupChange
from assessment.wording import print_percent

# The points of the index to which both ends of the scale are rounded up.
STEP = 10


def chart_room_change(change: GroupChange, sections: Sequence[str] | None = None) -> Chart:
    """Draw the mean change of each section on a line as long as its 95 % interval.

    ``sections`` names those to draw, among them ``overall``; otherwise all. The scale is the same.
    """
    title = _("Change from before to after")
    every = plain_records(change.sections)
    rows = [row for row in every if sections is None or row["section"] in sections]
    drawing = Drawing(title)
    drawing.legend(
        [(SURE, _("mean change")), (NOTHING, _("cannot be told from chance"))],
    )
    drawing.paragraph(_("The line holds the true mean with 95 percent confidence."), size=SMALL)
    drawing.y += GAP
    limit = _limit(every)
    for row in rows:
        _draw(drawing, row, limit)
    _draw_scale(drawing, limit)
    alt = text_alternative(title, "", [f"{change_name(row)}: {row['text']}." for row in rows])
    return Chart(drawing.finish(), alt, change_rows(rows))


def _limit(rows: list[Record]) -> int:
    """Return the ends of a scale around zero that holds every interval."""
    ends = [abs(row[end]) for row in rows for end in ("low", "high") if row[end] is not None]
    return STEP * max(1, math.ceil(max(ends, default=0) / STEP))


def _place(value: float, limit: int) -> float:
    return MARGIN + INNER * (value + limit) / (2 * limit)


def _draw(drawing: Drawing, row: Record, limit: int) -> None:
    """Draw what a change is called, the zero line, the interval, and the mean on it."""
    drawing.paragraph(change_name(row), weight="bold" if row["section"] == "overall" else "normal")
    drawing.paragraph(row["text"], size=SMALL)
    middle, zero = drawing.y + 0.04 + BAR / 2, _place(0, limit)
    drawing.lines([((zero, middle - BAR / 2), (zero, middle + BAR / 2))], width=0.8)
    if row["change"] is not None:
        low, high = _place(row["low"], limit), _place(row["high"], limit)
        ends = [((x, middle - 0.05), (x, middle + 0.05)) for x in (low, high)]
        drawing.lines([((low, middle), (high, middle)), *ends], color=ACCENT, width=1.4)
        by_chance = row["low"] <= 0 <= row["high"]
        mean = _diamond((_place(row["change"], limit), middle))
        drawing.polygons([mean], NOTHING if by_chance else SURE)
    drawing.y = middle + BAR / 2 + GAP


def _diamond(centre: Point) -> list[Point]:
    x, y = centre
    return [(x, y - 0.07), (x + 0.07, y), (x, y + 0.07), (x - 0.07, y)]


def _draw_scale(drawing: Drawing, limit: int) -> None:
    """Write the points of the index below the last line."""
    top = drawing.y - GAP + 0.04
    drawing.lines([((MARGIN, top), (MARGIN + INNER, top))])
    sides: tuple[Side, ...] = ("left", "center", "right")
    for value, side in zip((-limit, 0, limit), sides, strict=True):
        x = _place(value, limit)
        drawing.lines([((x, top), (x, top + 0.06))])
        sign = "−" if value < 0 else "+" if value else ""
        drawing.write(x, top + 0.2, sign + print_percent(abs(value)), SMALL, ha=side)
    drawing.y = top + 0.24
