"""The rows of a heat map, and what it says in sentences and in its table."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from assessment.charts.units_rows import OVERALL
from assessment.charts.words import NONE, Table
from assessment.i18n import _
from assessment.standard import Standard
from assessment.wording import print_index

# Percent of a complete answer.
COMPLETE = 100


@dataclass(frozen=True)
class Cell:
    """The index of a name in a part, ``None`` for none, and whether items are open."""

    value: float | None = None
    open: bool = False

    @property
    def number(self) -> int | None:
        """The whole number that stands in the cell, rounded half up from hundredths."""
        return None if self.value is None else (round(100 * self.value) + 50) // 100

    @property
    def text(self) -> str:
        """The number with a star while items are open."""
        return f"{self.number}*" if self.open else str(self.number)


@dataclass(frozen=True)
class Line:
    """A row of the map: a unit, region or ministry, and its cells by part."""

    name: str
    cells: dict[str, Cell]


def read_lines(rows: pd.DataFrame, standard: Standard, names: str, value: str) -> list[Line]:
    """Return a line for each name in the order of the names, with a cell for each part."""
    there = set(rows["section"].astype(str))
    parts = [part for part in (OVERALL, *(one.id for one in standard.sections)) if part in there]
    complete = rows["completeness"] if value == "index" else pd.Series(COMPLETE, rows.index)
    found: dict[str, dict[str, Cell]] = {}
    for name, part, figure, filled in zip(
        rows[names].astype(str), rows["section"].astype(str), rows[value], complete, strict=True
    ):
        cell = Cell() if pd.isna(figure) else Cell(float(figure), bool(filled < COMPLETE))
        found.setdefault(name, dict.fromkeys(parts, Cell()))[part] = cell
    return [
        Line(name or _("not stated"), cells)
        for name, cells in sorted(found.items(), key=lambda pair: (pair[0].casefold(), pair[0]))
    ]


def heat_sentences(standard: Standard, lines: list[Line]) -> Iterator[str]:
    """Say how many rows there are, the range of each part, and where there is no figure."""
    yield _("Rows in the order of their names: {count}.").format(count=len(lines))
    shown = [line for line in lines if any(cell.value is not None for cell in line.cells.values())]
    if len(shown) < len(lines):
        yield _("Rows without any figure: {count}.").format(count=len(lines) - len(shown))
    titles = part_titles(standard)
    for part in lines[0].cells:
        values = [line.cells[part].value for line in shown]
        known = [value for value in values if value is not None]
        if known:
            ends = {"low": print_index(min(known)), "high": print_index(max(known))}
            yield _("{part}: from {low} to {high}.").format(part=titles[part], **ends)
        if missing := len(values) - len(known):
            sentence = _("{part}: no figure in {count} of the other rows.")
            yield sentence.format(part=titles[part], count=missing)


def part_titles(standard: Standard) -> dict[str, str]:
    """Return what each part is called."""
    sections = {section.id: f"{section.id} {section.title}" for section in standard.sections}
    return {OVERALL: _("Overall"), **sections}


def heat_rows(standard: Standard, lines: list[Line]) -> Table:
    """Return the table of the map, with two decimals."""
    titles = part_titles(standard)
    heading = [_("Name"), *(titles[part] for part in lines[0].cells)]
    return [heading, *([line.name, *map(_cell, line.cells.values())] for line in lines)]


def _cell(cell: Cell) -> str:
    if cell.value is None:
        return NONE
    return print_index(cell.value) + ("*" if cell.open else "")
