"""How the indices of the units lie, part by part, with nobody's name but one's own."""

import pandas as pd

from assessment.charts.chart import Chart
from assessment.charts.colours import ACCENT
from assessment.charts.drawing import BAR, GAP, INNER, MARGIN, POSSIBLE, SMALL, Drawing
from assessment.charts.units_distribution_words import (
    distribution_rows,
    distribution_sentence,
    few_units,
    spread_text,
)
from assessment.charts.units_marks import (
    SAMPLE,
    draw_diamond,
    draw_own,
    draw_range,
    draw_values,
    explain,
)
from assessment.charts.units_own import Own, own_text, read_own
from assessment.charts.units_rows import index_ends, part_name, shared_period
from assessment.charts.words import Record, records, text_alternative
from assessment.i18n import _
from assessment.standard import Standard

# Inches: the height that a box with its whiskers takes, and the own unit below it.
TALL, BELOW = 0.2, 0.19


def chart_distribution(
    rows: pd.DataFrame, standard: Standard, own: pd.DataFrame | None = None, where: str = ""
) -> Chart:
    """Draw the middle half of the units, the median and the 10 to 90 percent of each part.

    ``rows`` are those of one period of a roll-up's distribution. ``own`` holds ``part_rows`` of
    one unit in that period, which is then marked with its bounds. ``where`` stands below the
    title, by default the period.
    """
    title = _("How the units lie")
    place, mine = where or shared_period(rows), read_own(own)
    drawing = Drawing(title, place)
    found = records(rows)
    if all(pd.isna(row["median"]) for row in found):
        reason = few_units()
        drawing.paragraph(reason)
        return Chart(drawing.finish(), text_alternative(title, place, [reason]), [])
    _explain(drawing, mine)
    for row in found:
        _draw(drawing, standard, row, mine)
    draw_values(drawing, *index_ends(standard))
    alt = text_alternative(title, place, (distribution_sentence(row, mine) for row in found))
    return Chart(drawing.finish(), alt, distribution_rows(found, mine))


def _explain(drawing: Drawing, own: Own | None) -> None:
    def box(surface: Drawing, x: float, y: float) -> None:
        surface.boxes([(x, y - BAR / 2, SAMPLE, BAR)], POSSIBLE)

    def median(surface: Drawing, x: float, y: float) -> None:
        surface.lines([[(x + SAMPLE / 2, y - BAR / 2), (x + SAMPLE / 2, y + BAR / 2)]], ACCENT, 2.5)

    def line(surface: Drawing, x: float, y: float) -> None:
        draw_range(surface, (x, y), (x + SAMPLE, y))

    entries = [
        (box, _("the middle half of the units")),
        (median, _("median")),
        (line, _("from the 10th to the 90th percent of the units")),
    ]
    if own:
        entries.append((_own_mark, own_text(own)))
    explain(drawing, entries)
    drawing.y += 0.6 * GAP


def _own_mark(surface: Drawing, x: float, y: float) -> None:
    draw_diamond(surface, (x + SAMPLE / 2, y))


def _draw(drawing: Drawing, standard: Standard, row: Record, own: Own | None) -> None:
    """Draw a part: its name, what is said of it, its box, and the own unit below."""
    drawing.paragraph(part_name(row), size=SMALL, weight="bold")
    drawing.paragraph(spread_text(row), size=SMALL)
    lowest, highest = index_ends(standard)

    def place(value: float) -> float:
        return MARGIN + INNER * (value - lowest) / (highest - lowest)

    if not pd.isna(row["median"]):
        middle = drawing.y + 0.04 + TALL / 2
        draw_range(drawing, (place(row["p10"]), middle), (place(row["p90"]), middle))
        left, right = place(row["q1"]), place(row["q3"])
        drawing.boxes([(left, middle - BAR / 2, right - left, BAR)], POSSIBLE)
        x = place(row["median"])
        drawing.lines([[(x, middle - TALL / 2), (x, middle + TALL / 2)]], ACCENT, 2.5)
        drawing.y = middle + TALL / 2
    figure = own.of(row) if own else None
    if figure:
        y = drawing.y + BELOW / 2
        draw_own(drawing, (place(figure.low), y), (place(figure.high), y))
        drawing.y += BELOW
    base = drawing.y + 0.05
    quarters = [MARGIN + INNER * quarter / 4 for quarter in range(5)]
    ticks = [[(x, base), (x, base - 0.05)] for x in quarters]
    drawing.lines([[(MARGIN, base), (MARGIN + INNER, base)], *ticks])
    drawing.y = base + 0.5 * GAP
