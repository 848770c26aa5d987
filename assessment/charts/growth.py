"""How the cost of a work grows with its data, on two scales of powers of ten."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.charts.chart import Chart
from assessment.charts.colours import ACCENT
from assessment.charts.drawing import (
    GAP,
    MARGIN,
    RIGHT,
    SMALL,
    SURE,
    Drawing,
    Point,
    line_height,
    text_width,
)
from assessment.charts.words import Table, text_alternative
from assessment.i18n import _
from assessment.wording import print_index, print_percent, print_points

# Inches: the height of a power of ten, the room for the times at the left, half a mark.
DECADE, TIMES, MARK = 0.55, 0.5, 0.04
POWERS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

Measured = Sequence[tuple[int, float]]


@dataclass(frozen=True)
class Plane:
    """Where sizes and times lie: powers of ten from ``left`` to ``right``, ``low`` to ``high``."""

    top: float
    left: int
    right: int
    low: int
    high: int

    @classmethod
    def around(cls, measured: Measured, top: float) -> "Plane":
        """Return the smallest plane of whole powers of ten that holds all."""
        sizes, times = zip(*measured, strict=True)
        left, low = math.floor(math.log10(min(sizes))), math.floor(math.log10(min(times)))
        right, high = math.ceil(math.log10(max(sizes))), math.ceil(math.log10(max(times)))
        return cls(top, left, max(right, left + 1), low, max(high, low + 1))

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + DECADE * (self.high - self.low)

    def point(self, size: float, time: float) -> Point:
        """Return where a time of a size lies."""
        across = (math.log10(size) - self.left) / (self.right - self.left)
        x = MARGIN + TIMES + across * (RIGHT - 0.12 - MARGIN - TIMES)
        return x, self.bottom - DECADE * (math.log10(time) - self.low)


def chart_growth(answers: Sequence[int], milliseconds: Sequence[float]) -> Chart:
    """Draw the time of each number of answers, and the line of a cost in proportion to them.

    Each number is about ten times the one before.
    """
    measured = list(zip(answers, milliseconds, strict=True))
    title = _("Time of a summary by the number of answers")
    told = _("In the last step ten times the answers take {times} times as long.").format(
        times=print_points(milliseconds[-1] / milliseconds[-2])
    )
    drawing = Drawing(title, told)
    drawing.paragraph(_("Milliseconds; the line is in proportion to the answers."), size=SMALL)
    plane = Plane.around(measured, drawing.y + GAP)
    _draw_grid(drawing, plane)
    _draw_times(drawing, plane, measured)
    rows = _rows(measured)
    sentence = _("{answers} answers take {time} milliseconds.")
    sentences = [sentence.format(answers=size, time=time) for size, time in rows[1:]]
    return Chart(drawing.finish(), text_alternative(title, "", [told, *sentences]), rows)


def _draw_grid(drawing: Drawing, plane: Plane) -> None:
    """Draw a line for each power of ten, and write which it is."""
    across = [
        plane.point(10**power, 10.0**plane.low)[0] for power in range(plane.left, plane.right + 1)
    ]
    up = [plane.point(10**plane.left, 10.0**power)[1] for power in range(plane.low, plane.high + 1)]
    drawing.lines([((x, plane.top), (x, plane.bottom)) for x in across])
    drawing.lines([((across[0], y), (across[-1], y)) for y in up])
    for x, power in zip(across, range(plane.left, plane.right + 1), strict=True):
        drawing.write(x, plane.bottom + line_height(SMALL), _power(power), SMALL, ha="center")
    for y, power in zip(up, range(plane.low, plane.high + 1), strict=True):
        drawing.write(across[0] - 0.06, y + 0.04, _power(power), SMALL, ha="right")
    drawing.y = plane.bottom + line_height(SMALL) + 0.02
    drawing.paragraph(_("answers"), x=RIGHT - text_width(_("answers"), SMALL), size=SMALL)


def _draw_times(drawing: Drawing, plane: Plane, measured: Measured) -> None:
    """Draw the times as dots, and through the last one the line of a cost in proportion."""
    size, time = measured[-1]
    smallest = max(10.0**plane.low, time * measured[0][0] / size)
    drawing.lines(
        [(plane.point(size * smallest / time, smallest), plane.point(size, time))],
        color=ACCENT,
        width=1.4,
    )
    points = [plane.point(*one) for one in measured]
    drawing.boxes([(x - MARK, y - MARK, 2 * MARK, 2 * MARK) for x, y in points], SURE)


def _power(power: int) -> str:
    """Print a power of ten: ``10⁷``."""
    return f"10{str(power).translate(POWERS)}"


def _rows(measured: Measured) -> Table:
    heading = [_("Answers"), _("Milliseconds")]
    return [heading, *([print_percent(size), print_index(time)] for size, time in measured)]
