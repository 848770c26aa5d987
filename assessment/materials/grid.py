"""The grid of a slide in points: 960 by 540, with margins, and where its placeholders stand."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pptx.util import Emu

WIDTH, HEIGHT = 960, 540
MARGIN = 54
EMU = 12700
# What a text box keeps free on each side.
INSET = 14


@dataclass(frozen=True)
class Box:
    """A rectangle in points."""

    x: float
    y: float
    width: float
    height: float

    def emu(self) -> "tuple[Emu, Emu, Emu, Emu]":
        """Return the rectangle in the units of a presentation."""
        from pptx.util import Emu

        x, y, width, height = (
            Emu(round(side * EMU)) for side in (self.x, self.y, self.width, self.height)
        )
        return x, y, width, height

    def inner(self, inset: float) -> "Box":
        """Return the rectangle without a rim."""
        return Box(self.x + inset, self.y + inset, self.width - 2 * inset, self.height - 2 * inset)

    def holding(self, width: float, height: float) -> "Box":
        """Return the largest rectangle of these proportions in the middle of this one."""
        scale = min(self.width / width, self.height / height)
        width, height = width * scale, height * scale
        left, top = (self.width - width) / 2, (self.height - height) / 2
        return Box(self.x + left, self.y + top, width, height)


def cells(box: Box, columns: int, rows: int, gap: float) -> list[Box]:
    """Part a rectangle into equal ones, row by row."""
    width = (box.width - gap * (columns - 1)) / columns
    height = (box.height - gap * (rows - 1)) / rows
    return [
        Box(box.x + column * (width + gap), box.y + row * (height + gap), width, height)
        for row in range(rows)
        for column in range(columns)
    ]


WIDE = WIDTH - 2 * MARGIN
TITLE = Box(MARGIN, 26, WIDE, 76)
RULE = Box(MARGIN, 108, 113, 3)
BODY = Box(MARGIN, 130, WIDE, 356)
FOOT = Box(MARGIN, 502, WIDE, 22)
