"""The profile of the sections of one sheet, as a radar."""

import math
from dataclasses import dataclass

import pandas as pd

from assessment.charts.chart import Chart
from assessment.charts.drawing import (
    BACKING,
    DARK,
    POSSIBLE,
    SMALL,
    WIDTH,
    Drawing,
    Point,
    Side,
    line_height,
    wrap,
)
from assessment.charts.sections import chart_of_sheet, draw_bars, explain_range, highest_index
from assessment.charts.words import Record, section_name, section_number, section_sentence
from assessment.i18n import _
from assessment.standard import Standard
from assessment.summary import Summary
from assessment.wording import print_percent

# Inches: the length of a spoke, and how far beyond its end the label stands.
RADIUS, BEYOND = 1.5, 0.12

# Fewer spokes do not make a radar.
LEAST_SPOKES = 3


def chart_radar(summary: Summary, sheet: str | None = None) -> Chart:
    """Draw the indices of the sections as a radar; with fewer than three sections, as bars.

    The dark line is the index or, while items are open, the lowest that it can be; the hatched
    area reaches to the highest. ``sheet`` as in ``chart_sections``.
    """
    return chart_of_sheet(_("Profile of the sections"), summary, sheet, _draw_radar)


@dataclass(frozen=True)
class Radar:
    """The geometry of a radar: the height of its centre, its spokes, the highest value."""

    middle: float
    spokes: int
    highest: float

    def direction(self, spoke: int) -> Point:
        """Return the unit vector of a spoke; the first points up, the next go clockwise."""
        angle = 2 * math.pi * spoke / self.spokes
        return math.sin(angle), -math.cos(angle)

    def point(self, spoke: int, value: float, beyond: float = 0.0) -> Point:
        """Return where a value lies on a spoke, or so far ``beyond`` it."""
        across, down = self.direction(spoke)
        length = RADIUS * value / self.highest + beyond
        return WIDTH / 2 + across * length, self.middle + down * length


def _draw_radar(drawing: Drawing, standard: Standard, sections: list[Record]) -> None:
    shown = [section for section in sections if not pd.isna(section["low"])]
    if len(shown) < LEAST_SPOKES:
        draw_bars(drawing, standard, sections)
        return
    above = len(_spoke_lines(shown[0], _centre_room(len(shown)))) * line_height(SMALL)
    middle = drawing.y + above + RADIUS + BEYOND
    radar = Radar(middle, len(shown), highest_index(standard))
    low = [radar.point(spoke, section["low"]) for spoke, section in enumerate(shown)]
    high = [radar.point(spoke, section["high"]) for spoke, section in enumerate(shown)]
    if low != high:
        drawing.polygons([high, low[::-1]], POSSIBLE)
    _draw_web(drawing, radar)
    drawing.lines([[*low, low[0]]], color=DARK, width=2.0)
    drawing.y = max(_label_side(drawing, radar, shown, side) for side in _sides(len(shown)))
    explain_range(drawing, sections)
    for section in sections:
        if section not in shown:
            drawing.paragraph(section_sentence(section), size=SMALL)


def _draw_web(drawing: Drawing, radar: Radar) -> None:
    """Draw the rings of the quarters, the spokes, and the values along the first spoke."""
    quarters = [radar.highest * quarter / 4 for quarter in range(1, 5)]
    around = [*range(radar.spokes), 0]
    drawing.lines([radar.point(spoke, value) for spoke in around] for value in quarters)
    drawing.lines([radar.point(spoke, 0), radar.point(spoke, radar.highest)] for spoke in around)
    for value in quarters:
        x, y = radar.point(0, value)
        drawing.write(x + 0.05, y + 0.13, print_percent(value), size=SMALL, bbox=BACKING)


def _sides(spokes: int) -> tuple[range, range]:
    """Return the spokes of the right and of the left side, each from the top down."""
    return range(spokes // 2 + 1), range(spokes - 1, spokes // 2, -1)


def _label_side(drawing: Drawing, radar: Radar, sections: list[Record], side: range) -> float:
    """Label the spokes of one side, none over the other; return where the last one ends."""
    bottom = 0.0
    for spoke in side:
        # The label of the first spoke is narrow enough to stand between its neighbours.
        highest = bottom + 0.04 if spoke != 1 else 0.0
        bottom = _label_spoke(drawing, radar, spoke, sections[spoke], highest)
    return bottom


def _label_spoke(
    drawing: Drawing, radar: Radar, spoke: int, section: Record, highest: float
) -> float:
    """Write a section's name and number beside its spoke; return where they end."""
    x, y = radar.point(spoke, radar.highest, beyond=BEYOND)
    across, down = radar.direction(spoke)
    side: Side = "center" if round(across, 6) == 0 else "left" if across > 0 else "right"
    beside = min(x, WIDTH - x) - 0.1
    lines = _spoke_lines(section, _centre_room(radar.spokes) if side == "center" else beside)
    # Above the end of an upper spoke, below that of a lower one, and in between at the sides.
    share = (1 - min(1.0, max(-1.0, 1.5 * down))) / 2
    top = max(highest, y - share * len(lines) * line_height(SMALL))
    for place, line in enumerate(lines):
        baseline = top + (place + 0.75) * line_height(SMALL)
        weight = "bold" if line is lines[-1] else "normal"
        drawing.write(x, baseline, line, ha=side, size=SMALL, weight=weight)
    return top + len(lines) * line_height(SMALL)


def _spoke_lines(section: Record, room: float) -> list[str]:
    return [*wrap(section_name(section), room, SMALL), section_number(section)]


def _centre_room(spokes: int) -> float:
    """Return how wide the label above or below the radar may be, between its neighbours."""
    return 2 * math.sin(2 * math.pi / spokes) * (RADIUS + BEYOND) - 0.1
