"""How the answers to each item are shared out over the levels of its scale."""

from itertools import groupby

import numpy as np

from assessment.charts.chart import Chart, empty_chart
from assessment.charts.colours import INK, PAPER, mixture
from assessment.charts.drawing import (
    BAR,
    GAP,
    INNER,
    MARGIN,
    SMALL,
    Box,
    Drawing,
    Fill,
)
from assessment.charts.words import (
    NONE,
    Record,
    level_labels,
    level_rows,
    level_sentences,
    records,
    text_alternative,
    whose,
)
from assessment.i18n import _
from assessment.standard import Standard
from assessment.summary import Summary

# More items than this stand in two columns.
ONE_COLUMN = 12
# A narrower part of a bar has no room for its level.
LEAST_LABELLED = 0.12
# Inches: between two columns, and what the id and the number of sheets take of a row.
BETWEEN, ID, COUNT = 0.2, 0.38, 0.22
# Percent of the accent: digits stand in ink on the paler fills, in paper on the darker ones.
PALER, DARKER = (15, 45), (80, 100)


def chart_levels(summary: Summary) -> Chart:
    """Draw for each item how its answers are shared out over the levels of its scale."""
    standard, items = summary.standard, records(summary.items)
    title = _("Levels of each item")
    if standard is None or not any(item["n"] for item in items):
        return empty_chart(summary, title)
    drawing = Drawing(title, whose(summary.overall))
    _draw_levels(drawing, standard, items)
    alt = text_alternative(title, whose(summary.overall), level_sentences(standard, items))
    return Chart(drawing.finish(), alt, level_rows(standard, items))


def _draw_levels(drawing: Drawing, standard: Standard, items: list[Record]) -> None:
    fills = level_fills(standard)
    drawing.legend((fills[digit], text) for digit, text in level_labels(standard).items())
    drawing.y += GAP
    columns = _columns(items)
    width = (INNER - BETWEEN * (len(columns) - 1)) / len(columns)
    bars: list[tuple[Box, int]] = []
    top, bottom = drawing.y, drawing.y
    for place, column in enumerate(columns):
        drawing.y = top
        left = MARGIN + place * (width + BETWEEN)
        for section, found in groupby(column, key=lambda item: str(item["section"])):
            title = f"{section} {standard.section(section).title}"
            drawing.paragraph(title, left, width, SMALL, weight="bold")
            for item in found:
                bars += _draw_row(drawing, item, left, width)
            drawing.y += 0.08
        bottom = max(bottom, drawing.y)
    draw_shares(drawing, bars, fills)
    drawing.y = bottom
    drawing.paragraph(_("Right of each bar: the number of sheets with a level."), size=SMALL)


def _draw_row(drawing: Drawing, item: Record, left: float, width: float) -> list[tuple[Box, int]]:
    """Write an item's id and number of answers; return the boxes and levels between them."""
    top, start, full = drawing.y + 0.05, left + ID, width - ID - COUNT
    drawing.y = top + BAR + 0.01
    drawing.write(left, top + 0.125, item["item"], size=SMALL)
    drawing.write(left + width, top + 0.125, str(item["n"]), ha="right", size=SMALL)
    if not item["n"]:
        drawing.write(start, top + 0.125, NONE, size=SMALL)
    bars = []
    for digit, share in level_shares(item):
        bars.append(((start, top, share * full, BAR + 0.01), digit))
        start += share * full
    return bars


def draw_shares(drawing: Drawing, bars: list[tuple[Box, int]], fills: dict[int, Fill]) -> None:
    """Draw the parts of all stacked bars, with their level where there is room for it."""
    pale = list(fills)[: paler(len(fills))]
    for digit, fill in fills.items():
        boxes = [box for box, level in bars if level == digit]
        if boxes:
            drawing.boxes(boxes, fill)
        for left, top, width, _height in boxes:
            if width > LEAST_LABELLED:
                middle, ink = left + width / 2, INK if digit in pale else PAPER
                drawing.write(middle, top + 0.125, str(digit), SMALL, ha="center", color=ink)


def _columns(items: list[Record]) -> list[list[Record]]:
    """Put many items into two columns of about the same length, cut between sections."""
    if len(items) <= ONE_COLUMN:
        return [items]
    cut = len(items) / 2
    sections = [item["section"] for item in items]
    starts = [row for row in range(1, len(items)) if sections[row] != sections[row - 1]]
    if not starts:
        return [items]
    middle = min(starts, key=lambda row: abs(row - cut))
    return [items[:middle], items[middle:]]


def level_shares(item: Record) -> list[tuple[int, float]]:
    """Return the levels that were chosen, rising, with their shares."""
    return [
        (int(name.removeprefix("share_")), value)
        for name, value in item.items()
        if name.startswith("share_") and value > 0
    ]


def level_fills(standard: Standard) -> dict[int, Fill]:
    """Return a fill for each level, from pale to dark, so that grey print keeps the order."""
    digits = list(level_labels(standard))
    pale = np.linspace(*PALER, paler(len(digits)))
    dark = np.linspace(*DARKER[::-1], len(digits) - len(pale))[::-1]
    shades = [mixture(round(percent)) for percent in (*pale.tolist(), *dark.tolist())]
    return {digit: (colour, "") for digit, colour in zip(digits, shades, strict=True)}


def paler(levels: int) -> int:
    """Return how many of so many levels have a pale fill."""
    return (levels + 1) // 2
