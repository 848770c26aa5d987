"""The index of each section in two periods, on the items that both have."""

from typing import Any

import pandas as pd

from assessment.charts import Chart
from assessment.charts.drawing import BAR, GAP, INNER, MARGIN, NOTHING, SMALL, SURE, Drawing, Side
from assessment.charts.words import NONE, Record, Table, records, text_alternative
from assessment.i18n import _
from assessment.periods import PeriodChange
from assessment.wording import print_change, print_index, print_percent

# The bars of a section touch: what belongs together stands together.
THIN = 0.72 * BAR


def chart_change(change: PeriodChange, highest: int) -> Chart:
    """Draw two bars a section, then and now; ``highest`` is the highest value of the index."""
    title = _("Index then and now")
    rows = records(pd.concat([change.overall, change.sections]))
    drawing = Drawing(title)
    drawing.legend([(NOTHING, _("earlier period")), (SURE, _("this period"))])
    drawing.y += GAP
    for row in rows:
        _draw(drawing, row, INNER / highest)
    _draw_scale(drawing, highest)
    alt = text_alternative(title, "", [change.text, *map(_sentence, rows)])
    return Chart(drawing.finish(), alt, _table(rows))


def _draw(drawing: Drawing, row: Record, inch: float) -> None:
    drawing.paragraph(_name(row))
    drawing.paragraph(_values(row), size=SMALL)
    top = drawing.y + 0.04
    if not pd.isna(row["change"]):
        drawing.boxes([(MARGIN, top, row["before"] * inch, THIN)], NOTHING)
        drawing.boxes([(MARGIN, top + THIN, row["after"] * inch, THIN)], SURE)
        drawing.lines([((MARGIN, top - 0.02), (MARGIN, top + 2 * THIN + 0.02))])
    drawing.y = top + 2 * THIN + GAP


def _draw_scale(drawing: Drawing, highest: int) -> None:
    """Write the values of the index below the last bars."""
    top = drawing.y - GAP + 0.04
    drawing.lines([((MARGIN, top), (MARGIN + INNER, top))])
    sides: tuple[Side, ...] = ("left", "center", "right")
    for half, side in enumerate(sides):
        x = MARGIN + INNER * half / 2
        drawing.lines([((x, top), (x, top + 0.06))])
        drawing.write(x, top + 0.2, print_percent(highest * half / 2), SMALL, ha=side)
    drawing.y = top + 0.24


def _name(row: Record) -> str:
    whole = row["section"] == "overall"
    return str(row["title"]) if whole else f"{row['section']} {row['title']}"


def _values(row: Record) -> str:
    if pd.isna(row["change"]):
        return _("no item to compare")
    return _("from {before} to {after} ({change})").format(**_printed(row))


def _printed(row: Record) -> dict[str, str]:
    if pd.isna(row["change"]):
        return dict.fromkeys(("before", "after", "change"), NONE)
    numbers: dict[str, Any] = {name: print_index(row[name]) for name in ("before", "after")}
    return {**numbers, "change": print_change(row["change"])}


def _sentence(row: Record) -> str:
    return f"{_name(row)}: {_values(row)}."


def _table(rows: list[Record]) -> Table:
    heading = [_("Section"), _("Earlier period"), _("This period"), _("Change")]
    return [heading, *([_name(row), *_printed(row).values()] for row in rows)]
