"""A chart: a picture that also says in words and in a table what it shows."""

import hashlib
import re
from dataclasses import dataclass, field
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from assessment.charts.drawing import Drawing
from assessment.charts.words import Table, text_alternative, whose
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.summary import Summary

FONTS: dict[Any, Any] = {"svg.fonttype": "none", "font.sans-serif": ["DejaVu Sans", "Arial"]}
# Nothing that changes from one run, or one version of matplotlib, to the next.
METADATA: dict[str, dict[str, Any]] = {
    "svg": dict.fromkeys(("Creator", "Date", "Format", "Type")),
    "png": {"Software": None},
    "pdf": dict.fromkeys(("Creator", "Producer", "CreationDate")),
}
CARD = "margin:0;padding:.75rem;max-width:40rem;background:#fff;border-radius:.25rem"
SIZE = "display:block;width:100%;height:auto"
TABLE = "border-collapse:separate;border-spacing:.75rem .25rem;text-align:left"
MARKS = "font-family:'DejaVu Sans',Arial,sans-serif;stroke-linejoin:round;stroke-linecap:butt"


@dataclass(frozen=True, eq=False)
class Chart:
    """A figure, sentences that say the same (``alt``), and its numbers as rows of a table.

    The first row of ``rows`` is the heading. A notebook shows the chart as HTML, or ``alt`` where
    it can only show text.
    """

    figure: Figure = field(repr=False)
    alt: str
    rows: Table = field(repr=False)

    def svg(self) -> str:
        """Return the figure as an SVG document; the same chart is always the same text."""
        # A salt of its own keeps the ids of several charts on one page apart.
        salt = hashlib.sha256(self.alt.encode()).hexdigest()
        out = StringIO()
        with mpl.rc_context({**FONTS, "svg.hashsalt": salt}):
            self.figure.savefig(out, format="svg", metadata=METADATA["svg"])
        return _lean(out.getvalue())

    def html(self) -> str:
        """Return the chart for a page: picture, text alternative, and the table to unfold."""
        label = escape(self.alt, quote=True)
        return (
            f'<div class="bermakna-chart"><figure role="img" aria-label="{label}" style="{CARD}">'
            f"{_inline(self.svg())}</figure>{_unfolding(self.rows)}</div>"
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
            with mpl.rc_context(FONTS):
                self.figure.savefig(path, format=kind, dpi=200, metadata=METADATA[kind])
        return path

    def _repr_mimebundle_(self, **_kwargs: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.alt}


def empty_chart(summary: Summary, title: str) -> Chart:
    """Say honestly that there is nothing to draw, and why."""
    if summary.overall.empty:
        reason = _("There are no answers.")
    elif (summary.items["n"] > 0).any():
        reason = _("Every answered item is at its top level.")
    else:
        reason = _("No item has a level yet.")
    where = whose(summary.overall)
    drawing = Drawing(title, where)
    drawing.paragraph(reason)
    return Chart(drawing.finish(), text_alternative(title, where, [reason]), [])


def _lean(svg: str) -> str:
    """Say once what matplotlib repeats at every mark, and drop ids that nothing refers to.

    Its style element goes too: inside a page it would reach every other picture.
    """
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", body, flags=re.DOTALL)
    body = re.sub(r'<g id="[^"]*">', "<g>", body)
    body = re.sub(r' transform="rotate\(-0 [^)]*\)"', "", body)
    body = re.sub(r"font-family: [^;]*; ", "", body)
    body = re.sub(r"\n\s*", "\n", body)
    return body.replace("<svg ", f'<svg style="{MARKS}" ', 1)


def _inline(svg: str) -> str:
    """Make an SVG document a part of a page that takes the width there is."""
    body = svg.replace(
        '<svg style="', f'<svg aria-hidden="true" focusable="false" style="{SIZE};', 1
    )
    return re.sub(r' width="[^"]*" height="[^"]*"', "", body, count=1)


def _unfolding(rows: Table) -> str:
    if not rows:
        return ""
    heading, *records = [[escape(cell) for cell in row] for row in rows]
    top = "".join(f'<th scope="col">{cell}</th>' for cell in heading)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in records
    )
    title = escape(_("The numbers as a table"))
    return (
        f"<details><summary>{title}</summary>"
        # Scrollable, so that the keyboard must reach it.
        f'<div style="overflow-x:auto" tabindex="0" role="group" aria-label="{title}">'
        f'<table style="{TABLE}"><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></details>"
    )
