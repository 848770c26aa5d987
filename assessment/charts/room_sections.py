"""The index of each section in a room, with its honest bounds, before and after."""

from collections.abc import Sequence

from assessment.charts.chart import Chart
from assessment.charts.drawing import GAP, INNER, SMALL, Drawing
from assessment.charts.room_rows import section_rows
from assessment.charts.room_words import named, rows_by
from assessment.charts.sections import draw_bar, draw_scale, explain_range, highest_index
from assessment.charts.words import Record, section_name, text_alternative
from assessment.i18n import _
from assessment.room_results import GroupResults
from assessment.suppression import suppressed


def chart_room_sections(results: GroupResults, sections: Sequence[str] | None = None) -> Chart:
    """Draw a bar for each section and round; while items are open, the range it can reach.

    ``sections`` names those to draw; otherwise all that were asked.
    """
    title = _("Index of each section")
    drawing = Drawing(title)
    if all(suppressed(part.people) for part in results.rounds):
        drawing.paragraph(results.text)
        return Chart(drawing.finish(), text_alternative(title, "", [results.text]), [])
    shown = [part.id for part in results.asked.sections if sections is None or part.id in sections]
    by_round = [rows_by(part, "sections", "section") for part in results.rounds]
    drawn = [[rows[section] for rows in by_round] for section in shown]
    _draw(drawing, results, drawn)
    alt = [f"{section_name(rows[0])}: {_told(results, rows)}." for rows in drawn]
    return Chart(drawing.finish(), text_alternative(title, "", alt), section_rows(results, shown))


def _told(results: GroupResults, rows: list[Record]) -> str:
    texts = zip(results.rounds, rows, strict=True)
    return "; ".join(named(results, part, row["text"]) for part, row in texts)


def _draw(drawing: Drawing, results: GroupResults, sections: list[list[Record]]) -> None:
    highest = highest_index(results.standard)
    for rows in sections:
        drawing.paragraph(section_name(rows[0]))
        for part, row in zip(results.rounds, rows, strict=True):
            drawing.paragraph(named(results, part, row["text"]), size=SMALL)
            draw_bar(drawing, row, INNER / highest)
            drawing.y += 0.3 * GAP
        drawing.y += 0.7 * GAP
    draw_scale(drawing, highest)
    known = [row for rows in sections for row in rows if row["low"] is not None]
    explain_range(drawing, known)
