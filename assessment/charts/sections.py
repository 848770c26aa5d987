"""The index of each section of one sheet, as bars."""

from collections.abc import Callable

import pandas as pd

from assessment.charts.chart import Chart, empty_chart
from assessment.charts.drawing import (
    BAR,
    GAP,
    INNER,
    MARGIN,
    NOTHING,
    POSSIBLE,
    SMALL,
    SURE,
    Drawing,
    Side,
)
from assessment.charts.words import (
    Record,
    records,
    section_name,
    section_rows,
    section_sentence,
    text_alternative,
    value_beside,
    whose,
    why_no_index,
)
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.standard import Standard
from assessment.summary import Summary
from assessment.wording import print_percent

Draw = Callable[[Drawing, Standard, list[Record]], None]


def chart_sections(summary: Summary, sheet: str | None = None) -> Chart:
    """Draw a bar for the index of each section; while items are open, the range it can reach.

    ``sheet`` names one sheet and may be left out when there is only one; otherwise raises
    ``BermaknaError``.
    """
    return chart_of_sheet(_("Index of each section"), summary, sheet, draw_bars)


def chart_of_sheet(title: str, summary: Summary, sheet: str | None, draw: Draw) -> Chart:
    """Draw the sections of one sheet, or say why there is nothing to draw."""
    overall, standard = _chosen(summary, sheet), summary.standard
    if standard is None or overall.empty:
        return empty_chart(summary, title)
    sections = records(summary.sections[summary.sections["sheet"].isin(overall["sheet"])])
    drawing = Drawing(title, whose(overall), *overall["text"])
    reason = why_no_index(overall)
    if reason:
        drawing.paragraph(reason)
    else:
        draw(drawing, standard, sections)
    whole = [_("The overall index is {text}.").format(text=text) for text in overall["text"]]
    sentences = [reason] if reason else whole
    alt = text_alternative(title, whose(overall), [*sentences, *map(section_sentence, sections)])
    return Chart(drawing.finish(), alt, section_rows(standard, sections))


def _chosen(summary: Summary, sheet: str | None) -> pd.DataFrame:
    """Return the overall row of the sheet that is meant."""
    overall = summary.overall
    if sheet is not None:
        overall = overall[overall["sheet"] == sheet]
        if overall.empty:
            raise BermaknaError(_("no sheet {sheet} in this summary").format(sheet=sheet))
    if len(overall) > 1:
        message = _("this summary holds {count} sheets; name one of them, for example {sheet}")
        raise BermaknaError(message.format(count=len(overall), sheet=overall["sheet"].iloc[0]))
    return overall


def draw_bars(drawing: Drawing, standard: Standard, sections: list[Record]) -> None:
    """Draw each section's name, its value, and its bar below each other."""
    inch = INNER / highest_index(standard)
    for section in sections:
        drawing.paragraph(section_name(section))
        drawing.paragraph(value_beside(standard, section), size=SMALL)
        draw_bar(drawing, section, inch)
        drawing.y += GAP
    draw_scale(drawing, highest_index(standard))
    explain_range(drawing, sections)


def draw_bar(drawing: Drawing, section: Record, inch: float) -> None:
    """Draw the index of a section, or its bounds; ``inch`` is the length of one point."""
    top = drawing.y + 0.04
    drawing.boxes([(MARGIN, top, INNER, BAR)], NOTHING)
    if not pd.isna(section["low"]):
        low, high = section["low"] * inch, section["high"] * inch
        drawing.boxes([(MARGIN + low, top, high - low, BAR)], POSSIBLE)
        drawing.boxes([(MARGIN, top, low, BAR)], SURE)
    drawing.y = top + BAR


def highest_index(standard: Standard) -> int:
    """Return the highest value of the standard's index."""
    return standard.index.values[1]  # noqa: PD011 - the values of an index, not of a frame


def draw_scale(drawing: Drawing, highest: float) -> None:
    """Write the values of the index below the last bar."""
    top = drawing.y - GAP
    marks = [MARGIN + INNER * quarter / 4 for quarter in range(5)]
    drawing.lines([(x, top), (x, top + 0.06)] for x in marks)
    sides: tuple[Side, ...] = ("left", "center", "center", "center", "right")
    for quarter, (x, side) in enumerate(zip(marks, sides, strict=True)):
        drawing.write(x, top + 0.2, print_percent(highest * quarter / 4), SMALL, ha=side)
    drawing.y = top + 0.24


def explain_range(drawing: Drawing, sections: list[Record]) -> None:
    """Explain the two fills of a bar or radar, if some item is open."""
    if any(section["low"] < section["high"] for section in sections):
        drawing.y += GAP
        drawing.legend(
            [(SURE, _("already certain")), (POSSIBLE, _("possible, while items are open"))]
        )
