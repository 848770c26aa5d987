"""The frame of a small picture over periods: its lines of values and the names of its periods."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.charts.drawing import INNER, MARGIN, RIGHT, SMALL, Drawing, Point, text_width
from assessment.wording import print_percent

# Inches: the height of a small picture, and what the values at its left take.
TALL, VALUES = 0.75, 0.34


@dataclass(frozen=True)
class Plot:
    """The geometry of one small picture: its lower edge, its periods, and its lowest values."""

    bottom: float
    periods: Sequence[str]
    lowest: float
    highest: float

    def point(self, period: str, value: float) -> Point:
        """Return where a value of a period lies."""
        left, width = MARGIN + VALUES, INNER - VALUES - 0.12
        steps = max(1, len(self.periods) - 1)
        across = self.periods.index(period) / steps if len(self.periods) > 1 else 0.5
        rise = (value - self.lowest) / (self.highest - self.lowest)
        return left + across * width, self.bottom - rise * TALL


def draw_frame(drawing: Drawing, plot: Plot) -> None:
    """Draw a line at the lowest, the middle and the highest index, with its value."""
    for value in (plot.lowest, (plot.lowest + plot.highest) / 2, plot.highest):
        y = plot.point(plot.periods[0], value)[1]
        drawing.lines([[(MARGIN + VALUES - 0.06, y), (RIGHT, y)]], width=0.35)
        drawing.write(MARGIN + VALUES - 0.1, y + 0.04, print_percent(value), SMALL, ha="right")


def write_periods(drawing: Drawing, plot: Plot) -> None:
    """Write the names of the periods, leaving out those that find no room."""
    free = MARGIN
    for period in plot.periods:
        x, _y = plot.point(period, plot.lowest)
        width = text_width(period, SMALL)
        start = min(x - width / 2, RIGHT - width)
        if start >= free:
            drawing.write(start, plot.bottom + 0.18, period, SMALL)
            free = start + width + 0.1
