"""How the index of the units moves from period to period, part by part."""

import pandas as pd

from assessment.charts.chart import Chart
from assessment.charts.colours import ACCENT, INK
from assessment.charts.drawing import (
    BAR,
    GAP,
    POSSIBLE,
    SMALL,
    Drawing,
    Point,
)
from assessment.charts.units_distribution_words import few_units
from assessment.charts.units_marks import (
    SAMPLE,
    draw_diamond,
    draw_dot,
    draw_own,
    explain,
)
from assessment.charts.units_own import Own, own_text, read_own
from assessment.charts.units_plot import TALL, Plot, draw_frame, write_periods
from assessment.charts.units_rows import index_ends, part_name
from assessment.charts.units_trend_words import runs, trend_rows, trend_sentence, trend_text
from assessment.charts.words import Record, records, text_alternative
from assessment.i18n import _
from assessment.standard import Standard


def chart_trend(
    rows: pd.DataFrame, standard: Standard, own: pd.DataFrame | None = None, where: str = ""
) -> Chart:
    """Draw the median and the middle half of the units over the periods, a picture a part.

    ``rows`` are those of a roll-up's distribution in the order of their periods, ``own`` is
    ``part_rows`` of one unit in any of them. A period of too few units is left open.
    """
    title = _("The units from period to period")
    periods = [str(period) for period in rows["period"].unique()]
    mine, drawing = read_own(own), Drawing(title, where)
    parts = _by_part(records(rows))
    if all(pd.isna(row["median"]) for part in parts for row in part):
        reason = few_units()
        drawing.paragraph(reason)
        return Chart(drawing.finish(), text_alternative(title, where, [reason]), [])
    _explain(drawing, mine)
    for part in parts:
        _draw(drawing, standard, periods, part, mine)
    alt = text_alternative(title, where, (trend_sentence(part, mine) for part in parts))
    return Chart(drawing.finish(), alt, trend_rows(parts, mine))


def _by_part(rows: list[Record]) -> list[list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(str(row["section"]), []).append(row)
    return list(found.values())


def _explain(drawing: Drawing, own: Own | None) -> None:
    def band(surface: Drawing, x: float, y: float) -> None:
        surface.boxes([(x, y - BAR / 2, SAMPLE, BAR)], POSSIBLE)

    def median(surface: Drawing, x: float, y: float) -> None:
        surface.lines([[(x, y), (x + SAMPLE, y)]], ACCENT, 1.6)
        draw_dot(surface, (x + SAMPLE / 2, y))

    def mark(surface: Drawing, x: float, y: float) -> None:
        surface.lines([[(x, y), (x + SAMPLE, y)]], INK, 0.8)
        draw_diamond(surface, (x + SAMPLE / 2, y))

    entries = [(band, _("the middle half of the units")), (median, _("median"))]
    if own:
        entries.append((mark, own_text(own)))
    explain(drawing, entries)
    drawing.y += 0.6 * GAP


def _draw(
    drawing: Drawing, standard: Standard, periods: list[str], part: list[Record], own: Own | None
) -> None:
    """Draw a part: its name, its medians in words, and its picture."""
    drawing.paragraph(part_name(part[0]), size=SMALL, weight="bold")
    drawing.paragraph(trend_text(part), size=SMALL)
    drawing.y += 0.1
    plot = Plot(drawing.y + TALL, periods, *index_ends(standard))
    draw_frame(drawing, plot)
    for run in runs(part):
        _draw_run(drawing, plot, run)
    if own:
        _draw_own(drawing, plot, part, own)
    write_periods(drawing, plot)
    drawing.y = plot.bottom + 0.22 + GAP


def _draw_run(drawing: Drawing, plot: Plot, run: list[Record]) -> None:
    """Draw periods without a gap between them: a band, or an upright box for one alone."""
    points = {
        name: [plot.point(str(row["period"]), row[name]) for row in run]
        for name in ("q1", "median", "q3")
    }
    if len(run) == 1:
        (x, low), (_x, high) = points["q1"][0], points["q3"][0]
        drawing.boxes([(x - 0.05, high, 0.1, low - high)], POSSIBLE)
    else:
        drawing.polygons([[*points["q3"], *points["q1"][::-1]]], POSSIBLE)
        drawing.lines([points["median"]], ACCENT, 1.6)
    for point in points["median"]:
        draw_dot(drawing, point)


def _draw_own(drawing: Drawing, plot: Plot, part: list[Record], own: Own) -> None:
    """Draw the own unit in each period, joined where two stand side by side."""
    found = {str(row["period"]): own.of(row) for row in part}
    middles: list[list[Point]] = [[]]
    for period in plot.periods:
        figure = found.get(period)
        if figure is None:
            middles.append([])
        else:
            middles[-1].append(plot.point(period, (figure.low + figure.high) / 2))
    drawing.lines((line for line in middles if len(line) > 1), INK, 0.8)
    for period, figure in found.items():
        if figure:
            draw_own(drawing, plot.point(period, figure.low), plot.point(period, figure.high))
