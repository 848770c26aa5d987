"""Charts of a summary: pictures that also say in words and in a table what they show.

A chart is drawn on one plain surface measured in inches from its upper left corner, without
ticks or automatic layout: labels wrap where they should, a chart takes a few milliseconds, and
the same numbers give the same bytes.
"""

import hashlib
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib import path as paths
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import text_to_path

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.standard import Standard
from assessment.summary import Summary
from assessment.wording import print_index, print_percent

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, width, height in inches
Rows = Sequence[Sequence[str]]  # a table; the first row is its heading

WIDTH, MARGIN, LINE, BAR = 6.0, 0.3, 0.18, 0.15
INNER = WIDTH - 2 * MARGIN
SMALL, NORMAL, LARGE = 8.5, 9.5, 12.0

# SURE, INK and RULE stand at 3:1 or more against white, in grey print too. A pale fill never
# stands alone: it has a dark outline, and a hatch or a label.
SURE, PALE, INK, RULE = "#174a7e", "#dbe8f5", "#1f2328", "#6b7178"

LOOK: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.sans-serif": ["DejaVu Sans", "Arial"],
}
# Nothing that changes from one run or version to the next.
METADATA: dict[str, dict[str, Any]] = {
    "svg": dict.fromkeys(("Creator", "Date", "Format", "Type")),
    "png": {"Software": None},
    "pdf": dict.fromkeys(("Creator", "Producer", "CreationDate")),
}
CARD = "margin:0;padding:.75rem;max-width:40rem;background:#fff;border-radius:.25rem"
DRAWING = "display:block;width:100%;height:auto;stroke-linejoin:round;stroke-linecap:butt"


@dataclass(frozen=True, eq=False)
class Chart:
    """A figure, the sentences that say the same (``alt``), and its numbers as a table.

    The first row of ``rows`` is the heading. A notebook shows the chart as HTML, or ``alt`` where
    it can only show text.
    """

    figure: Figure
    alt: str
    rows: Rows

    def svg(self) -> str:
        """Return the figure as an SVG document; the same chart is always the same text."""
        # A salt of its own keeps the ids of several charts on one page apart.
        salt = hashlib.sha256(self.alt.encode()).hexdigest()
        out = StringIO()
        with mpl.rc_context({**LOOK, "svg.hashsalt": salt}):
            self.figure.savefig(out, format="svg", metadata=METADATA["svg"])
        return out.getvalue()

    def html(self) -> str:
        """Return the chart for a page: the picture, its sentences for readers who cannot see
        it, and the table to unfold.
        """
        label = escape(self.alt, quote=True)
        return (
            f'<div class="bermakna-chart"><figure role="img" aria-label="{label}" style="{CARD}">'
            f"{_inline(self.svg())}</figure>{_table(self.rows)}</div>"
        )

    def save(self, path: Path | str) -> Path:
        """Write the chart as .svg, .png or .pdf, as the name says, and return the path."""
        path = Path(path)
        kind = path.suffix.lower().removeprefix(".")
        if kind not in METADATA:
            message = _("{file}: a chart is saved as .svg, .png or .pdf")
            raise BermaknaError(message.format(file=path.name))
        if kind == "svg":
            path.write_text(self.svg(), encoding="utf-8", newline="\n")
        else:
            with mpl.rc_context(LOOK):
                self.figure.savefig(path, dpi=200, metadata=METADATA[kind])
        return path

    def _repr_mimebundle_(self, **_kwargs: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.alt}


def chart_sections(summary: Summary, sheet: str | None = None) -> Chart:
    """Draw the index of each section as a bar, with the possible range while items are open.

    ``sheet`` names one sheet; it may be left out when there is only one. Raises
    ``BermaknaError`` when it names none, or is left out among several.
    """
    title = _("Index of each section")
    sheet = _sheet(summary, sheet)
    overall, sections = _of_sheet(summary, sheet)
    drawing = Drawing()
    drawing.heading(title, _where(overall), *overall["text"])
    if sections["index"].isna().all():
        drawing.paragraph(_no_scores())
        return Chart(drawing.figure, _say(title, overall, _no_scores()), _section_rows(summary, sections))
    for row in sections.itertuples():
        _draw_section(drawing, row, summary)
    return Chart(drawing.finish(), "", _section_rows(summary, sections))
