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
    text_width,
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
    """Draw each item's text, and below it a bar as long as its gap with what it means."""
    labels = [gap_label(standard, gap) for gap in gaps]
    longest = max(1.0, INNER - 0.1 - max(text_width(label, SMALL) for label in labels))
    inch = longest / max(gap["gap"] for gap in gaps)
    for gap, label in zip(gaps, labels, strict=True):
        drawing.paragraph(f"{gap['item']} {gap['text']}")
        top, length = drawing.y + 0.03, gap["gap"] * inch
        drawing.boxes([(MARGIN, top, length, BAR)], SHUT if gap["gate"] else SURE)
        drawing.write(MARGIN + length + 0.08, top + 0.125, label, size=SMALL)
        drawing.y = top + BAR + GAP
    if any(gap["gate"] for gap in gaps):
        drawing.legend([(SHUT, _("below the bar of its gate"))])
