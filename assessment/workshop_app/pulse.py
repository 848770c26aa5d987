"""A beat of the page, as long as someone sees it."""

from collections.abc import Callable
from pathlib import Path

import anywidget
import traitlets as t

STATIC = Path(__file__).parent / "static"


class Pulse(anywidget.AnyWidget):
    """Calls ``run`` every few seconds while the place it stands in is shown, and never else."""

    _esm = STATIC / "pulse.js"
    seconds = t.Float().tag(sync=True)
    beats = t.Int().tag(sync=True)

    def __init__(self, seconds: float, run: Callable[[], object]) -> None:
        super().__init__(seconds=seconds)
        self.observe(lambda _change: run(), "beats")
