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

from assessment.charts.colours import screen_style
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
FRAME = "margin:0 0 .5rem;max-width:27rem"
# Points, on A4.
TEXT_WIDTH = 432
SIZE = "display:block;width:100%;height:auto"
TABLE = "border-collapse:separate;border-spacing:.75rem .25rem;text-align:left"
MARKS = {
    "class": "bm-chart",
    "font-family": "DejaVu Sans, Arial, sans-serif",
    "stroke-linejoin": "round",
    "stroke-linecap": "butt",
}


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
            f'<div class="bermakna-chart"><figure role="img" aria-label="{label}" style="{FRAME}">'
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

    What it writes as styles becomes attributes, which give way to the style of a screen. Its own
    style element goes: inside a page it would reach every other picture.
    """
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", body, flags=re.DOTALL)
    body = re.sub(r'<g id="[^"]*">', "<g>", body)
    body = re.sub(r' transform="rotate\(-0 [^)]*\)"', "", body)
    body = re.sub(r"font-family: [^;]*; ", "", body)
    body = re.sub(r' style="([^"]*)"', _attributes, body)
    body = re.sub(r"\n\s*", "\n", body)
    marks = "".join(f' {name}="{value}"' for name, value in MARKS.items())
    opening, rest = body.split(">", 1)
    return f"<svg{marks}{opening.removeprefix('<svg')}>\n<style>{screen_style(rest)}</style>{rest}"


def _attributes(style: re.Match[str]) -> str:
    """Write the properties of a style as attributes of their own."""
    properties = (part.split(":", 1) for part in style[1].split(";") if part.strip())
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in properties)


def _inline(svg: str) -> str:
    """Make an SVG document a part of a page: as wide as its figure, and in print as a text.

    A browser follows the style. What sets the picture as wide as the text follows the attributes:
    the drawing then keeps the size of its letters, with free paper beside it.
    """

    def sizes(found: re.Match[str]) -> str:
        style = f"{SIZE};aspect-ratio:{found[1]}/{found[2]}"
        return f' width="{TEXT_WIDTH}pt" height="{found[2]}pt" style="{style}"'

    body = re.sub(r' width="([^"]*)pt" height="([^"]*)pt"', sizes, svg, count=1)
    hidden = '<svg aria-hidden="true" focusable="false" preserveAspectRatio="xMinYMin" '
    return body.replace("<svg ", hidden, 1)


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
