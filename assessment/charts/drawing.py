"""The plain surface of a chart: inches from its upper left corner, and everything on it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, TypedDict, Unpack

from matplotlib import path as mpath
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from assessment.charts.colours import ACCENT, INK, PALE, PAPER, RULE

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, width, height
Fill = tuple[str, str]  # colour, hatch
Side = Literal["left", "center", "right"]

# All lengths are inches; the sizes of letters are points. On a phone the width of a chart takes
# about 328 pixels: the smallest letters are then 11 pixels high.
WIDTH, MARGIN, BAR, GAP = 3.5, 0.06, 0.15, 0.16
INNER, RIGHT = WIDTH - 2 * MARGIN, WIDTH - MARGIN
SMALL, NORMAL, LARGE = 8.5, 9.5, 12.0

SURE, POSSIBLE, SHUT, NOTHING = (ACCENT, ""), (PALE, "////"), (PALE, "xxxx"), (PAPER, "")

# Keeps letters readable on a hatch.
BACKING = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}


class Look(TypedDict, total=False):
    """How a line is written, in matplotlib's own words."""

    ha: Side
    weight: str
    color: str
    bbox: dict[str, Any]


class Drawing:
    """A surface that grows downwards: ``y`` is where the next mark goes."""

    def __init__(self, title: str, *lines: str) -> None:
        self.figure = Figure(figsize=(WIDTH, 1.0), facecolor=PAPER)
        # From inches below the upper left corner to pixels; ``finish`` sets the height.
        self._flip = Affine2D()
        self._place = self._flip + self.figure.dpi_scale_trans
        self.y = MARGIN
        self.paragraph(title, size=LARGE, weight="bold")
        self.y += 0.03
        for line in filter(None, lines):
            self.paragraph(line)
        self.y += GAP

    def finish(self) -> Figure:
        """Give the figure the height that its marks need, and return it."""
        height = self.y + MARGIN
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
        for line in wrap(text, width, size, look.get("weight", "normal")):
            self.y += line_height(size)
            self.write(x, self.y - 0.25 * line_height(size), line, size, **look)

    def boxes(self, boxes: Iterable[Box], fill: Fill) -> None:
        """Draw boxes of one fill as one path: many then cost little more than one."""
        self.polygons([_corners(box) for box in boxes], fill)

    def polygons(self, polygons: Sequence[Sequence[Point]], fill: Fill) -> None:
        """Fill closed polygons; one that runs against the others cuts a hole."""
        path = mpath.Path.make_compound_path(
            *(mpath.Path([*points, points[0]], closed=True) for points in polygons)
        )
        colour, hatch = fill
        patch = PathPatch(path, facecolor=colour, edgecolor=ACCENT, hatch=hatch, linewidth=0.7)
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
        self.y += line_height(SMALL)
        for fill, text in entries:
            width = BAR + 0.07 + text_width(text, SMALL)
            if x > MARGIN and x + width > RIGHT:
                x = MARGIN
                self.y += 1.2 * line_height(SMALL)
            self.boxes([(x, self.y - BAR, BAR, BAR)], fill)
            self._write_beside(x + BAR + 0.07, text)
            x += width + 0.25
        self.y += 0.06

    def _write_beside(self, x: float, text: str) -> None:
        """Write what a fill means, on as many lines as the width asks for."""
        first, *rest = wrap(text, INNER - BAR - 0.07, SMALL)
        self.write(x, self.y - 0.03, first, size=SMALL)
        for line in rest:
            self.y += line_height(SMALL)
            self.write(x, self.y - 0.03, line, size=SMALL)


def _corners(box: Box) -> list[Point]:
    left, top, width, height = box
    right, bottom = left + width, top + height
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def line_height(size: float) -> float:
    """Return the height of a line of so many points, in inches."""
    return 1.35 * size / 72


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of a line in DejaVu Sans, wider than the fonts that may replace it."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    width, _height, _depth = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 72


def wrap(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break a text between words into lines no wider than ``width``."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and text_width(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
