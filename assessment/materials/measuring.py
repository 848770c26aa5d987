"""How much room a text takes, measured in a font that is wider than those of the slides.

What fits in DejaVu Sans fits in Calibri, and in what stands in for it where it is not installed.
All measures are points.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.materials.lines import Line

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONTS = Path("mpl-data", "fonts", "ttf")
UNIT = 100
# The height of a line, and what stands between two paragraphs, as shares of the size of letters.
LEADING, BETWEEN = 1.22, 0.4


def width_of(text: str, size: float, *, strong: bool = False) -> float:
    """Return how wide a text is on one line."""
    return _width(text, strong) * size / UNIT


def height_of(lines: Sequence[Line], size: float, width: float) -> float:
    """Return how high paragraphs are when they are set in a box of this inner width."""
    between = BETWEEN * size * max(len(lines) - 1, 0)
    return sum(count_lines(each, size, width) for each in lines) * size * LEADING + between


def count_lines(parts: Line, size: float, width: float) -> int:
    """Return on how many lines a paragraph stands; a word longer than a line is broken."""
    lines, used = 1, 0.0
    blank = width_of(" ", size)
    for word, strong in _words(parts):
        needed = width_of(word, size, strong=strong)
        if used and used + blank + needed > width:
            lines, used = lines + 1, 0.0
        used += needed + (blank if used else 0)
        while used > width:
            lines, used = lines + 1, used - width
    return lines


def largest(
    lines: Sequence[Line], sizes: Sequence[float], width: float, height: float
) -> float | None:
    """Return the first of the sizes in which paragraphs fit into a box, if there is one."""
    return next((size for size in sizes if height_of(lines, size, width) <= height), None)


def _words(parts: Line) -> Iterator[tuple[str, bool]]:
    for run in parts:
        for word in run.text.split():
            yield word, run.strong


@lru_cache(maxsize=2**14)
def _width(text: str, strong: bool) -> float:  # noqa: FBT001, a key of the cache
    return float(_font(strong).getlength(text))


@cache
def _font(strong: bool) -> "FreeTypeFont":  # noqa: FBT001, a key of the cache
    from PIL import ImageFont

    name = "DejaVuSans-Bold.ttf" if strong else "DejaVuSans.ttf"
    return ImageFont.truetype(str(Path(str(files("matplotlib"))) / FONTS / name), UNIT)
