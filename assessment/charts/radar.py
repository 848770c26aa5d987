"""The profile of the sections of one sheet, as a radar."""

import math
from dataclasses import dataclass

import pandas as pd

from assessment.charts.chart import Chart
from assessment.charts.colours import ACCENT
from assessment.charts.drawing import (
    BACKING,
    INNER,
    NORMAL,
    POSSIBLE,
    RIGHT,
    SMALL,
    WIDTH,
    Drawing,
    Point,
    Side,
    line_height,
    text_width,
)
from assessment.charts.sections import chart_of_sheet, draw_bars, explain_range, highest_index
from assessment.charts.words import Record, section_name, section_number, section_sentence
from assessment.i18n import _
from assessment.standard import Standard
from assessment.summary import Summary
from assessment.wording import print_percent

# Inches: the length of a spoke, and how far beyond its end the label stands.
RADIUS, BEYOND = 1.3, 0.1
# A spoke that leans less than this has its label in the middle of its end.
UPRIGHT = 0.01

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
    middle = drawing.y + line_height(NORMAL) + BEYOND + RADIUS
    radar = Radar(middle, len(shown), highest_index(standard))
    low = [radar.point(spoke, section["low"]) for spoke, section in enumerate(shown)]
    high = [radar.point(spoke, section["high"]) for spoke, section in enumerate(shown)]
    if low != high:
        drawing.polygons([high, low[::-1]], POSSIBLE)
    _draw_web(drawing, radar)
    drawing.lines([[*low, low[0]]], color=ACCENT, width=2.0)
    _label_spokes(drawing, radar, shown)
    drawing.y = middle + RADIUS + BEYOND + line_height(NORMAL)
    _list_sections(drawing, shown)
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


def _label_spokes(drawing: Drawing, radar: Radar, sections: list[Record]) -> None:
    """Write the id of each section beyond the end of its spoke."""
    for spoke, section in enumerate(sections):
        x, y = radar.point(spoke, radar.highest, beyond=BEYOND)
        across, down = radar.direction(spoke)
        side: Side = "center" if abs(across) < UPRIGHT else "left" if across > 0 else "right"
        # Above the end of an upper spoke, below that of a lower one, and in between at the sides.
        baseline = y + line_height(NORMAL) * (0.27 + 0.4 * down)
        drawing.write(x, baseline, section["section"], ha=side, weight="bold")


def _list_sections(drawing: Drawing, sections: list[Record]) -> None:
    """Write below the radar the name of each section and, at the right, its number."""
    for section in sections:
        number = section_number(section)
        room = INNER - text_width(number, SMALL, "bold") - 0.15
        drawing.write(
            RIGHT, drawing.y + line_height(SMALL), number, SMALL, ha="right", weight="bold"
        )
        drawing.y += 0.25 * line_height(SMALL)
        drawing.paragraph(section_name(section), width=room, size=SMALL)
