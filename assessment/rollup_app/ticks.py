"""Names to tick, under a line that says how many are."""

from collections.abc import Callable, Sequence
from pathlib import Path

import anywidget
import traitlets as t

from assessment.i18n import _

STATIC = Path(__file__).parent / "static"


class Ticks(anywidget.AnyWidget):
    """Values to tick, folded away; none ticked means all.

    ``run`` is called after a person has ticked one, or taken a tick away.
    """

    _esm = STATIC / "ticks.js"
    name = t.Unicode().tag(sync=True)
    labels = t.List(t.Unicode()).tag(sync=True)
    ticked = t.List(t.Int()).tag(sync=True)
    words = t.Dict().tag(sync=True)

    def __init__(self, name: str, run: Callable[[], object]) -> None:
        words = {"all": _("all"), "some": _("{n} chosen"), "find": _("Find a name")}
        super().__init__(name=name, words=words)
        self._values: list[str] = []
        self._silent = False
        self._run = run
        self.observe(self._tell, "ticked")

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values that are ticked."""
        return tuple(self._values[place] for place in self.ticked)

    def offer(self, values: Sequence[str], labels: Sequence[str]) -> None:
        """Offer other values; none of them is ticked."""
        self.clear()
        self._values, self.labels = list(values), list(labels)

    def clear(self) -> None:
        """Take all ticks away, without a word."""
        self._silent = True
        self.ticked = []
        self._silent = False

    def choose(self, *values: str) -> None:
        """Tick values."""
        self.ticked = [self._values.index(value) for value in values]

    def _tell(self, _change: object) -> None:
        if not self._silent:
            self._run()
