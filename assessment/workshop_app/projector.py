"""What is shown to the whole room: over the full window, one slide at a time."""

from collections.abc import Sequence
from pathlib import Path

import anywidget
import traitlets as t

from assessment.i18n import _

STATIC = Path(__file__).parent / "static"


class Projector(anywidget.AnyWidget):
    """A button for each of some slides, which open over the whole window; Esc closes them.

    ``slides`` are names and HTML of our own making: what people have written is escaped in it.
    """

    _esm = STATIC / "projector.js"
    slides: t.List[dict[str, str]] = t.List().tag(sync=True)
    words = t.Dict().tag(sync=True)

    def __init__(self) -> None:
        words = {
            "close": _("Close (Esc)"),
            "back": _("Previous"),
            "on": _("Next"),
            "place": _("Slide {n} of {all}"),
        }
        super().__init__(words=words)
        self.add_class("bm-projector")

    def show(self, slides: Sequence[tuple[str, str]]) -> None:
        """Offer slides by the text of their buttons; one that is open shows its new content."""
        self.slides = [{"name": name, "content": content} for name, content in slides]
