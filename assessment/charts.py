"""Charts of a summary: pictures that also say in words and in a table what they show.

A chart is drawn on one plain surface measured in inches from its upper left corner, without
ticks or automatic layout: labels wrap where they should, a chart takes a few milliseconds, and
the same numbers give the same bytes.
"""

import hashlib
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, TypedDict, Unpack

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib import path as mpath
from matplotlib.artist import Artist
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.standard import Standard
from assessment.summary import Summary
from assessment.wording import print_index, print_percent

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, width, height
Fill = tuple[str, str]  # colour, hatch
Side = Literal["left", "center", "right"]
Record = dict[str, Any]  # a row of one of the summary's frames
Table = list[list[str]]  # the first row is the heading

# All lengths are inches; the sizes of letters are points.
WIDTH, MARGIN, BAR, GAP = 6.0, 0.3, 0.15, 0.14
INNER, RIGHT = WIDTH - 2 * MARGIN, WIDTH - MARGIN
SMALL, NORMAL, LARGE = 8.5, 9.5, 12.0
RADIUS, BEYOND = 1.5, 0.12

# DARK, INK and RULE stand at 3:1 or more against white, in grey print too. A lighter fill never
# stands alone: it has a dark outline, and a hatch or a label.
DARK, PALE, INK, RULE = "#174a7e", "#dbe8f5", "#1f2328", "#6b7178"
BLACK, WHITE = "#000000", "#ffffff"
SURE, POSSIBLE, SHUT, NOTHING = (DARK, ""), (PALE, "////"), (PALE, "xxxx"), (WHITE, "")

# Keeps letters readable on a hatch.
BACKING = {"facecolor": WHITE, "edgecolor": "none", "pad": 1.0}

# Stands where there is no number.
NONE = "–"

# Fewer spokes do not make a radar; more items than this stand in two columns.
LEAST_SPOKES, ONE_COLUMN = 3, 12
# So many levels between two answers are worth a talk.
DISAGREEMENT = 2
# A narrower part of a bar has no room for its level.
LEAST_LABELLED = 0.12

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


def chart_sections(summary: Summary, sheet: str | None = None) -> Chart:
    """Draw a bar for the index of each section; while items are open, the range it can reach.

    ``sheet`` names one sheet and may be left out when there is only one; otherwise raises
    ``BermaknaError``.
    """
    return _chart_of_sheet(_("Index of each section"), summary, sheet, _draw_bars)


def chart_radar(summary: Summary, sheet: str | None = None) -> Chart:
    """Draw the indices of the sections as a radar; with fewer than three sections, as bars.

    The dark line is the index or, while items are open, the lowest that it can be; the hatched
    area reaches to the highest. ``sheet`` as in ``chart_sections``.
    """
    return _chart_of_sheet(_("Profile of the sections"), summary, sheet, _draw_radar)


def chart_levels(summary: Summary) -> Chart:
    """Draw for each item how its answers are shared out over the levels of its scale."""
    standard, items = summary.standard, _records(summary.items)
    title = _("Levels of each item")
    if standard is None or not any(item["n"] for item in items):
        return _empty(summary, title)
    drawing = Drawing(title, _where(summary.overall))
    _draw_levels(drawing, standard, items)
    alt = _say(title, _where(summary.overall), _level_sentences(standard, items))
    return Chart(drawing.finish(), alt, _level_rows(standard, items))


def chart_gaps(summary: Summary, most: int = 5) -> Chart:
    """Draw the ``most`` largest gaps: the items to mend first."""
    standard, gaps = summary.standard, _records(summary.gaps.head(most))
    title = _("Largest gaps")
    if standard is None or not gaps:
        return _empty(summary, title)
    drawing = Drawing(title, _where(summary.overall))
    _draw_gaps(drawing, standard, gaps)
    alt = _say(title, _where(summary.overall), _gap_sentences(gaps))
    return Chart(drawing.finish(), alt, _gap_rows(gaps))


class Look(TypedDict, total=False):
    """How a line is written, in matplotlib's own words."""

    ha: Side
    weight: str
    color: str
    bbox: dict[str, Any]


class Drawing:
    """A surface that grows downwards: ``y`` is where the next mark goes."""

    def __init__(self, title: str, *lines: str) -> None:
        self.figure = Figure(figsize=(WIDTH, 1.0), facecolor=WHITE)
        # From inches below the upper left corner to pixels; ``finish`` sets the height.
        self._flip = Affine2D()
        self._place = self._flip + self.figure.dpi_scale_trans
        self.y = MARGIN - 0.1
        self.paragraph(title, size=LARGE, weight="bold")
        self.y += 0.03
        for line in filter(None, lines):
            self.paragraph(line)
        self.y += GAP

    def finish(self) -> Figure:
        """Give the figure the height that its marks need, and return it."""
        height = self.y + MARGIN - 0.1
        self.figure.set_size_inches(WIDTH, height)
        self._flip.scale(1, -1).translate(0, height)
        return self.figure

    def write(
        self, x: float, y: float, text: str, size: float = NORMAL, **look: Unpack[Look]
    ) -> None:
        """Write one line as it is, with its baseline at ``y``."""
        wanted: dict[str, Any] = {"color": INK, **look}
        self._add(Text(x, y, text, size=size, family="sans-serif", parse_math=False, **wanted))

    def paragraph(
        self,
        text: str,
        x: float = MARGIN,
        width: float = INNER,
        size: float = NORMAL,
        **look: Unpack[Look],
    ) -> None:
        """Write lines no wider than ``width`` and move below them."""
        for line in _wrap(text, width, size, look.get("weight", "normal")):
            self.y += _line_height(size)
            self.write(x, self.y - 0.25 * _line_height(size), line, size, **look)

    def boxes(self, boxes: Iterable[Box], fill: Fill) -> None:
        """Draw boxes of one fill as one path: many then cost little more than one."""
        self.polygons([_corners(box) for box in boxes], fill)

    def polygons(self, polygons: Sequence[Sequence[Point]], fill: Fill) -> None:
        """Fill closed polygons; one that runs against the others cuts a hole."""
        path = mpath.Path.make_compound_path(
            *(mpath.Path([*points, points[0]], closed=True) for points in polygons)
        )
        colour, hatch = fill
        patch = PathPatch(path, facecolor=colour, edgecolor=DARK, hatch=hatch, linewidth=0.7)
        patch.set_hatch_linewidth(0.5)
        self._add(patch)

    def lines(
        self, lines: Iterable[Sequence[Point]], color: str = RULE, width: float = 0.5
    ) -> None:
        """Draw open lines of one colour and width as one path."""
        path = mpath.Path.make_compound_path(*(mpath.Path(list(points)) for points in lines))
        self._add(PathPatch(path, fill=False, edgecolor=color, linewidth=width))

    def _add(self, mark: Artist) -> None:
        # One order for all marks: a later one covers an earlier one.
        mark.set(transform=self._place, zorder=1)
        self.figure.add_artist(mark)

    def legend(self, entries: Iterable[tuple[Fill, str]]) -> None:
        """Explain fills, side by side as far as the width allows."""
        x = MARGIN
        self.y += _line_height(SMALL)
        for fill, text in entries:
            width = BAR + 0.07 + _width(text, SMALL)
            if x > MARGIN and x + width > RIGHT:
                x = MARGIN
                self.y += 1.2 * _line_height(SMALL)
            self.boxes([(x, self.y - BAR, BAR, BAR)], fill)
            self.write(x + BAR + 0.07, self.y - 0.03, text, size=SMALL)
            x += width + 0.25
        self.y += 0.06


def _corners(box: Box) -> list[Point]:
    left, top, width, height = box
    right, bottom = left + width, top + height
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _line_height(size: float) -> float:
    return 1.35 * size / 72


@lru_cache(maxsize=4096)
def _width(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of a line in DejaVu Sans, wider than the fonts that may replace it."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    width, _height, _depth = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 72


def _wrap(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break a text between words into lines no wider than ``width``."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and _width(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _records(frame: pd.DataFrame) -> list[Record]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _where(overall: pd.DataFrame) -> str:
    """Say whose answers are shown: the unit and period that all sheets share, and how many."""
    shared = [overall[name].unique() for name in ("unit", "period")]
    parts = [str(values[0]) for values in shared if len(values) == 1 and values[0]]
    if len(overall) > 1:
        parts.append(_("{count} sheets").format(count=len(overall)))
    return ", ".join(parts)


def _say(title: str, where: str, sentences: Iterable[str]) -> str:
    """Join the sentences of a text alternative."""
    shown = [_("The chart shows {where}.").format(where=where)] if where else []
    return " ".join([f"{title}.", *shown, *sentences])


def _empty(summary: Summary, title: str) -> Chart:
    """Say honestly that there is nothing to draw, and why."""
    if summary.overall.empty:
        reason = _("There are no answers.")
    elif (summary.items["n"] > 0).any():
        reason = _("Every answered item is at its top level.")
    else:
        reason = _("No item has a level yet.")
    where = _where(summary.overall)
    drawing = Drawing(title, where)
    drawing.paragraph(reason)
    return Chart(drawing.finish(), _say(title, where, [reason]), [])


# The charts of one sheet: bars and radar.


def _chart_of_sheet(
    title: str,
    summary: Summary,
    sheet: str | None,
    draw: Callable[[Drawing, Standard, list[Record]], None],
) -> Chart:
    overall, standard = _chosen(summary, sheet), summary.standard
    if standard is None or overall.empty:
        return _empty(summary, title)
    sections = _records(summary.sections[summary.sections["sheet"].isin(overall["sheet"])])
    drawing = Drawing(title, _where(overall), *overall["text"])
    reason = _no_index(overall)
    if reason:
        drawing.paragraph(reason)
    else:
        draw(drawing, standard, sections)
    whole = [_("The overall index is {text}.").format(text=text) for text in overall["text"]]
    sentences = [reason] if reason else whole
    alt = _say(title, _where(overall), [*sentences, *map(_sentence, sections)])
    return Chart(drawing.finish(), alt, _section_rows(standard, sections))


def _no_index(overall: pd.DataFrame) -> str:
    """Say why a sheet has no index at all, or nothing when it has one."""
    if overall["low"].isna().all():
        return _("This sheet has no applicable item.")
    return _("No item has a level yet.") if overall["index"].isna().all() else ""


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


def _draw_bars(drawing: Drawing, standard: Standard, sections: list[Record]) -> None:
    inch = INNER / _highest(standard)
    for section in sections:
        value = _value(standard, section)
        drawing.write(RIGHT, drawing.y + 0.75 * _line_height(NORMAL), value, ha="right", size=SMALL)
        drawing.paragraph(_name(section), width=INNER - _width(value, SMALL) - 0.2)
        top = drawing.y + 0.03
        drawing.boxes([(MARGIN, top, INNER, BAR)], NOTHING)
        if not pd.isna(section["low"]):
            low, high = section["low"] * inch, section["high"] * inch
            drawing.boxes([(MARGIN + low, top, high - low, BAR)], POSSIBLE)
            drawing.boxes([(MARGIN, top, low, BAR)], SURE)
        drawing.y = top + BAR + GAP
    _draw_scale(drawing, _highest(standard))
    _explain_range(drawing, sections)


def _highest(standard: Standard) -> int:
    return standard.index.values[1]  # noqa: PD011 - the values of an index, not of a frame


def _draw_scale(drawing: Drawing, highest: float) -> None:
    """Write the values of the index below the last bar."""
    top = drawing.y - GAP
    marks = [MARGIN + INNER * quarter / 4 for quarter in range(5)]
    drawing.lines([(x, top), (x, top + 0.06)] for x in marks)
    sides: tuple[Side, ...] = ("left", "center", "center", "center", "right")
    for quarter, (x, side) in enumerate(zip(marks, sides, strict=True)):
        drawing.write(x, top + 0.2, print_percent(highest * quarter / 4), SMALL, ha=side)
    drawing.y = top + 0.24


def _explain_range(drawing: Drawing, sections: list[Record]) -> None:
    if any(section["low"] < section["high"] for section in sections):
        drawing.y += GAP
        drawing.legend(
            [(SURE, _("already certain")), (POSSIBLE, _("possible, while items are open"))]
        )


@dataclass(frozen=True)
class Radar:
    """The geometry of a radar: the height of its centre, its spokes, the highest value."""

    middle: float
    spokes: int
    highest: float

    def direction(self, spoke: int) -> Point:
        """Return the unit vector of a spoke; the first points up, the next go clockwise."""
        angle = 2 * math.pi * spoke / self.spokes
        return math.sin(angle), -math.cos(angle)

    def point(self, spoke: int, value: float, beyond: float = 0.0) -> Point:
        """Return where a value lies on a spoke, or so far ``beyond`` it."""
        across, down = self.direction(spoke)
        length = RADIUS * value / self.highest + beyond
        return WIDTH / 2 + across * length, self.middle + down * length


def _draw_radar(drawing: Drawing, standard: Standard, sections: list[Record]) -> None:
    shown = [section for section in sections if not pd.isna(section["low"])]
    if len(shown) < LEAST_SPOKES:
        _draw_bars(drawing, standard, sections)
        return
    above = len(_spoke_lines(shown[0], _centre_room(len(shown)))) * _line_height(SMALL)
    middle = drawing.y + above + RADIUS + BEYOND
    radar = Radar(middle, len(shown), _highest(standard))
    low = [radar.point(spoke, section["low"]) for spoke, section in enumerate(shown)]
    high = [radar.point(spoke, section["high"]) for spoke, section in enumerate(shown)]
    if low != high:
        drawing.polygons([high, low[::-1]], POSSIBLE)
    _draw_web(drawing, radar)
    drawing.lines([[*low, low[0]]], color=DARK, width=2.0)
    drawing.y = max(_label_side(drawing, radar, shown, side) for side in _sides(len(shown)))
    _explain_range(drawing, sections)
    for section in sections:
        if section not in shown:
            drawing.paragraph(_sentence(section), size=SMALL)


def _draw_web(drawing: Drawing, radar: Radar) -> None:
    """Draw the rings of the quarters, the spokes, and the values along the first spoke."""
    quarters = [radar.highest * quarter / 4 for quarter in range(1, 5)]
    around = [*range(radar.spokes), 0]
    drawing.lines([radar.point(spoke, value) for spoke in around] for value in quarters)
    drawing.lines([radar.point(spoke, 0), radar.point(spoke, radar.highest)] for spoke in around)
    for value in quarters:
        x, y = radar.point(0, value)
        drawing.write(x + 0.05, y + 0.13, print_percent(value), size=SMALL, bbox=BACKING)


def _sides(spokes: int) -> tuple[range, range]:
    """Return the spokes of the right and of the left side, each from the top down."""
    return range(spokes // 2 + 1), range(spokes - 1, spokes // 2, -1)


def _label_side(drawing: Drawing, radar: Radar, sections: list[Record], side: range) -> float:
    """Label the spokes of one side, none over the other; return where the last one ends."""
    bottom = 0.0
    for spoke in side:
        # The label of the first spoke is narrow enough to stand between its neighbours.
        highest = bottom + 0.04 if spoke != 1 else 0.0
        bottom = _label_spoke(drawing, radar, spoke, sections[spoke], highest)
    return bottom


def _label_spoke(
    drawing: Drawing, radar: Radar, spoke: int, section: Record, highest: float
) -> float:
    """Write a section's name and number beside its spoke; return where they end."""
    x, y = radar.point(spoke, radar.highest, beyond=BEYOND)
    across, down = radar.direction(spoke)
    side: Side = "center" if round(across, 6) == 0 else "left" if across > 0 else "right"
    beside = min(x, WIDTH - x) - 0.1
    lines = _spoke_lines(section, _centre_room(radar.spokes) if side == "center" else beside)
    # Above the end of an upper spoke, below that of a lower one, and in between at the sides.
    share = (1 - min(1.0, max(-1.0, 1.5 * down))) / 2
    top = max(highest, y - share * len(lines) * _line_height(SMALL))
    for place, line in enumerate(lines):
        baseline = top + (place + 0.75) * _line_height(SMALL)
        weight = "bold" if line is lines[-1] else "normal"
        drawing.write(x, baseline, line, ha=side, size=SMALL, weight=weight)
    return top + len(lines) * _line_height(SMALL)


def _spoke_lines(section: Record, room: float) -> list[str]:
    return [*_wrap(_name(section), room, SMALL), _number(section)]


def _centre_room(spokes: int) -> float:
    """Return how wide the label above or below the radar may be, between its neighbours."""
    return 2 * math.sin(2 * math.pi / spokes) * (RADIUS + BEYOND) - 0.1


def _name(section: Record) -> str:
    return f"{section['section']} {section['title']}"


def _number(section: Record) -> str:
    """Return the index, or its bounds while items are open: no headline before that."""
    if pd.isna(section["low"]):
        return NONE
    if pd.isna(section["band"]):
        return f"{print_index(section['low'])}–{print_index(section['high'])}"
    return print_index(section["index"])


def _value(standard: Standard, section: Record) -> str:
    """Return the number with its band or progress, as it stands beside a bar."""
    if pd.isna(section["low"]):
        return _("no applicable item")
    progress = _("{completeness} % filled in").format(
        completeness=print_percent(section["completeness"])
    )
    return f"{_number(section)} · {_band(standard, section) or progress}"


def _band(standard: Standard, section: Record) -> str:
    """Return the label of the section's band, or nothing while items are open."""
    if pd.isna(section["band"]):
        return ""
    return next(str(band.label) for band in standard.bands if band.id == section["band"])


def _sentence(section: Record) -> str:
    if pd.isna(section["low"]):
        return _("{section} has no applicable item.").format(section=_name(section))
    sentence = _("The index of {section} is {text}.")
    return sentence.format(section=_name(section), text=section["text"])


def _section_rows(standard: Standard, sections: list[Record]) -> Table:
    heading = [_("Section"), _("Index"), _("Lowest"), _("Highest"), _("Filled in (%)"), _("Band")]
    return [heading, *(_section_row(standard, section) for section in sections)]


def _section_row(standard: Standard, section: Record) -> list[str]:
    band = _band(standard, section)
    index = section["index"] if band else None
    bounds = [section["low"], section["high"]]
    return [
        _name(section),
        *(NONE if pd.isna(value) else print_index(value) for value in (index, *bounds)),
        NONE if pd.isna(section["completeness"]) else print_percent(section["completeness"]),
        band or NONE,
    ]


# The charts of all sheets: levels and gaps.


def _draw_levels(drawing: Drawing, standard: Standard, items: list[Record]) -> None:
    fills = _fills(standard)
    drawing.legend((fills[digit], text) for digit, text in _level_labels(standard).items())
    drawing.y += GAP
    columns = _columns(items)
    width = (INNER - 0.3 * (len(columns) - 1)) / len(columns)
    bars: list[tuple[Box, int]] = []
    top, bottom = drawing.y, drawing.y
    for place, column in enumerate(columns):
        drawing.y = top
        left = MARGIN + place * (width + 0.3)
        for section, found in groupby(column, key=lambda item: str(item["section"])):
            title = f"{section} {standard.section(section).title}"
            drawing.paragraph(title, left, width, SMALL, weight="bold")
            for item in found:
                bars += _draw_row(drawing, item, left, width)
            drawing.y += 0.08
        bottom = max(bottom, drawing.y)
    _draw_shares(drawing, bars, fills)
    drawing.y = bottom
    drawing.paragraph(_("Right of each bar: the number of sheets with a level."), size=SMALL)


def _draw_row(drawing: Drawing, item: Record, left: float, width: float) -> list[tuple[Box, int]]:
    """Write an item's id and number of answers; return the boxes and levels between them."""
    top, start, full = drawing.y + 0.05, left + 0.5, width - 0.8
    drawing.y = top + BAR + 0.01
    drawing.write(left, top + 0.125, item["item"], size=SMALL)
    drawing.write(left + width, top + 0.125, str(item["n"]), ha="right", size=SMALL)
    if not item["n"]:
        drawing.write(start, top + 0.125, NONE, size=SMALL)
    bars = []
    for digit, share in _shares(item):
        bars.append(((start, top, share * full, BAR + 0.01), digit))
        start += share * full
    return bars


def _draw_shares(drawing: Drawing, bars: list[tuple[Box, int]], fills: dict[int, Fill]) -> None:
    """Draw the parts of all stacked bars, with their level where there is room for it."""
    for digit, fill in fills.items():
        boxes = [box for box, level in bars if level == digit]
        if boxes:
            drawing.boxes(boxes, fill)
        for left, top, width, _height in boxes:
            if width > LEAST_LABELLED:
                middle, ink = left + width / 2, _ink_on(fill)
                drawing.write(middle, top + 0.125, str(digit), SMALL, ha="center", color=ink)


def _columns(items: list[Record]) -> list[list[Record]]:
    """Put many items into two columns of about the same length, cut between sections."""
    if len(items) <= ONE_COLUMN:
        return [items]
    cut = len(items) / 2
    sections = [item["section"] for item in items]
    starts = [row for row in range(1, len(items)) if sections[row] != sections[row - 1]]
    if not starts:
        return [items]
    middle = min(starts, key=lambda row: abs(row - cut))
    return [items[:middle], items[middle:]]


def _shares(item: Record) -> list[tuple[int, float]]:
    """Return the levels that were chosen, rising, with their shares."""
    return [
        (int(name.removeprefix("share_")), value)
        for name, value in item.items()
        if name.startswith("share_") and value > 0
    ]


def _fills(standard: Standard) -> dict[int, Fill]:
    """Return a fill for each level, from pale to dark, so that grey print keeps the order."""
    digits = list(_level_labels(standard))
    shades = np.linspace(to_rgb(PALE), to_rgb(DARK), len(digits)) * 255
    colours = ["#" + "".join(f"{round(part):02x}" for part in shade) for shade in shades.tolist()]
    return {digit: (colour, "") for digit, colour in zip(digits, colours, strict=True)}


def _ink_on(fill: Fill) -> str:
    """Return black or white, whichever is easier to read on the fill: 4.5:1 at least."""
    luminance = np.dot(np.power(to_rgb(fill[0]), 2.2), (0.2126, 0.7152, 0.0722))
    return BLACK if (luminance + 0.05) ** 2 > 1.05 * 0.05 else WHITE


def _level_labels(standard: Standard) -> dict[int, str]:
    """Return each level with its label, where all scales call it the same."""
    labels: dict[int, set[str]] = {}
    for scale in standard.scales.values():
        for level in scale:
            labels.setdefault(level.level, set()).add(str(level.label))
    return {
        digit: f"{digit} {found.pop()}" if len(found) == 1 else str(digit)
        for digit, found in sorted(labels.items())
    }


def _level_sentences(standard: Standard, items: list[Record]) -> list[str]:
    medians = [item["median"] for item in items if item["n"]]
    counts = [
        _("The number of items with the median level {level} is {count}.").format(
            level=label, count=medians.count(digit)
        )
        for digit, label in _level_labels(standard).items()
    ]
    apart = [item["item"] for item in items if item["n"] and item["spread"] >= DISAGREEMENT]
    if apart:
        sentence = _("Answers lie two levels or more apart on {items}.")
        counts.append(sentence.format(items=", ".join(apart)))
    if len(medians) < len(items):
        sentence = _("The number of items without a level is {count}.")
        counts.append(sentence.format(count=len(items) - len(medians)))
    return counts


def _level_rows(standard: Standard, items: list[Record]) -> Table:
    digits = _level_labels(standard)
    shares = [_("Level {level} (%)").format(level=digit) for digit in digits]
    heading = [_("Item"), _("Text"), _("Sheets with a level"), _("Median"), *shares]
    return [heading, *(_level_row(item, list(digits)) for item in items)]


def _level_row(item: Record, digits: list[int]) -> list[str]:
    shares = [item[f"share_{digit}"] for digit in digits]
    return [
        item["item"],
        item["text"],
        str(item["n"]),
        str(item["median"]) if item["n"] else NONE,
        *(NONE if pd.isna(share) else print_percent(100 * share) for share in shares),
    ]


def _draw_gaps(drawing: Drawing, standard: Standard, gaps: list[Record]) -> None:
    """Draw each item's text, and below it a bar as long as its gap with what it means."""
    labels = [_gap_label(standard, gap) for gap in gaps]
    longest = max(1.0, INNER - 0.1 - max(_width(label, SMALL) for label in labels))
    inch = longest / max(gap["gap"] for gap in gaps)
    for gap, label in zip(gaps, labels, strict=True):
        drawing.paragraph(f"{gap['item']} {gap['text']}")
        top, length = drawing.y + 0.03, gap["gap"] * inch
        drawing.boxes([(MARGIN, top, length, BAR)], SHUT if gap["gate"] else SURE)
        drawing.write(MARGIN + length + 0.08, top + 0.125, label, size=SMALL)
        drawing.y = top + BAR + GAP
    if any(gap["gate"] for gap in gaps):
        drawing.legend([(SHUT, _("below the bar of its gate"))])


def _gap_label(standard: Standard, gap: Record) -> str:
    item = next(item for item in standard.items if item.id == gap["item"])
    label = next(step.label for step in standard.scales[item.scale] if step.level == gap["level"])
    sentence = _("gap {gap}; level {level} {label}")
    return sentence.format(gap=gap["gap"], level=gap["level"], label=label)


def _gap_sentences(gaps: list[Record]) -> list[str]:
    sentences = []
    for gap in gaps:
        sentence = _("Number {rank} is {item}, “{text}”: level {level}, a gap of {gap} points.")
        sentences.append(sentence.format(**{**gap, "text": gap["text"].rstrip(".")}))
        if gap["gate"]:
            sentences.append(_("{item} is below the bar of its gate.").format(item=gap["item"]))
    return sentences


def _gap_rows(gaps: list[Record]) -> Table:
    heading = [
        _("No."), _("Item"), _("Text"), _("Level"), _("Weight"), _("Gap"), _("Gate shut"),
        _("Next step"),
    ]  # fmt: skip
    return [heading, *(_gap_row(gap) for gap in gaps)]


def _gap_row(gap: Record) -> list[str]:
    gate = _("yes") if gap["gate"] else _("no")
    numbers = [str(gap[name]) for name in ("level", "weight", "gap")]
    return [str(gap["rank"]), gap["item"], gap["text"], *numbers, gate, gap["hint"]]


# The files and the page.


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
        f'<div style="overflow-x:auto"><table style="{TABLE}"><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></details>"
    )
