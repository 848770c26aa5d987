"""The largest gaps: the items to mend first."""

from assessment.charts.chart import Chart, empty_chart
from assessment.charts.drawing import (
    BAR,
    GAP,
    INNER,
    MARGIN,
    SHUT,
    SMALL,
    SURE,
    Drawing,
)
from assessment.charts.words import (
    Record,
    gap_label,
    gap_rows,
    gap_sentences,
    records,
    text_alternative,
    whose,
)
from assessment.i18n import _
from assessment.standard import Standard
from assessment.summary import Summary


def chart_gaps(summary: Summary, most: int = 5) -> Chart:
    """Draw the ``most`` largest gaps: the items to mend first."""
    standard, gaps = summary.standard, records(summary.gaps.head(most))
    title = _("Largest gaps")
    if standard is None or not gaps:
        return empty_chart(summary, title)
    drawing = Drawing(title, whose(summary.overall))
    _draw_gaps(drawing, standard, gaps)
    alt = text_alternative(title, whose(summary.overall), gap_sentences(gaps))
    return Chart(drawing.finish(), alt, gap_rows(gaps))


def _draw_gaps(drawing: Drawing, standard: Standard, gaps: list[Record]) -> None:
    """Draw each item's text, a bar as long as its gap, and what it means."""
    inch = INNER / max(gap["gap"] for gap in gaps)
    for gap in gaps:
        drawing.paragraph(f"{gap['item']} {gap['text']}")
        drawing.y += 0.04
        drawing.boxes([(MARGIN, drawing.y, gap["gap"] * inch, BAR)], SHUT if gap["gate"] else SURE)
        drawing.y += BAR + 0.01
        drawing.paragraph(gap_label(standard, gap), size=SMALL)
        drawing.y += GAP
    if any(gap["gate"] for gap in gaps):
        drawing.legend([(SHUT, _("below the bar of its gate"))])
