"""A surface for many short texts in cells."""

from typing import Any

from matplotlib.backend_bases import RendererBase
from matplotlib.text import Text

from assessment.charts.colours import INK
from assessment.charts.drawing import SMALL, Drawing, text_width


class CellText(Text):
    """A short text around a point, drawn without the layout that takes most of a text's time."""

    def draw(self, renderer: RendererBase) -> None:
        """Draw the text; one that is turned, framed or of several lines is not meant."""
        x, y = self.get_transform().transform(self.get_position())
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        pixels = float(renderer.points_to_pixels(72))  # type: ignore[arg-type]
        half = text_width(self.get_text(), SMALL) * pixels / 2
        around = renderer.new_gc()
        around.set_foreground(self.get_color())
        font = self.get_fontproperties()
        renderer.draw_text(
            around, x - half, y, self.get_text(), font, 0.0, ismath=False, mtext=self
        )
        around.restore()


class CellDrawing(Drawing):
    """A surface that writes hundreds of numbers in a moment."""

    def write_cell(self, x: float, y: float, text: str, color: str = INK) -> None:
        """Write a short text in small letters around ``x``, with its baseline at ``y``."""
        look: dict[str, Any] = {"size": SMALL, "family": "sans-serif", "ha": "center"}
        self._add(CellText(x, y, text, color=color, parse_math=False, **look))
