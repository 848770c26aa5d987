"""The marks of charts across units: told apart by shape and line, not by colour alone."""

from collections.abc import Callable, Sequence

from assessment.charts.colours import ACCENT, INK
from assessment.charts.drawing import (
    INNER,
    MARGIN,
    NOTHING,
    SMALL,
    Drawing,
    Fill,
    Point,
    Side,
    line_height,
    wrap,
)
from assessment.wording import print_percent

# Inches: half a diamond, and the width of a sample in the legend.
HALF, SAMPLE = 0.06, 0.26
# The own unit is drawn in ink, what is of all units in the accent.
OWN: Fill = (INK, "")

Draw = Callable[[Drawing, float, float], None]  # a sample from x on, around y


def draw_diamond(drawing: Drawing, centre: Point, fill: Fill = OWN) -> None:
    """Draw a small diamond."""
    x, y = centre
    drawing.polygons([[(x, y - HALF), (x + HALF, y), (x, y + HALF), (x - HALF, y)]], fill)


def draw_dot(drawing: Drawing, centre: Point) -> None:
    """Draw a small square of the accent: a median on a line."""
    x, y = centre
    drawing.boxes([(x - 0.03, y - 0.03, 0.06, 0.06)], (ACCENT, ""))


def draw_range(drawing: Drawing, low: Point, high: Point, color: str = ACCENT) -> None:
    """Draw a level or upright line with a stop at each end."""
    level = low[1] == high[1]
    across = [
        [(x - (0 if level else 0.04), y - (0.04 if level else 0)),
         (x + (0 if level else 0.04), y + (0.04 if level else 0))]
        for x, y in (low, high)
    ]  # fmt: skip
    drawing.lines([[low, high], *across], color=color, width=1.2)


def draw_own(drawing: Drawing, low: Point, high: Point) -> None:
    """Draw the own unit: a diamond, or a range with open diamonds while items are open."""
    if low == high:
        draw_diamond(drawing, low)
        return
    draw_range(drawing, low, high, color=INK)
    for end in (low, high):
        draw_diamond(drawing, end, NOTHING)


def explain(drawing: Drawing, entries: Sequence[tuple[Draw, str]]) -> None:
    """Explain marks, one below the other, each by a sample of itself."""
    # Letters drawn as pixels are a little wider than they are reckoned.
    room = 0.96 * (INNER - SAMPLE - 0.08)
    for draw, text in entries:
        first = drawing.y + line_height(SMALL)
        draw(drawing, MARGIN, first - 0.06)
        for line in wrap(text, room, SMALL):
            drawing.y += line_height(SMALL)
            drawing.write(MARGIN + SAMPLE + 0.08, drawing.y - 0.03, line, SMALL)
        drawing.y += 0.03


def draw_values(drawing: Drawing, lowest: float, highest: float) -> None:
    """Write the quarters of the index below the last mark."""
    top = drawing.y
    sides: tuple[Side, ...] = ("left", "center", "center", "center", "right")
    for quarter, side in enumerate(sides):
        x = MARGIN + INNER * quarter / 4
        value = print_percent(lowest + (highest - lowest) * quarter / 4)
        drawing.lines([[(x, top), (x, top + 0.06)]])
        drawing.write(x, top + 0.2, value, SMALL, ha=side)
    drawing.y = top + 0.24
