"""Units, regions or ministries by sections: where the index is high and where it is low."""

from dataclasses import dataclass

import pandas as pd

from assessment.charts.chart import Chart
from assessment.charts.colours import INK, PALE, PAPER, mixture
from assessment.charts.drawing import (
    GAP,
    INNER,
    MARGIN,
    RIGHT,
    SMALL,
    Box,
    Fill,
    line_height,
)
from assessment.charts.units_cells import CellDrawing
from assessment.charts.units_heat_words import Cell, Line, heat_rows, heat_sentences, read_lines
from assessment.charts.units_rows import OVERALL, index_ends, shared_period
from assessment.charts.words import text_alternative
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.standard import Standard
from assessment.wording import print_percent

# More rows belong on further pages, or into regions or ministries.
MOST = 40
# After so many rows the ids of the sections are written again.
AGAIN = 10
# Inches: the height of a row's cells, and the width of the overall column.
HIGH, WIDE = 0.2, 0.5
# Percent of the accent, from low to high: ink stands on the paler ones, paper on the darker,
# both at 4.5:1 or more in the light and in the dark theme.
STEPS, PALER = (5, 25, 45, 80, 100), 3
HATCHED: Fill = (PALE, "////")


@dataclass(frozen=True)
class Grid:
    """The columns: the parts in their order, where each begins, and how wide it is."""

    parts: tuple[str, ...]

    def box(self, part: str, top: float) -> Box:
        """Return the box of a cell whose upper edge is at ``top``."""
        overall = self.parts[0] == OVERALL
        if part == OVERALL:
            return MARGIN, top, WIDE, HIGH
        left = MARGIN + (WIDE + 0.04 if overall else 0)
        sections = self.parts[1:] if overall else self.parts
        width = (RIGHT - left) / len(sections)
        return left + sections.index(part) * width, top, width, HIGH


def chart_heat_map(
    rows: pd.DataFrame,
    standard: Standard,
    names: str = "unit",
    value: str = "index",
    where: str = "",
) -> Chart:
    """Draw a row of cells for each name, in the order of the names and never of a score.

    ``rows`` has a row a name and part with the columns ``names``, ``section``, ``value`` and, if
    it is ``index``, ``completeness``: ``part_rows`` of one period, or a distribution by region.
    ``where`` stands below the title, by default the period. Raises ``BermaknaError`` for more
    than ``MOST`` names.
    """
    title = _("Heat map of the sections")
    lines = read_lines(rows, standard, names, value)
    if len(lines) > MOST:
        message = _("{count} rows do not fit into one chart; show at most {most} at once")
        raise BermaknaError(message.format(count=len(lines), most=MOST))
    place = where or shared_period(rows)
    drawing = CellDrawing(title, place)
    if not lines:
        reason = _("There are no figures to show.")
        drawing.paragraph(reason)
        return Chart(drawing.finish(), text_alternative(title, place, [reason]), [])
    _draw(drawing, standard, lines)
    alt = text_alternative(title, place, heat_sentences(standard, lines))
    return Chart(drawing.finish(), alt, heat_rows(standard, lines))


def _draw(drawing: CellDrawing, standard: Standard, lines: list[Line]) -> None:
    grid = Grid(tuple(lines[0].cells))
    _explain(drawing, standard, lines)
    placed: list[tuple[Box, Cell]] = []
    for number, line in enumerate(lines):
        if number % AGAIN == 0:
            _head(drawing, grid)
        drawing.paragraph(line.name, size=SMALL)
        placed += [(grid.box(part, drawing.y + 0.02), cell) for part, cell in line.cells.items()]
        drawing.y += HIGH + 0.1
    _fill(drawing, standard, placed)
    drawing.y += 0.5 * GAP
    for section in standard.sections:
        if section.id in grid.parts:
            drawing.paragraph(f"{section.id} {section.title}", size=SMALL)


def _head(drawing: CellDrawing, grid: Grid) -> None:
    """Write the ids of the sections above their columns."""
    drawing.y += line_height(SMALL) + 0.04
    for part in grid.parts:
        left, _top, width, _height = grid.box(part, 0)
        text = _("Index") if part == OVERALL else part
        drawing.write(left + width / 2, drawing.y - 0.06, text, SMALL, ha="center", weight="bold")


def _fill(drawing: CellDrawing, standard: Standard, placed: list[tuple[Box, Cell]]) -> None:
    """Draw all cells of one shade as one path, then their numbers."""
    shades = [_shade(standard, cell) for _box, cell in placed]
    for shade, fill in enumerate((*_fills(), HATCHED)):
        boxes = [box for (box, _cell), found in zip(placed, shades, strict=True) if found == shade]
        if boxes:
            drawing.boxes(boxes, fill)
    for ((left, top, width, _height), cell), shade in zip(placed, shades, strict=True):
        if cell.number is not None:
            color = INK if shade < PALER else PAPER
            drawing.write_cell(left + width / 2, top + 0.14, cell.text, color)


def _fills() -> list[Fill]:
    return [(mixture(percent), "") for percent in STEPS]


def _shade(standard: Standard, cell: Cell) -> int:
    """Return the step of a number as it is printed; one step more than there are for none."""
    if cell.number is None:
        return len(STEPS)
    low, high = index_ends(standard)
    return min(len(STEPS) - 1, (cell.number - low) * len(STEPS) // (high - low))


def _explain(drawing: CellDrawing, standard: Standard, lines: list[Line]) -> None:
    """Draw the steps of the scale side by side, and say what a star and a hatch mean."""
    low, high = index_ends(standard)
    width, top = 0.6 * INNER / len(STEPS), drawing.y + line_height(SMALL)
    for step, fill in enumerate(_fills()):
        drawing.boxes([(MARGIN + step * width, top - 0.13, width, 0.13)], fill)
    for step in range(len(STEPS) + 1):
        text, x = print_percent(low + (high - low) * step / len(STEPS)), MARGIN + step * width
        drawing.write(x, top + 0.14, text, SMALL, ha="center" if step else "left")
    drawing.y = top + 0.24
    cells = [cell for line in lines for cell in line.cells.values()]
    if any(cell.number is None for cell in cells):
        drawing.legend([(HATCHED, _("no figure: hidden, or nothing was answered"))])
    if any(cell.open for cell in cells):
        text = _("* items are still open: the index of those that were answered")
        drawing.paragraph(text, size=SMALL)
    drawing.y += 0.3 * GAP
